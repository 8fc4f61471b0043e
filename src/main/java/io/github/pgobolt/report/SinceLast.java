package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.benchmark.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed since the last release, as far as its report and the current one tell. It compares gains, each over the
 * baseline of its own build: no report holds measurements of two builds.
 */
public final class SinceLast {

    /** The name of the gate on the gain. */
    public static final String GATE = "failIfGainShrinks";

    /** The areas of differences that can change a gain. */
    private static final Set<String> CAUSES = Set.of("tools", "flags", "profiles");

    /** The fall of a share of counts, from 0 to 1, that is no accident of one training. */
    private static final double NOTICEABLE_FALL = 0.01;

    private static final Numbers N = new Numbers();

    private final CommonGround ground;

    private SinceLast(CommonGround ground) {
        this.ground = ground;
    }

    /** @throws Failure if the reports are of different subjects */
    public static SinceLast of(Report before, Report now) {
        CommonGround ground = new CommonGround(before, now);
        ground.twoSubjects().ifPresent(subjects -> {
            throw Failure.user(
                    "previous is a report of another subject than this build's: " + subjects
                            + ". Name the report.json of this subject's last release by -Dpgobolt.previous=…, or leave it out.");
        });
        return new SinceLast(ground);
    }

    /** Returns what is worse than in what shipped last: of the subject's own target, then of each further one. */
    public List<Report.Advice> warnings() {
        List<Report.Advice> warnings = new ArrayList<>(warning().stream().toList());
        if (shipped(ground.after()) != null) {
            ground.before().targets().stream()
                    .filter(then -> then.name() != null && then.variant() != null)
                    .flatMap(then -> ofTarget(then).stream())
                    .forEach(warnings::add);
        }
        return warnings;
    }

    private Optional<Report.Advice> ofTarget(Target then) {
        Optional<Target> found = ground.after().target(then.name());
        if (found.isEmpty()) {
            return Optional.of(new Report.Advice(
                    "What shipped last had a file for " + then.name()
                            + ", and this build has none. If it is still to ship,"
                            + " name it among targets (-Dpgobolt.targets).",
                    ground.after().targets().isEmpty()
                            ? "this build has no further targets"
                            : "the further targets of this build are "
                                    + ground.after().targets().stream()
                                            .map(Target::name)
                                            .collect(Collectors.joining(", "))));
        }
        Target now = found.get();
        if (!then.variant().equals(Report.BASELINE) && Report.BASELINE.equals(now.variant())) {
            return Optional.of(new Report.Advice(
                    "What shipped last for " + then.name() + " was " + then.variant() + " (" + then.arrived()
                            + "), and this build ships the plain file. Look for the cause before you ship it.",
                    now.reason() == null ? "no reason is recorded" : N.clause(now.reason())));
        }
        boolean fell = then.profileMatch() != null
                && now.profileMatch() != null
                && then.profileMatch() - now.profileMatch() >= NOTICEABLE_FALL;
        return fell
                ? Optional.of(new Report.Advice(
                        "Less of the profile arrives in the build for " + then.name() + " than in what shipped last: "
                                + now.arrived() + ", after " + then.arrived() + ".",
                        "functions with another control flow there: " + N.count(now.mismatches()) + ", after "
                                + N.count(then.mismatches()) + "; without data: " + N.count(now.functionsWithoutData())
                                + ", after " + N.count(then.functionsWithoutData())))
                : Optional.empty();
    }

    /** Returns a warning if the baseline ships after an optimised file, or if the gain is shown to be smaller. */
    Optional<Report.Advice> warning() {
        String then = shipped(ground.before());
        String now = shipped(ground.after());
        if (then == null || now == null || then.equals(Report.BASELINE)) {
            return Optional.empty();
        }
        if (now.equals(Report.BASELINE)) {
            return Optional.of(new Report.Advice(
                    "What shipped last was " + then + gain(ground.before())
                            + ", and this build ships the baseline. Ship that"
                            + " file again (SHA-256 "
                            + ground.before().selection().sha256()
                            + ") if its sources are the current ones, or remove the cause.",
                    withoutStop(why(then)) + "; " + changed()));
        }
        return quotient()
                .filter(q -> q[0] > 1)
                .map(q -> new Report.Advice(
                        "What ships gains less than what shipped last: " + now + gain(ground.after()) + ", after "
                                + then + gain(ground.before()) + ". Look for the cause before you ship it.",
                        "the intervals do not overlap; " + changed()));
    }

