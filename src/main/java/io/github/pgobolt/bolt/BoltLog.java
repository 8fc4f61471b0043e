package io.github.pgobolt.bolt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What llvm-bolt printed, as numbers.
 *
 * @param profiledFunctions functions with a profile; null where BOLT did not say, or in another form than is known
 * @param totalFunctions functions in the binary; null likewise
 * @param stalePercent share of samples that belong to functions whose profile does not fit, in percent
 * @param inferredPercent share of samples that BOLT inferred the place of, in percent; null where it did not infer
 * @param moreSamplesFactor "would optimise better with N times more samples"; 1 where BOLT did not say so
 * @param cfgGapPercent function CFG discontinuity of the hottest functions, in percent; null where BOLT did not say
 * @param dynoStats executed instructions, taken branches and the like: the value after BOLT and the change in percent
 * @param warnings BOLT's warnings, each once
 */
public record BoltLog(
        Long profiledFunctions,
        Long totalFunctions,
        double stalePercent,
        Double inferredPercent,
        double moreSamplesFactor,
        Double cfgGapPercent,
        Map<String, DynoStat> dynoStats,
        List<String> warnings) {

    /**
     * A line of {@code -dyno-stats}.
     *
     * @param value the estimated count after optimisation
     * @param changePercent the change against the input; null where BOLT shows none
     */
    public record DynoStat(long value, Double changePercent) {}

    private static final Pattern PROFILED =
            Pattern.compile("BOLT-INFO: (\\d{1,18}) out of (\\d{1,18}) functions in the binary .* have non-empty execution profile");
    private static final Pattern STALE_SAMPLES =
            Pattern.compile("(\\d+) out of (\\d+) samples in the binary \\(([\\d.]+)%\\) belong to functions with invalid");
    private static final Pattern STALE_FUNCTIONS =
            Pattern.compile("BOLT-WARNING: (\\d+) \\(([\\d.]+)% of all profiled\\) functions have invalid \\(possibly stale\\) profile");
    private static final Pattern INFERRED =
            Pattern.compile("inferred profile for .* functions responsible for (\\d{1,9}(?:\\.\\d{1,9})?)% samples");
    private static final Pattern MORE_SAMPLES = Pattern.compile("optimize better with ([\\d.]+)x more samples");
    private static final Pattern CFG_GAP = Pattern.compile("function CFG discontinuity ([\\d.]+)%");
    // "      26079277 : taken branches (-41.5%)"; the last such block is the one after optimisation.
    private static final Pattern DYNO = Pattern.compile("^\\s*(\\d{1,19}) : ([a-zA-Z][^(]*?)(?: \\(([+-][\\d.]+)%\\)| \\(=\\))?\\s*$");

    public BoltLog {
        dynoStats = Collections.unmodifiableMap(new LinkedHashMap<>(dynoStats));
        warnings = List.copyOf(warnings);
    }

    /** Reads llvm-bolt's standard output and error together. */
    public static BoltLog parse(String printed) {
        Matcher profiled = PROFILED.matcher(printed);
        boolean hasProfile = profiled.find();
        Map<String, DynoStat> dyno = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            Matcher stat = DYNO.matcher(line);
            if (stat.matches()) {
                Double change = stat.group(3) == null ? null : Double.valueOf(stat.group(3));
                dyno.put(stat.group(2).strip(), new DynoStat(Long.parseUnsignedLong(stat.group(1)), change));
            } else if (line.startsWith("BOLT-WARNING: ") && !warnings.contains(line.substring(14))) {
                warnings.add(line.substring(14));
            }
        }
        return new BoltLog(
                hasProfile ? Long.valueOf(profiled.group(1)) : null,
                hasProfile ? Long.valueOf(profiled.group(2)) : null,
                stale(printed),
                optional(INFERRED, printed),
                number(MORE_SAMPLES, printed, 1.0),
                optional(CFG_GAP, printed),
                dyno,
                warnings);
    }

    /**
     * What every llvm-bolt that is known says, and this one did not, or in another form.
     *
     * @param dynoStats whether {@code -dyno-stats} was among its options
     */
    public List<String> notUnderstood(boolean dynoStats) {
        List<String> parts = new ArrayList<>();
        if (profiledFunctions == null) {
            parts.add("how many functions have a profile");
        }
        if (dynoStats && this.dynoStats.isEmpty()) {
            parts.add("its dyno-stats");
        }
        return List.copyOf(parts);
    }

    private static double stale(String printed) {
        Matcher samples = STALE_SAMPLES.matcher(printed);
        if (samples.find()) {
            return Double.parseDouble(samples.group(3));
        }
        Matcher functions = STALE_FUNCTIONS.matcher(printed);
        return functions.find() ? Double.parseDouble(functions.group(2)) : 0;
    }

    private static Double optional(Pattern pattern, String text) {
        return pattern.matcher(text).find() ? number(pattern, text, 0) : null;
    }

    private static double number(Pattern pattern, String text, double otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : otherwise;
    }
}
