package io.github.pgobolt.layout;

import io.github.pgobolt.bolt.FdataLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The counts of a branch profile by function.
 *
 * <p>The count of a branch is attributed to the function that the branch, jump or call ends in, so that a function
 * without any branch, which is only called, has a count too. Samples without branches count where they were taken.
 *
 * @param byFunction the count of each function by its name in the symbol table
 */
public record FunctionCounts(Map<String, Long> byFunction) {

    public FunctionCounts {
        byFunction = Map.copyOf(byFunction);
    }

    /** @throws IOException if a count is not a number; the message says where */
    public static FunctionCounts read(BufferedReader fdata) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        int number = 0;
        for (String line = fdata.readLine(); line != null; line = fdata.readLine()) {
            number++;
            FdataLine read = FdataLine.of(line);
            try {
                // The rest is headings, branches into other files and memory accesses, which say nothing about this
                // code.
                if (read.intoSymbol() || read.inSymbol()) {
                    counts.merge(FdataLine.symbol(read.function()), read.count(), Long::sum);
                }
            } catch (NumberFormatException e) {
                throw new IOException("line " + number + " of the branch profile has a count that is no number", e);
            }
        }
        counts.values().removeIf(count -> count <= 0);
        return new FunctionCounts(counts);
    }
}
