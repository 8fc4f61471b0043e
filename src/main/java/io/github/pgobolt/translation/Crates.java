package io.github.pgobolt.translation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which crate of a profile is which of a build. A symbol of the v0 mangling names its crates, each with an id, by which two
 * versions of one crate differ; a legacy symbol names none.
 */
final class Crates {

    // "Cs10LviWvaP0h_5tally" in "_RNvCs10LviWvaP0h_5tally4main": a crate with the id 10LviWvaP0h and a name of 5
    // letters.
    private static final Pattern CRATE = Pattern.compile("Cs([0-9A-Za-z]*)_u?([1-9][0-9]{0,3})_?");

    private final Map<Root, Root> built = new HashMap<>();

    private Crates() {}

    /** A crate, as a symbol names it. */
    record Root(String name, String id) {}

    /** The crates of one function, before and now. */
    record Same(List<Root> profiled, List<Root> built) {}

    /** Returns the crates that a symbol names, each as often as it does. */
    static List<Root> in(String symbol) {
        List<Root> roots = new ArrayList<>();
        Matcher crate = CRATE.matcher(symbol);
        while (symbol.startsWith("_R") && crate.find()) {
            int end = crate.end() + Integer.parseInt(crate.group(2));
            if (end <= symbol.length()) {
                roots.add(new Root(symbol.substring(crate.end(), end), crate.group(1)));
            }
        }
        return roots;
    }

    /**
     * Finds out which is which: a crate whose id is in both is the same; of one name with a single crate left on both sides
     * these are the same; else functions tell that only one crate has on either side, unless they contradict each other.
     *
     * @param profiled the crates of the profile
     * @param built the crates of the build
     * @param same functions that no other resembles
     */
    static Crates of(Collection<Root> profiled, Collection<Root> built, Collection<Same> same) {
        Crates crates = new Crates();
        Set<Root> old = new HashSet<>(profiled);
        Set<Root> now = new HashSet<>(built);
        old.retainAll(now);
        old.forEach(root -> crates.built.put(root, root));
        now.removeAll(old);
        old = new HashSet<>(profiled);
        old.removeAll(crates.built.keySet());
        Map<String, Set<Root>> oldByName = byName(old);
        Map<String, Set<Root>> nowByName = byName(now);
        Map<Root, Set<Root>> told = new HashMap<>();
        Map<Root, Set<Root>> tellers = new HashMap<>();
        for (Same function : same) {
            for (int i = 0; i < function.profiled().size(); i++) {
                Root before = function.profiled().get(i);
                Root after = function.built().get(i);
                told.computeIfAbsent(before, any -> new HashSet<>()).add(after);
                tellers.computeIfAbsent(after, any -> new HashSet<>()).add(before);
            }
        }
        for (Root before : old) {
            Set<Root> candidates = nowByName.getOrDefault(before.name(), Set.of());
            if (oldByName.get(before.name()).size() > 1 || candidates.size() > 1) {
                candidates = told.getOrDefault(before, Set.of());
            }
            if (candidates.size() == 1) {
                Root after = candidates.iterator().next();
                if (now.contains(after)
                        && tellers.getOrDefault(after, Set.of(before)).equals(Set.of(before))) {
                    crates.built.put(before, after);
                }
            }
        }
        return crates;
    }

    private static Map<String, Set<Root>> byName(Set<Root> roots) {
        Map<String, Set<Root>> byName = new HashMap<>();
        roots.forEach(root ->
                byName.computeIfAbsent(root.name(), any -> new HashSet<>()).add(root));
        return byName;
    }

    /** Whether a symbol of the build names the same crates as one of the profile. */
    boolean agree(List<Root> profiled, List<Root> now) {
        return now.equals(profiled.stream().map(built::get).toList());
    }
}
