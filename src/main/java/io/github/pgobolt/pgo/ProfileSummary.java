package io.github.pgobolt.pgo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code llvm-profdata show} says of a merged profile. What it does not say is null, and is not 0: LLVM 19 and older know no
 * line for the sum.
 *
 * @param functions functions with counters
 * @param maxCount the highest count of any block
 * @param totalCount the sum of all counts
 */
public record ProfileSummary(Long functions, Long maxCount, Long totalCount) {

    private static final Pattern FUNCTIONS = Pattern.compile("(?m)^Total functions: (\\d+)");
    private static final Pattern MAX_FUNCTION = Pattern.compile("(?m)^Maximum function count: (\\d+)");
    private static final Pattern MAX_BLOCK = Pattern.compile("(?m)^Maximum internal block count: (\\d+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total count: (\\d+)");

    /** Reads the numbers; one beyond a long's is the greatest long. */
    public static ProfileSummary parse(String shown) {
        Long function = number(MAX_FUNCTION, shown);
        Long block = number(MAX_BLOCK, shown);
        Long max = function == null ? block : block == null ? function : Long.valueOf(Math.max(function, block));
        return new ProfileSummary(number(FUNCTIONS, shown), max, number(TOTAL, shown));
    }

    /** What every llvm-profdata that is known says, and this one did not, or in another form. */
    public List<String> notUnderstood() {
        List<String> parts = new ArrayList<>();
        if (functions == null) {
            parts.add("how many functions the profile has");
        }
        if (maxCount == null) {
            parts.add("its highest count");
        }
        if (totalCount == null) {
            parts.add("the sum of its counts");
        }
        return List.copyOf(parts);
    }

    /** Whether the profile certainly holds no function that ran; what is not known speaks for none. */
    public boolean isEmpty() {
        return isZero(functions) || isZero(maxCount) || isZero(totalCount);
    }

    /** The same with a sum that was computed. */
    ProfileSummary withTotal(double sum) {
        return new ProfileSummary(functions, maxCount, (long) sum);
    }

    private static boolean isZero(Long number) {
        return number != null && number == 0;
    }

    private static Long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? count(matcher.group(1)) : null;
    }

    /** A count of LLVM's, which is unsigned and stops at 2^64 - 3; what is beyond a long's is the greatest long. */
    static long count(String digits) {
        try {
            long count = Long.parseUnsignedLong(digits);
            return count < 0 ? Long.MAX_VALUE : count;
        } catch (NumberFormatException beyondAll) {
            return Long.MAX_VALUE;
        }
    }
}
