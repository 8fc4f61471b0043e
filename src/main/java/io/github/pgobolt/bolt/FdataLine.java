package io.github.pgobolt.bolt;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of fdata, as words: {@code 1 from offset 1 to offset mispredictions count} for a branch, {@code 1 name offset
 * count} for samples without branches. Offsets are hexadecimal; 0 instead of 1 says that the name is not a symbol of
 * the file. See BOLT's {@code DataReader}.
 */
public record FdataLine(List<String> words) {

    private static final int BRANCH_WORDS = 8;
    private static final int SAMPLE_WORDS = 4;
    private static final String SYMBOL = "1";
    /** BOLT escapes spaces inside names with a backslash. */
    private static final Pattern SPACE = Pattern.compile("(?<!\\\\) ");

    public FdataLine {
        words = List.copyOf(words);
    }

    /** Reads a line. One that is neither branch nor sample is a heading, or a memory access. */
    public static FdataLine of(String line) {
        return new FdataLine(List.of(SPACE.split(line)));
    }

    public boolean isBranch() {
        return words.size() == BRANCH_WORDS;
    }

    /** Whether the branch ends in a function of the file. */
    public boolean intoSymbol() {
        return isBranch() && words.get(3).equals(SYMBOL);
    }

    /** Whether the branch starts and ends in functions of the file. */
    public boolean betweenSymbols() {
        return intoSymbol() && words.get(0).equals(SYMBOL);
    }

    public boolean isSample() {
        return words.size() == SAMPLE_WORDS && words.get(0).matches("[01]");
    }

    /** Whether the sample was taken in a function of the file. */
    public boolean inSymbol() {
        return isSample() && words.get(0).equals(SYMBOL);
    }

    /** Returns the function that a branch ends in or a sample was taken in, as fdata names it. */
    public String function() {
        return words.get(isBranch() ? 4 : 1);
    }

    /** Returns both places of a branch, or the place of a sample. */
    public String place() {
        return String.join(" ", words.subList(0, isBranch() ? BRANCH_WORDS - 2 : SAMPLE_WORDS - 1));
    }

    /** Returns the count, which is the last word. */
    public long count() {
        return Long.parseLong(words.get(words.size() - 1));
    }

    /**
     * Returns the name in the symbol table: BOLT adds {@code /1}, {@code /2} or {@code /file/1} to local names, and a
     * number such as {@code (*2)} to functions with several names.
     */
    public static String symbol(String name) {
        int slash = name.indexOf('/');
        String bare = slash > 0 ? name.substring(0, slash) : name;
        return bare.replaceFirst("\\(\\*\\d+\\)$", "").replace("\\ ", " ");
    }
}
