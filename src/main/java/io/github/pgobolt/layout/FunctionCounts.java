package io.github.pgobolt.layout;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The counts of a branch profile by function.
 *
 * <p>A line of fdata is {@code 1 from offset 1 to offset mispredictions count}, offsets in hexadecimal, 0 in place of 1
 * where the name is no symbol. Its count goes to the function that the branch, jump or call ends in: so a function
 * without any branch, which is only called, has its count too. Samples without branches ({@code 1 name offset count})
 * count where they were taken. See BOLT's {@code DataReader}.
 *
 * @param byFunction the count of each function by its name in the symbol table
 */
record FunctionCounts(Map<String, Long> byFunction) {

    private static final int BRANCH_WORDS = 8;
    private static final int SAMPLE_WORDS = 4;
    private static final String SYMBOL = "1";
    /** BOLT escapes spaces inside names by a backslash. */
    private static final Pattern SPACE = Pattern.compile("(?<!\\\\) ");

    FunctionCounts {
        byFunction = Map.copyOf(byFunction);
    }

    /** @throws IOException when a count is no number; the message says where */
    static FunctionCounts read(BufferedReader fdata) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        int number = 0;
        for (String line = fdata.readLine(); line != null; line = fdata.readLine()) {
            number++;
            String[] words = SPACE.split(line);
            try {
                if (words.length == BRANCH_WORDS && words[3].equals(SYMBOL)) {
                    counts.merge(symbol(words[4]), Long.parseLong(words[7]), Long::sum);
                } else if (words.length == SAMPLE_WORDS && words[0].equals(SYMBOL)) {
                    counts.merge(symbol(words[1]), Long.parseLong(words[3]), Long::sum);
                }
                // What is left: headers, branches into other files, memory accesses. They say nothing of this code.
            } catch (NumberFormatException e) {
                throw new IOException("line " + number + " of the branch profile has a count that is no number", e);
            }
        }
        counts.values().removeIf(count -> count <= 0);
        return new FunctionCounts(counts);
    }

    /**
     * The name in the symbol table: BOLT adds {@code /1}, {@code /2} or {@code /file/1} to local names, and a number
     * such as {@code (*2)} to functions with several names.
     */
    private static String symbol(String name) {
        int slash = name.indexOf('/');
        String bare = slash > 0 ? name.substring(0, slash) : name;
        return bare.replaceFirst("\\(\\*\\d+\\)$", "").replace("\\ ", " ");
    }
}
