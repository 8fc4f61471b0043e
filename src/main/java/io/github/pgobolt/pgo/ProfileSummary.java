package io.github.pgobolt.pgo;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.ToolText;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The output of {@code llvm-profdata show} for a merged profile. A number is null if it is not printed.
 *
 * @param functions functions with counters
 * @param maxCount the highest count of any block
 * @param totalCount the sum of all counts; LLVM 19 and older do not print it
 * @param notUnderstood the parts that every major of LLVM prints and that could not be read
 */
public record ProfileSummary(Long functions, Long maxCount, Long totalCount, List<String> notUnderstood) {

    private static final Pattern FUNCTIONS = Pattern.compile("(?m)^Total functions: (\\d+)");
    private static final Pattern MAX_FUNCTION = Pattern.compile("(?m)^Maximum function count: (\\d+)");
    private static final Pattern MAX_BLOCK = Pattern.compile("(?m)^Maximum (?:internal )?block count: (\\d+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total count: (\\d+)");

    public ProfileSummary {
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** Reads the numbers; one that does not fit a long becomes the greatest long. */
    public static ProfileSummary parse(String shown) {
        ToolText text = new ToolText(shown);
        Long functions = text.count(FUNCTIONS, "how many functions the profile has (llvm-profdata show)");
        Long max = Stream.of(MAX_FUNCTION, MAX_BLOCK)
                .map(pattern -> text.find(pattern)
                        .map(found -> ToolText.count(found.group(1)))
                        .orElse(null))
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
        if (max == null) {
            text.note("the highest count of the profile (llvm-profdata show)");
        }
        Long total =
                text.find(TOTAL).map(found -> ToolText.count(found.group(1))).orElse(null);
        return new ProfileSummary(functions, max, total, text.notUnderstood());
    }

    /** Returns the same with a total from another source. */
    ProfileSummary withTotal(Long total) {
        return new ProfileSummary(functions, maxCount, total, notUnderstood);
    }

    /** Whether it is certain that nothing was counted. A number that could not be read proves nothing. */
    public boolean isEmpty() {
        return isZero(functions) || isZero(maxCount) || isZero(totalCount);
    }

    private static boolean isZero(Long count) {
        return count != null && count == 0;
    }
}
