package io.github.pgobolt.perf;

import io.github.pgobolt.base.ToolText;
import io.github.pgobolt.bolt.BoltLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The numbers in perf2bolt's output, in the wording of LLVM 15 to 22. A number is null if its words are not found.
 *
 * @param branches whether branches were recorded, and not only addresses, for which perf2bolt prints less
 */
record Perf2BoltLog(String text, boolean branches) {

    private static final Pattern READ = Pattern.compile(
            "PERF2BOLT: read (\\d{1,18}) (basic )?samples(?: and (\\d{1,18}) (?:brstack|LBR) entries)?");
    // Without traces there is no percentage.
    private static final Pattern MISMATCHING = Pattern.compile(
            "PERF2BOLT: traces mismatching disassembled function contents: (\\d{1,18})(?: \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\))?");
    private static final Pattern IGNORED = Pattern.compile(
            "PERF2BOLT: (?:ignored samples: (\\d+)|(\\d+) samples)(?: \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\))?(?: were ignored)?");
    private static final Pattern OUT_OF_RANGE =
            Pattern.compile("PERF2BOLT: out of range (?:traces involving|samples recorded in) unknown regions: (\\d+)"
                    + "(?: \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\))?");
    private static final Pattern WROTE =
            Pattern.compile("PERF2BOLT: wrote (\\d{1,18}) objects and (\\d{1,18}) memory objects");

    Long samples() {
        return find(READ).map(found -> ToolText.count(found.group(1))).orElse(null);
    }

    Long branchRecords() {
        return find(READ)
                .map(found -> found.group(3) == null && (found.group(2) != null || !branches)
                        ? Long.valueOf(0)
                        : ToolText.count(found.group(3)))
                .orElse(null);
    }

    Long mismatching() {
        return find(MISMATCHING).map(found -> ToolText.count(found.group(1))).orElse(null);
    }

    Double mismatchingPercent() {
        return find(MISMATCHING)
                .map(found -> percent(found.group(1), found.group(2)))
                .orElse(null);
    }

    Double ignoredPercent() {
        return find(IGNORED)
                .map(found -> percent(found.group(1) == null ? found.group(2) : found.group(1), found.group(3)))
                .orElse(null);
    }

    Double outOfRangePercent() {
        return find(OUT_OF_RANGE)
                .map(found -> percent(found.group(1), found.group(2)))
                .orElse(null);
    }

    /** Returns the number of fdata records; for YAML, where perf2bolt does not say how many it wrote, of functions. */
    Long objects() {
        return find(WROTE).map(found -> ToolText.count(found.group(1))).orElseGet(() -> bolt().profiledFunctions());
    }

    /**
     * Returns N of "would optimise better with N times more samples"; 1 if perf2bolt is satisfied, or too old to say.
     */
    double moreSamplesFactor() {
        return bolt().moreSamplesFactor();
    }

    /** Returns the parts that could not be read among those that every major of perf2bolt prints. */
    List<String> notUnderstood() {
        List<String> whats = new ArrayList<>();
        note(whats, samples(), "how many samples it read");
        note(whats, objects(), "how many records it wrote");
        if (branches) {
            note(whats, branchRecords(), "how many branches it read");
            note(whats, mismatchingPercent(), "how many traces do not fit the binary");
            note(whats, ignoredPercent(), "how many samples it ignored");
            note(whats, outOfRangePercent(), "how many traces lie outside the binary");
        }
        return whats;
    }

    private static void note(List<String> whats, Object read, String what) {
        if (read == null) {
            whats.add(what);
        }
    }

    /** Reads llvm-bolt's part of the output: perf2bolt is llvm-bolt that writes the profile and stops. */
    private BoltLog bolt() {
        return BoltLog.parse(text);
    }

    boolean buildIdMatched() {
        return text.contains("matched build-id");
    }

    boolean buildIdFailed() {
        return text.contains("failed to match build-id");
    }

    private Optional<MatchResult> find(Pattern pattern) {
        return new ToolText(text).find(pattern);
    }

    /** Returns the percentage; 0 for a count of zero, for which none is printed. */
    private static Double percent(String count, String percent) {
        return percent == null && Long.valueOf(0).equals(ToolText.count(count))
                ? Double.valueOf(0)
                : ToolText.number(percent);
    }
}