    /**
     * Judges the gain: the ratio of the shipped file to its baseline now, divided by that of the last release.
     *
     * @param limit the allowed increase of the ratio; 0.02 is 2 %
     */
    public GateResult gate(double limit, OnInconclusive onInconclusive) {
        String asked = String.format(Locale.ROOT, " (fails where the whole interval is above %+.2f %%)", 100 * limit);
        Optional<double[]> quotient = quotient();
        if (quotient.isEmpty()) {
            return onInconclusive.decide(
                    GATE,
                    "It cannot be judged whether the gain is that of what shipped last: " + String.join(" ", whyNot()));
        }
        double low = quotient.get()[0];
        double high = quotient.get()[1];
        String detail = "what ships gains " + word(low, high) + " what shipped last, each over its own baseline: "
                + shipped(ground.after()) + gain(ground.after()) + " after " + shipped(ground.before())
                + gain(ground.before()) + ", together " + N.interval(low, high) + asked;
        if (low > 1 + limit || high < 1 + limit) {
            return new GateResult(GATE, high < 1 + limit, false, high < 1 + limit ? detail : detail + "; " + changed());
        }
        return onInconclusive.decide(
                GATE,
                detail + ". The limit lies within the interval;"
                        + " -Dpgobolt.benchmark.precision=0.005 measures until the new interval is that narrow.");
    }

    private static String word(double low, double high) {
        return low > 1 ? "less than" : high < 1 ? "more than" : "about what is shown of";
    }

    /** Returns both ends of the ratio now, divided by the ratio then; empty if they cannot be compared. */
    private Optional<double[]> quotient() {
        Optional<double[]> then = interval(ground.before());
        Optional<double[]> now = interval(ground.after());
        return whyNot().isEmpty() && then.isPresent() && now.isPresent()
                ? Optional.of(new double[] {now.get()[0] / then.get()[1], now.get()[1] / then.get()[0]})
                : Optional.empty();
    }

    private List<String> whyNot() {
        List<String> why = new ArrayList<>(ground.noSpeeds());
        ground.otherWorkloads().ifPresent(why::add);
        if (interval(ground.before()).isEmpty()) {
            why.add("The report of what shipped last has no interval of it.");
        }
        if (interval(ground.after()).isEmpty()) {
            why.add("There is no interval of what ships now.");
        }
        return why;
    }

    /** Returns the interval of the shipped file against its baseline; the baseline's own is 1 by definition. */
    private static Optional<double[]> interval(Report report) {
        String shipped = shipped(report);
        if (shipped == null || report.comparisons().isEmpty()) {
            return Optional.empty();
        }
        return shipped.equals(Report.BASELINE)
                ? Optional.of(new double[] {1, 1})
                : report.overall(shipped, Report.BASELINE)
                        .filter(Report.Comparison::isBounded)
                        .map(c -> new double[] {c.low(), c.high()});
    }

    private static String gain(Report report) {
        return report.overall(shipped(report), Report.BASELINE)
                .filter(Report.Comparison::isBounded)
                .map(c -> " (" + N.change(c.ratio()) + ", " + N.interval(c.low(), c.high()) + ")")
                .orElse("");
    }

    /** Returns why the variant that shipped last does not ship now. */
    private String why(String variant) {
        Report now = ground.after();
        Optional<Report.Variant> built = now.variant(variant);
        if (built.isEmpty()) {
            return now.missing().stream()
                    .filter(m -> Headline.HALVES.contains(m.section()) && variant.contains(m.section()))
                    .findFirst()
                    .map(m -> variant + " was not built, without " + m.section().toUpperCase(Locale.ROOT) + ": "
                            + m.why())
                    .orElse(variant + " was not built");
        }
        if (built.get().shown() == Shown.WRONG) {
            return variant + " is shown wrong by "
                    + now.checks().stream()
                            .filter(c -> c.failed() && variant.equals(c.variant()))
                            .map(Report.Check::name)
                            .collect(Collectors.joining(", "));
        }
        if (built.get().shown() == Shown.NOT) {
            return variant + " is not shown correct";
        }
        boolean untrusted = now.overall(variant, Report.BASELINE)
                        .map(c -> c.verdict() == Verdict.TOO_NOISY)
                        .orElse(false)
                && ground.differsFromItselfNow();
        return untrusted
                ? "the baseline differed from itself on this machine, so that no verdict holds"
                : Headline.speed(now, variant) + Headline.pairsNeeded(now);
    }

    /** Returns the differences that can be the cause. */
    private String changed() {
        List<String> changes = Stream.concat(
                        Differences.between(ground).stream()
                                .filter(c -> CAUSES.contains(c.area()))
                                .map(c -> c.what() + " " + c.before() + " -> " + c.after()),
                        Stream.concat(ground.noSpeeds().stream(), ground.otherWorkloads().stream())
                                .map(SinceLast::withoutStop)
                                .map(why -> why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1)))
                .toList();
        return changes.isEmpty()
                ? "tools, flags, profiles, workloads and machine are those of then, so that it is the sources or the noise"
                : "changed since then: " + String.join("; ", changes);
    }

    private static String shipped(Report report) {
        return report.selection() == null ? null : report.selection().variant();
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
