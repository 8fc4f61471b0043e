package io.github.pgobolt.pgo;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.ToolText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a profile matched the code, according to the warnings of rustc and LLVM.
 *
 * @param hashMismatches functions whose control flow differs from the one that was profiled
 * @param discardedCounts counts that were dropped for this reason
 * @param missingFunctions functions of the code that the profile does not know; only counted with remarks
 * @param rejected whether rustc could not read the profile at all, and so built without one
 * @param arrivedShare the share of the profile's counts that found their function, from 0 to 1; null if that is unknown
 * @param notUnderstood warnings about the profile in an unknown wording
 */
public record ProfileMatch(
        int hashMismatches,
        long discardedCounts,
        int missingFunctions,
        boolean rejected,
        Double arrivedShare,
        List<String> notUnderstood) {

    // One line has both: "function control flow change detected (hash mismatch) _ZN… Hash = 7 up to 9 count discarded".
    private static final Pattern MISMATCH = Pattern.compile("hash mismatch");
    private static final Pattern DISCARDED = Pattern.compile("up to (\\d+) count discarded");
    private static final Pattern MISSING = Pattern.compile("(?i)no profile data available for function");
    private static final Pattern REJECTED = Pattern.compile(
            "(?:invalid|malformed) instrumentation profile data|unsupported instrumentation profile|truncated profile data");
    // A warning that names a profile's file or discards counts is LLVM's; the word profile alone may occur in the
    // user's code.
    private static final Pattern OF_THE_PROFILE = Pattern.compile("^warning: .*(?:\\.profdata\\b|counts? discarded).*");
    /** Names and numbers, which are replaced so that a form is noted once and not for each function. */
    private static final Pattern DETAIL = Pattern.compile("\\b(?:_ZN\\S+|_R\\S+|\\d+)|/\\S*/");

    private static final int LONGEST = 160;

    public ProfileMatch {
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** Counts the warnings in the output of a build with {@code -Cprofile-use}. */
    public static ProfileMatch parse(String diagnostics) {
        long discarded = 0;
        Matcher matcher = DISCARDED.matcher(diagnostics);
        while (matcher.find()) {
            long more = ToolText.count(matcher.group(1));
            discarded = discarded > Long.MAX_VALUE - more ? Long.MAX_VALUE : discarded + more;
        }
        return new ProfileMatch(
                count(MISMATCH, diagnostics),
                discarded,
                count(MISSING, diagnostics),
                REJECTED.matcher(diagnostics).find(),
                null,
                unknown(diagnostics));
    }

    /** Returns the same with the share of the counts that found their function. */
    public ProfileMatch with(Double share) {
        return new ProfileMatch(hashMismatches, discardedCounts, missingFunctions, rejected, share, notUnderstood);
    }

    private static List<String> unknown(String diagnostics) {
        return diagnostics
                .lines()
                .filter(line -> OF_THE_PROFILE.matcher(line).matches())
                .filter(line -> !(MISMATCH.matcher(line).find()
                                && DISCARDED.matcher(line).find())
                        && !MISSING.matcher(line).find()
                        && !REJECTED.matcher(line).find())
                .map(line -> DETAIL.matcher(line).replaceAll("…"))
                .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
                .distinct()
                .limit(5)
                .toList();
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }
}
