package io.github.pgobolt.translation;

import io.github.pgobolt.translation.Crates.Root;
import io.github.pgobolt.translation.Crates.Same;
import io.github.pgobolt.translation.TranslatedProfile.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The names that the functions of a branch profile have in a file of another build. A function that was compiled with the
 * profile has the symbol that it got there; one that was not, as those of the standard library, that of the only function with
 * the same readable name and the same crates. No function gets the name of two.
 */
public final class BranchNames {

    private final Map<String, String> now = new HashMap<>();

    private BranchNames() {}

    /**
     * Finds them out.
     *
     * @param file what the build made, as llvm-bolt reads it
     * @param profiled the symbols of the profile's functions
     * @param pairs what {@link TranslatedProfile#write} wrote
     * @param shortened how a symbol reads in both
     * @param folder an empty folder for what lies between; it may be deleted afterwards
     */
    public static BranchNames of(
            Tools tools,
            Path file,
            Collection<String> profiled,
            Path pairs,
            UnaryOperator<String> shortened,
            Path folder)
            throws IOException {
        FileSymbols built = FileSymbols.read(tools.processes(), tools.nm(), file);
        Map<String, String> known = new HashMap<>();
        SymbolPairs.read(pairs).forEach((before, after) -> known.put(shortened.apply(before), shortened.apply(after)));
        Set<String> symbols = built.all();
        symbols.addAll(profiled);
        return of(
                built,
                profiled,
                known,
                new Demangler(tools.processes(), tools.objcopy(), tools.nm()).demangled(symbols, folder));
    }

    static BranchNames of(
            FileSymbols built, Collection<String> profiled, Map<String, String> known, Map<String, String> readable) {
        Map<String, Set<String>> before = new TreeMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String symbol : profiled) {
            String same = known.getOrDefault(symbol, built.has(symbol) ? symbol : null);
            if (same == null) {
                unknown.add(symbol);
            } else {
                before.computeIfAbsent(same, any -> new TreeSet<>()).add(symbol);
            }
        }
        Set<String> free = new TreeSet<>(built.all());
        free.removeAll(before.keySet());
        before.putAll(alike(unknown, free, crates(profiled, built.all(), known), readable));
        BranchNames names = new BranchNames();
        before.forEach((same, symbols) -> {
            if (symbols.size() == 1) {
                built.boltName(same)
                        .ifPresent(name -> names.now.put(symbols.iterator().next(), name));
            }
        });
        return names;
    }

    private static Crates crates(Collection<String> profiled, Set<String> built, Map<String, String> known) {
        List<Same> same = new ArrayList<>();
        known.forEach((before, after) -> {
            List<Root> roots = Crates.in(before);
            List<Root> now = Crates.in(after);
            if (roots.size() == now.size()) {
                same.add(new Same(roots, now));
            }
        });
        return Crates.of(roots(profiled, known.keySet()), roots(built, known.values()), same);
    }

    private static Set<Root> roots(Collection<String> symbols, Collection<String> others) {
        Set<Root> roots = new HashSet<>();
        symbols.forEach(symbol -> roots.addAll(Crates.in(symbol)));
        others.forEach(symbol -> roots.addAll(Crates.in(symbol)));
        return roots;
    }

    /** Returns the symbols of the profile that are alike to each symbol of the file: the readable name and the crates are one. */
    private static Map<String, Set<String>> alike(
            Set<String> profiled, Set<String> built, Crates crates, Map<String, String> readable) {
        Map<String, List<String>> candidates = byReadable(built, readable);
        Map<String, Set<String>> alike = new HashMap<>();
        byReadable(profiled, readable).forEach((name, symbols) -> {
            for (String symbol : symbols) {
                List<Root> roots = Crates.in(symbol);
                List<String> agreeing = candidates.getOrDefault(name, List.of()).stream()
                        .filter(other -> crates.agree(roots, Crates.in(other)))
                        .toList();
                if (agreeing.size() == 1) {
                    alike.computeIfAbsent(agreeing.get(0), any -> new HashSet<>())
                            .add(symbol);
                }
            }
        });
        return alike;
    }

    /** A symbol that names no crate is left out: two versions of one crate could not be told apart. */
    private static Map<String, List<String>> byReadable(Set<String> symbols, Map<String, String> readable) {
        return symbols.stream()
                .filter(symbol -> !Crates.in(symbol).isEmpty())
                .collect(Collectors.groupingBy(symbol -> readable.getOrDefault(symbol, symbol)));
    }

    /** Returns the name by which llvm-bolt finds a function in the file; null if it is not known. */
    public String of(String profiled) {
        return now.get(profiled);
    }
}
