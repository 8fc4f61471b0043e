package io.github.pgobolt.base;

/** A number with its noun and the words that agree with it: "1 pair is", "2 pairs are", "no pair". */
public final class Counted {

    private Counted() {}

    /** Returns "1 pair", "0 pairs", "2 pairs"; the noun must be one whose plural ends in s. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** Returns "1 process", "2 processes". */
    public static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /**
     * Returns the word alone, for where the number stands elsewhere: {@code is} in "1 of 3 is", {@code are} in "2 of 3
     * are".
     */
    public static String word(long count, String one, String many) {
        return count == 1 ? one : many;
    }
}
