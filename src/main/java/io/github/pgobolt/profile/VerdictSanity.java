package io.github.pgobolt.profile;

import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Control;
import io.github.pgobolt.benchmark.Verdict;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks whether a stored verdict can be one. It decides what ships and is shown on terminals and pages, and it may come from
 * anywhere.
 */
final class VerdictSanity {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> METRICS = Set.of("cpu", "wall", "reported");
    private static final int LONGEST = 500;

    private final StoredVerdict verdict;

    private VerdictSanity(StoredVerdict verdict) {
        this.verdict = verdict;
    }

    /** Returns what is wrong, as the end of a sentence that begins with the manifest's name; empty if nothing is. */
    static Optional<String> fault(StoredVerdict verdict) {
        VerdictSanity look = new VerdictSanity(verdict);
        return look.terms()
                .or(look::files)
                .or(look::comparisons)
                .or(() -> verdict.control() == null ? lacks("control") : look.control(verdict.control()));
    }

    private static Optional<String> lacks(String what) {
        return Optional.of("lacks verdict." + what);
    }

    private static Optional<String> wrong(String what) {
        return Optional.of("has a verdict that is none: " + what);
    }

    private Optional<String> terms() {
        if (verdict.day() == null) {
            return lacks("day");
        }
        try {
            LocalDate.parse(verdict.day());
        } catch (DateTimeException noDay) {
            return Optional.of("has a verdict.day that is no day");
        }
        if (verdict.metric() == null) {
            return lacks("metric");
        }
        if (!METRICS.contains(verdict.metric())) {
            return wrong("nothing is measured by the metric " + Refusal.shown(verdict.metric()));
        }
        if (verdict.machine() == null) {
            return lacks("machine");
        }
        if (verdict.workloads().isEmpty()) {
            return lacks("workloads");
        }
        if (!(verdict.alpha() > 0 && verdict.alpha() < 1)
                || !(verdict.tolerance() >= 0 && verdict.tolerance() < 1)
                || !(verdict.machine().processors() >= 0)
                || verdict.pairs() < 1) {
            return wrong("its alpha, tolerance, processors or pairs are out of range");
        }
        boolean shows = verdict.workloads().stream().allMatch(VerdictSanity::isPlain)
                && isPlain(verdict.machine().cpuModel())
                && isPlain(verdict.machine().virtualisation())
                && isPlain(verdict.measuredBy())
                && isPlain(verdict.metricReason());
        return shows ? Optional.empty() : wrong("a name in it is no text to be shown");
    }

    private static boolean isPlain(String text) {
        return text == null
                || text.length() <= LONGEST
                        && text.codePoints()
                                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                                        || Character.getType(c) == Character.FORMAT);
    }

    private Optional<String> files() {
        if (!verdict.files().containsKey(StoredVerdict.REFERENCE)) {
            return lacks("files." + StoredVerdict.REFERENCE);
        }
        for (Map.Entry<String, String> file : verdict.files().entrySet()) {
            if (!SHA256.matcher(file.getValue()).matches()) {
                return wrong("no SHA-256 is the hash of its file " + Refusal.shown(file.getKey()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> comparisons() {
        if (verdict.comparisons().isEmpty()) {
            return lacks("comparisons");
        }
        for (Comparison one : verdict.comparisons()) {
            if (!isOfItsFiles(one)) {
                return wrong("it compares " + Refusal.shown(String.valueOf(one.variant())) + " with "
                        + Refusal.shown(String.valueOf(one.reference())) + ", and it is not of these files");
            }
            if (!verdict.metric().equals(one.metric()) || one.workload() != null && !isPlain(one.workload())) {
                return wrong("it compares by another metric, or on a workload without a name");
            }
            Optional<String> fault =
                    figures(one.variant(), one.ratio(), one.low(), one.high(), one.pairs(), one.verdict());
            if (fault.isPresent()) {
                return fault;
            }
        }
        Comparison first = verdict.comparisons().get(0);
        return first.reference().equals(StoredVerdict.REFERENCE) && first.workload() == null
                ? Optional.empty()
                : wrong("its first comparison is not with the baseline over all workloads");
    }

    private boolean isOfItsFiles(Comparison one) {
        return one.variant() != null
                && one.reference() != null
                && !one.variant().equals(one.reference())
                && !one.variant().equals(StoredVerdict.REFERENCE)
                && verdict.files().containsKey(one.variant())
                && verdict.files().containsKey(one.reference());
    }

    private Optional<String> control(Control control) {
        Optional<String> fault = figures(
                "the control", control.ratio(), control.low(), control.high(), control.pairs(), control.verdict());
        return fault.isPresent() || control.holds()
                ? fault
                : wrong("its baseline differs from itself, so that it says nothing");
    }

    private static Optional<String> figures(
            String of, double ratio, double low, double high, int pairs, Verdict verdict) {
        String whose = Refusal.shown(of);
        if (verdict == null || verdict == Verdict.TOO_FEW_PAIRS) {
            return wrong("what it says of " + whose + " is no verdict that this version stores");
        }
        if (!(ratio > 0) || !Double.isFinite(ratio) || pairs < 1) {
            return wrong("the ratio of " + whose + " or its pairs are not above 0");
        }
        if (!(low > 0 && low <= ratio && ratio <= high && Double.isFinite(high))) {
            return wrong(
                    "the interval of " + whose + " does not hold its ratio: " + low + " to " + high + ", and " + ratio);
        }
        boolean contradicts = verdict == Verdict.FASTER && !(high < 1) || verdict == Verdict.SLOWER && !(low > 1);
        return contradicts
                ? wrong("it calls " + whose + " " + verdict.words() + ", and its interval is " + low + " to " + high)
                : Optional.empty();
    }
}
