package io.github.pgobolt.pgo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a profile matched the code, as rustc's and LLVM's warnings tell.
 *
 * @param hashMismatches functions whose control flow is not the one that was profiled
 * @param discardedCounts counts that were dropped for that reason
 * @param missingFunctions functions of the code that the profile does not know; only counted with remarks
 * @param rejected whether rustc could not read the profile at all, and so built without one
 */
public record ProfileMatch(int hashMismatches, long discardedCounts, int missingFunctions, boolean rejected) {

    // One line says both: "function control flow change detected (hash mismatch) _ZN… Hash = 7 up to 9 count discarded".
    private static final Pattern MISMATCH = Pattern.compile("hash mismatch");
    private static final Pattern DISCARDED = Pattern.compile("up to (\\d+) count discarded");
    private static final Pattern MISSING = Pattern.compile("(?i)no profile data available for function");
    private static final Pattern REJECTED = Pattern.compile(
            "(?:invalid|malformed) instrumentation profile data|unsupported instrumentation profile|truncated profile data");

    /** Counts the warnings in what a build with {@code -Cprofile-use} printed. */
    public static ProfileMatch parse(String diagnostics) {
        long discarded = 0;
        Matcher matcher = DISCARDED.matcher(diagnostics);
        while (matcher.find()) {
            long count = ProfileSummary.count(matcher.group(1));
            discarded = discarded > Long.MAX_VALUE - count ? Long.MAX_VALUE : discarded + count;
        }
        return new ProfileMatch(
                count(MISMATCH, diagnostics), discarded, count(MISSING, diagnostics), REJECTED.matcher(diagnostics).find());
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }
}
