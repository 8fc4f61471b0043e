package io.github.pgobolt.perf;

import io.github.pgobolt.bolt.BoltLog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in what perf2bolt prints, in the words of LLVM 15 to 22. */
record Perf2BoltLog(String text) {

    private static final Pattern READ = Pattern.compile(
            "PERF2BOLT: read (\\d{1,18}) (?:basic )?samples(?: and (\\d{1,18}) (?:brstack|LBR) entries)?");
    private static final Pattern MISMATCHING = Pattern.compile(
            "PERF2BOLT: traces mismatching disassembled function contents: (\\d{1,18})(?: \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\))?");
    private static final Pattern IGNORED = Pattern.compile(
            "PERF2BOLT: (?:ignored samples: \\d+|\\d+ samples) \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\)");
    private static final Pattern OUT_OF_RANGE = Pattern.compile(
            "PERF2BOLT: out of range (?:traces involving|samples recorded in) unknown regions: \\d+ \\((\\d{1,9}(?:\\.\\d{1,9})?)%\\)");
    private static final Pattern WROTE = Pattern.compile("PERF2BOLT: wrote (\\d{1,18}) objects and (\\d{1,18}) memory objects");

    long samples() {
        return whole(READ, 1);
    }

    long branchRecords() {
        return whole(READ, 2);
    }

    long mismatching() {
        return whole(MISMATCHING, 1);
    }

    double mismatchingPercent() {
        return fraction(MISMATCHING, 2);
    }

    double ignoredPercent() {
        return fraction(IGNORED, 1);
    }

    double outOfRangePercent() {
        return fraction(OUT_OF_RANGE, 1);
    }

    /** Records of fdata; of YAML, of which perf2bolt does not say how many it wrote, functions. */
    long objects() {
        Matcher matcher = WROTE.matcher(text);
        if (matcher.find()) {
            return Long.parseLong(matcher.group(1));
        }
        Long functions = bolt().profiledFunctions();
        return functions == null ? 0 : functions;
    }

    /** "would optimise better with N times more samples"; 1 where perf2bolt is content, or too old to say. */
    double moreSamplesFactor() {
        return bolt().moreSamplesFactor();
    }

    /** perf2bolt is llvm-bolt that writes the profile and stops, and says of it what llvm-bolt says. */
    private BoltLog bolt() {
        return BoltLog.parse(text);
    }

    boolean buildIdMatched() {
        return text.contains("matched build-id");
    }

    boolean buildIdFailed() {
        return text.contains("failed to match build-id");
    }

    private long whole(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && matcher.group(group) != null ? Long.parseLong(matcher.group(group)) : 0;
    }

    private double fraction(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && matcher.group(group) != null ? Double.parseDouble(matcher.group(group)) : 0;
    }
}
