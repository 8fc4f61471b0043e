package io.github.pgobolt.base;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names that are known, and which of them a misspelt one may mean.
 *
 * @param names such as {@code benchmark.delta} or {@code benchmarkDelta}, or targets of rustc
 */
public record KnownNames(SortedSet<String> names) {

    /** Shorter ends of a name say too little: {@code skip} is the end of a dozen. */
    private static final int TELLING = 5;

    public KnownNames {
        names = new TreeSet<>(names);
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /** Returns the name that is meant, as far as that can be told: at most a third of its letters differ. */
    public Optional<String> nearest(String name) {
        String asked = letters(name);
        int most = Math.max(2, asked.length() / 3);
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(asked, letters(known))))
                .filter(known -> distance(asked, letters(known)) <= most);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static int distance(String asked, String known) {
        boolean partOf = asked.length() >= TELLING && known.endsWith(asked)
                || known.length() >= TELLING && asked.endsWith(known);
        return partOf && !asked.equals(known) ? 1 : edits(asked, known);
    }

    /** Returns Levenshtein's distance: how many letters must be changed, added or taken out. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
