package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.ToolText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of llvm-bolt, as numbers.
 *
 * @param profiledFunctions functions with a profile; null if the line that says it was not found
 * @param totalFunctions functions in the binary; null likewise
 * @param stalePercent share of samples in functions whose profile does not fit, in percent; null if BOLT warns about
 *     them in an unknown wording
 * @param inferredPercent share of samples whose place BOLT inferred, in percent; null if it did not infer
 * @param unplacedPercent share of samples that are stale and whose place BOLT did not infer, in percent; null if it is not
 *     known how many are stale
 * @param exactBlocksPercent share of the blocks of inferred functions that have the very contents that the profile knows,
 *     in percent; null if it did not infer
 * @param moreSamplesFactor "would optimise better with N times more samples"; 1 if BOLT did not say so
 * @param cfgGapPercent function CFG discontinuity of the hottest functions, in percent; null if BOLT did not say
 * @param dynoStats executed instructions, taken branches and the like: the value after BOLT and the change in percent
 * @param warnings BOLT's warnings, each once
 * @param notUnderstood the parts that could not be read
 */
public record BoltLog(
        Long profiledFunctions,
        Long totalFunctions,
        Double stalePercent,
        Double inferredPercent,
        Double unplacedPercent,
        Double exactBlocksPercent,
        double moreSamplesFactor,
        Double cfgGapPercent,
        Map<String, DynoStat> dynoStats,
        List<String> warnings,
        List<String> notUnderstood) {

    /**
     * A line of {@code -dyno-stats}.
     *
     * @param value the estimated count after optimisation
     * @param changePercent the change against the input; null if BOLT shows none
     */
    public record DynoStat(long value, Double changePercent) {}

    private static final Pattern PROFILED = Pattern.compile(
            "BOLT-INFO: (\\d{1,18}) out of (\\d{1,18}) functions in the binary .* have non-empty execution profile");
    private static final Pattern STALE_SAMPLES = Pattern.compile(
            "(\\d+) out of (\\d+) samples in the binary \\(([\\d.]+)%\\) belong to functions with invalid");
    private static final Pattern STALE_FUNCTIONS = Pattern.compile(
            "BOLT-WARNING: (\\d+) \\(([\\d.]+)% of all profiled\\) functions have invalid \\(possibly stale\\) profile");
    /**
     * Matches a warning of stale samples in any wording. "Falsely stale" functions are only reported as information.
     */
    private static final Pattern OF_STALE = Pattern.compile("(?m)^BOLT-WARNING: .*\\bstale\\b");

    private static final Pattern INFERRED =
            Pattern.compile("inferred profile for .* functions responsible for (\\d{1,9}(?:\\.\\d{1,9})?)% samples");
    private static final Pattern OF_INFERRED = Pattern.compile("\\binferred profile for\\b");
    private static final Pattern EXACT_BLOCKS =
            Pattern.compile("inference found an exact match for (\\d{1,9}(?:\\.\\d{1,9})?)% of basic blocks");
    private static final Pattern OF_EXACT_BLOCKS = Pattern.compile("\\bexact match for\\b");
    private static final Pattern MORE_SAMPLES = Pattern.compile("optimize better with ([\\d.]+)x more samples");
    private static final Pattern OF_MORE_SAMPLES = Pattern.compile("\\bmore samples\\b");
    private static final Pattern CFG_GAP = Pattern.compile("function CFG discontinuity ([\\d.]+)%");
    private static final Pattern OF_CFG_GAP = Pattern.compile("\\bCFG discontinuity\\b");
    // "      26079277 : taken branches (-41.5%)"; the last such block is the one after optimisation.
    private static final Pattern DYNO =
            Pattern.compile("^\\s*(\\d+) : ([a-zA-Z][^(]*?)(?: \\(([+-][\\d.]+)%\\)| \\(=\\))?\\s*$");

    public BoltLog {
        dynoStats = Collections.unmodifiableMap(new LinkedHashMap<>(dynoStats));
        warnings = List.copyOf(warnings);
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** Reads llvm-bolt's standard output and error together. */
    public static BoltLog parse(String printed) {
        ToolText text = new ToolText(printed);
        Map<String, DynoStat> dyno = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher stat = DYNO.matcher(line);
            if (stat.matches()) {
                dyno.put(
                        stat.group(2).strip(),
                        new DynoStat(ToolText.count(stat.group(1)), ToolText.number(stat.group(3))));
            } else if (line.startsWith("BOLT-WARNING: ") && !warnings.contains(line.substring(14))) {
                warnings.add(line.substring(14));
            }
        }
        Optional<MatchResult> profiled = text.find(PROFILED);
        if (profiled.isEmpty()) {
            text.note("how many functions have a profile");
        }
        Double moreSamples = number(text, MORE_SAMPLES, OF_MORE_SAMPLES, "how many times more samples it would like");
        Double stale = stale(text);
        Double inferred = number(text, INFERRED, OF_INFERRED, "how many samples it inferred the place of");
        return new BoltLog(
                profiled.map(found -> ToolText.count(found.group(1))).orElse(null),
                profiled.map(found -> ToolText.count(found.group(2))).orElse(null),
                stale,
                inferred,
                unplaced(text, stale, inferred),
                number(text, EXACT_BLOCKS, OF_EXACT_BLOCKS, "how many blocks it found as they were"),
                moreSamples == null ? 1 : moreSamples,
                number(text, CFG_GAP, OF_CFG_GAP, "how far the flow of the hottest functions adds up"),
                dyno,
                warnings,
                text.notUnderstood());
    }

    private static Double stale(ToolText text) {
        Double percent = text.find(STALE_SAMPLES)
                .map(found -> ToolText.number(found.group(3)))
                .or(() -> text.find(STALE_FUNCTIONS).map(found -> ToolText.number(found.group(2))))
                .orElse(null);
        if (percent == null && text.has(OF_STALE)) {
            text.note("how many samples are stale, which it warns of");
            return null;
        }
        return percent == null ? Double.valueOf(0) : percent;
    }

    /**
     * BOLT gives the stale share with one decimal and the inferred one with two, so that their difference is more than
     * nothing where nothing is unplaced. The counts of the stale samples are exact.
     */
    private static Double unplaced(ToolText text, Double stale, Double inferred) {
        if (stale == null || inferred == null) {
            return stale;
        }
        double exact = text.find(STALE_SAMPLES)
                .map(found -> 100.0 * ToolText.count(found.group(1)) / ToolText.count(found.group(2)))
                .orElse(stale);
        return exact - inferred;
    }

    /** Returns a number that may be absent; noted if its words are present and it is not. */
    private static Double number(ToolText text, Pattern pattern, Pattern words, String what) {
        Double number =
                text.find(pattern).map(found -> ToolText.number(found.group(1))).orElse(null);
        if (number == null && text.has(words)) {
            text.note(what);
        }
        return number;
    }
}
