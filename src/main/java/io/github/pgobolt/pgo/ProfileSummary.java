package io.github.pgobolt.pgo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code llvm-profdata show} says of a merged profile.
 *
 * @param functions functions with counters
 * @param maxCount the highest count of any block
 * @param totalCount the sum of all counts
 */
public record ProfileSummary(long functions, long maxCount, long totalCount) {

    private static final Pattern FUNCTIONS = Pattern.compile("(?m)^Total functions: (\\d+)");
    private static final Pattern MAX_FUNCTION = Pattern.compile("(?m)^Maximum function count: (\\d+)");
    private static final Pattern MAX_BLOCK = Pattern.compile("(?m)^Maximum internal block count: (\\d+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total count: (\\d+)");

    /** Reads the numbers; one beyond a long's is the greatest long. */
    public static ProfileSummary parse(String shown) {
        return new ProfileSummary(
                number(FUNCTIONS, shown),
                Math.max(number(MAX_FUNCTION, shown), number(MAX_BLOCK, shown)),
                number(TOTAL, shown));
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return 0;
        }
        // Counters are unsigned and stop at 2^64 - 3, which a long shows as a negative number.
        long count = Long.parseUnsignedLong(matcher.group(1));
        return count < 0 ? Long.MAX_VALUE : count;
    }
}
