package io.github.pgobolt.translation;

import io.github.pgobolt.translation.Crates.Root;
import io.github.pgobolt.translation.Crates.Same;
import io.github.pgobolt.translation.TextProfile.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which function of a profile is which of a build: the one with the same readable name and the same hash of its control
 * flow. Where several share both, those of the same crates; where that leaves a choice, none.
 */
final class NameTranslation {

    /** What a function has in common with itself under another symbol. */
    private record Shape(String readable, String cfgHash, List<String> crates) {}

    /** A symbol whose function has one control flow; another function may have the same symbol in another module. */
    private record Symbol(String name, String cfgHash) {}

    private final Map<Symbol, Symbol> same = new HashMap<>();
    private final Map<Symbol, Set<String>> modules = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();
    private final List<Counted> translated = new ArrayList<>();
    private final List<Counted> ambiguous = new ArrayList<>();

    private NameTranslation() {}

    /**
     * Compares.
     *
     * @param profile the functions of the profile
     * @param missing those of the build that found no counts
     * @param found the symbols of those that found theirs
     * @param readable the readable name of each symbol
     */
    static NameTranslation of(
            List<Counted> profile, List<MissingFunction> missing, Set<String> found, Map<String, String> readable) {
        NameTranslation translation = new NameTranslation();
        // Sorted, so that the result does not depend on the order in which rustc's threads end.
        Map<Shape, Set<String>> wanted = new HashMap<>();
        for (MissingFunction function : missing) {
            Symbol symbol = new Symbol(function.symbol(), function.cfgHash());
            translation.modules.computeIfAbsent(symbol, any -> new TreeSet<>()).add(function.module());
            wanted.computeIfAbsent(shape(symbol, readable), any -> new TreeSet<>())
                    .add(symbol.name());
        }
        List<Counted> lost =
                profile.stream().filter(f -> !found.contains(f.symbol())).toList();
        Map<Shape, Set<String>> stored = new TreeMap<>(NameTranslation::compare);
        for (Counted function : lost) {
            Symbol symbol = symbol(function);
            if (translation.modules.containsKey(symbol)) {
                // The same symbol, in another module.
                translation.same.put(symbol, symbol);
                wanted.get(shape(symbol, readable)).remove(symbol.name());
            } else {
                stored.computeIfAbsent(shape(symbol, readable), any -> new TreeSet<>())
                        .add(symbol.name());
            }
        }
        Crates crates = Crates.of(
                roots(profile.stream().map(Counted::symbol).toList()),
                roots(union(missing, found)),
                unlike(stored, wanted));
        Set<Symbol> undecided = new HashSet<>();
        stored.forEach((shape, symbols) ->
                translation.decide(shape, symbols, wanted.getOrDefault(shape, Set.of()), crates, undecided));
        for (Counted function : lost) {
            Symbol symbol = symbol(function);
            if (translation.same.containsKey(symbol)) {
                translation.translated.add(function);
                translation
                        .names
                        .computeIfAbsent(function.key(), any -> new TreeSet<>())
                        .addAll(translation.keys(function));
            } else if (undecided.contains(symbol)) {
                translation.ambiguous.add(function);
            }
        }
        return translation;
    }

    private static int compare(Shape one, Shape other) {
        return (one.readable + ' ' + one.cfgHash + ' ' + one.crates)
                .compareTo(other.readable + ' ' + other.cfgHash + ' ' + other.crates);
    }

    private static Symbol symbol(Counted function) {
        return new Symbol(function.symbol(), function.cfgHash());
    }

    private static Shape shape(Symbol symbol, Map<String, String> readable) {
        return new Shape(
                readable.getOrDefault(symbol.name(), symbol.name()),
                symbol.cfgHash(),
                Crates.in(symbol.name()).stream().map(Root::name).toList());
    }

    private static Set<String> union(List<MissingFunction> missing, Set<String> found) {
        Set<String> all = new HashSet<>(found);
        missing.forEach(function -> all.add(function.symbol()));
        return all;
    }

    private static Set<Root> roots(Collection<String> symbols) {
        Set<Root> roots = new HashSet<>();
        symbols.forEach(symbol -> roots.addAll(Crates.in(symbol)));
        return roots;
    }

    /** Returns the functions that have their shape for themselves, on both sides. */
    private static List<Same> unlike(Map<Shape, Set<String>> stored, Map<Shape, Set<String>> wanted) {
        List<Same> unlike = new ArrayList<>();
        stored.forEach((shape, before) -> {
            Set<String> now = wanted.getOrDefault(shape, Set.of());
            if (before.size() == 1 && now.size() == 1) {
                unlike.add(new Same(
                        Crates.in(before.iterator().next()),
                        Crates.in(now.iterator().next())));
            }
        });
        return unlike;
    }

    /** Pairs the symbols of one shape. */
    private void decide(Shape shape, Set<String> before, Set<String> now, Crates crates, Set<Symbol> undecided) {
        Map<String, List<String>> candidates = new TreeMap<>();
        Map<String, Integer> chosen = new HashMap<>();
        for (String name : before) {
            List<Root> roots = Crates.in(name);
            List<String> agreeing = now.stream()
                    .filter(other -> crates.agree(roots, Crates.in(other)))
                    .toList();
            candidates.put(name, agreeing);
            agreeing.forEach(other -> chosen.merge(other, 1, Integer::sum));
        }
        candidates.forEach((name, agreeing) -> {
            Symbol symbol = new Symbol(name, shape.cfgHash());
            if (agreeing.size() == 1 && chosen.get(agreeing.get(0)) == 1) {
                same.put(symbol, new Symbol(agreeing.get(0), shape.cfgHash()));
            } else if (!now.isEmpty()) {
                undecided.add(symbol);
            }
        });
    }

    /** Returns the keys of a function in the build; none if it keeps the one it has. */
    List<String> keys(Counted function) {
        Symbol now = same.get(symbol(function));
        return now == null
                ? List.of()
                : modules.get(now).stream()
                        .map(module -> function.keyOf(now.name(), module))
                        .distinct()
                        .toList();
    }

    /** Returns the key of a function by the one in the profile; that one if it has no other, or several. */
    String key(String profiled) {
        Set<String> keys = names.getOrDefault(profiled, Set.of());
        return keys.size() == 1 ? keys.iterator().next() : profiled;
    }

    /** Returns the symbols of the profile that are one symbol of the build, which no other is. */
    Map<String, String> symbols() {
        Map<String, Set<String>> now = new TreeMap<>();
        Map<String, Set<String>> before = new HashMap<>();
        same.forEach((profiled, built) -> {
            now.computeIfAbsent(profiled.name(), any -> new HashSet<>()).add(built.name());
            before.computeIfAbsent(built.name(), any -> new HashSet<>()).add(profiled.name());
        });
        Map<String, String> symbols = new TreeMap<>();
        now.forEach((profiled, built) -> {
            String name = built.iterator().next();
            if (built.size() == 1 && before.get(name).size() == 1) {
                symbols.put(profiled, name);
            }
        });
        return symbols;
    }

    /** Returns the functions of the profile that have another key in the build. */
    List<Counted> translated() {
        return translated;
    }

    /** Returns those that resemble functions of the build, and cannot be told from others. */
    List<Counted> ambiguous() {
        return ambiguous;
    }
}
