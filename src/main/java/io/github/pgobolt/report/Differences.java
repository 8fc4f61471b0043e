package io.github.pgobolt.report;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.report.ReportComparison.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the differences between two reports, in the order of the report. */
final class Differences {

    private static final Numbers N = new Numbers();
    private static final String TARGETS = "targets";

    private Differences() {}

    static List<Change> between(CommonGround ground) {
        Report before = ground.before();
        Report after = ground.after();
        List<Change> changes = new ArrayList<>();
        selection(changes, before, after);
        speeds(changes, ground);
        variants(changes, before, after);
        profiles(changes, before, after);
        checks(changes, before, after);
        targets(changes, ground);
        value(changes, "flags", "rustc, the user's", flags(before, true), flags(after, true));
        value(changes, "flags", "where the user's come from", source(before), source(after));
        value(changes, "flags", "rustc, the plugin's", flags(before, false), flags(after, false));
        value(changes, "flags", "llvm-bolt", String.join(" ", before.boltFlags()), String.join(" ", after.boltFlags()));
        tools(changes, before, after);
        return changes;
    }

    private static void selection(List<Change> changes, Report before, Report after) {
        value(changes, "selection", "variant", shipped(before), shipped(after));
        value(
                changes,
                "selection",
                "verdict",
                Headline.of(before).title(),
                Headline.of(after).title());
    }

    /** Only speeds that can be compared; the warnings say why others are left out. */
    private static void speeds(List<Change> changes, CommonGround ground) {
        Report before = ground.before();
        for (Report.Comparison now : comparable(ground, ground.after())) {
            Report.Comparison then = before.comparisons().stream()
                    .filter(c -> samePair(c, now))
                    .findFirst()
                    .orElse(null);
            if (then == null) {
                changes.add(new Change("verdicts", pair(now), "not measured", speed(now), ""));
                continue;
            }
            if (then.equals(now)) {
                continue;
            }
            changes.add(new Change("verdicts", pair(now), speed(then), speed(now), note(then, now)));
        }
        comparable(ground, before).stream()
                .filter(then -> ground.after().comparisons().stream().noneMatch(now -> samePair(then, now)))
                .forEach(then -> changes.add(new Change("verdicts", pair(then), speed(then), "not measured", "")));
    }

    private static List<Report.Comparison> comparable(CommonGround ground, Report report) {
        return report.comparisons().stream().filter(ground::holdsFor).toList();
    }

    private static String pair(Report.Comparison c) {
        return c.variant() + " against " + c.reference() + (c.workload() == null ? "" : " on " + c.workload());
    }

    private static boolean samePair(Report.Comparison a, Report.Comparison b) {
        return Objects.equals(a.variant(), b.variant())
                && Objects.equals(a.reference(), b.reference())
                && Objects.equals(a.workload(), b.workload());
    }

    private static String speed(Report.Comparison c) {
        return N.change(c.ratio()) + " [" + N.interval(c.low(), c.high()) + "], "
                + (c.verdict() == null ? "no verdict" : c.verdict().words());
    }

    private static String note(Report.Comparison then, Report.Comparison now) {
        if (!then.isBounded() || !now.isBounded()) {
            return "an interval is missing: no change shown";
        }
        if (now.high() < then.low()) {
            return "the gain grew: the intervals do not overlap";
        }
        return now.low() > then.high()
                ? "the gain shrank: the intervals do not overlap"
                : "the intervals overlap: no change shown";
    }

    private static void variants(List<Change> changes, Report before, Report after) {
        Set<String> names = new LinkedHashSet<>();
        before.variants().forEach(v -> names.add(v.name()));
        after.variants().forEach(v -> names.add(v.name()));
        for (String name : names) {
            Report.Variant then = name == null ? null : before.variant(name).orElse(null);
            Report.Variant now = name == null ? null : after.variant(name).orElse(null);
            if (then == null || now == null) {
                changes.add(new Change(
                        "variants",
                        String.valueOf(name),
                        then == null ? "not built" : "built",
                        now == null ? "not built" : "built",
                        ""));
                continue;
            }
            if (!Objects.equals(then.sizeBytes(), now.sizeBytes())) {
                changes.add(new Change(
                        "sizes",
                        name,
                        N.bytes(then.sizeBytes()),
                        N.bytes(now.sizeBytes()),
                        N.sizeChange(then.sizeBytes(), now.sizeBytes())));
            }
            value(
                    changes,
                    "correctness",
                    name,
                    then.shown().words(),
                    now.shown().words());
        }
    }

    /** Adds the checks that one of the two builds passed and the other did not. */
    private static void checks(List<Change> changes, Report before, Report after) {
        for (Report.Check now : after.checks()) {
            before.checks().stream()
                    .filter(then -> Objects.equals(then.name(), now.name())
                            && Objects.equals(then.variant(), now.variant())
                            && !Objects.equals(then.passed(), now.passed()))
                    .findFirst()
                    .ifPresent(then -> changes.add(new Change(
                            "correctness",
                            now.variant() + ": " + now.name(),
                            outcome(then),
                            outcome(now),
                            now.failed()
                                    ? Objects.toString(now.detail(), "")
                                            .lines()
                                            .findFirst()
                                            .orElse("")
                                    : "")));
        }
    }

    private static void targets(List<Change> changes, CommonGround ground) {
        Set<String> names = new LinkedHashSet<>();
        ground.before().targets().forEach(t -> names.add(String.valueOf(t.name())));
        ground.after().targets().forEach(t -> names.add(String.valueOf(t.name())));
        for (String name : names) {
            Optional<Target> then = ground.before().target(name);
            Optional<Target> now = ground.after().target(name);
            if (then.isPresent() && now.isPresent()) {
                target(changes, then.get(), now.get(), ground);
            } else {
                value(
                        changes,
                        TARGETS,
                        name,
                        then.map(Target::variant).orElse("not built"),
                        now.map(Target::variant).orElse("not built"));
            }
        }
    }

    private static void target(List<Change> changes, Target then, Target now, CommonGround ground) {
        if (!Objects.equals(then.variant(), now.variant())) {
            changes.add(new Change(
                    TARGETS,
                    now.name(),
                    String.valueOf(then.variant()),
                    String.valueOf(now.variant()),
                    now.reason() == null ? "" : N.clause(now.reason())));
        }
        if (!then.arrived().equals(now.arrived())) {
            changes.add(new Change(
                    TARGETS,
                    now.name() + ", arrived",
                    then.arrived(),
                    now.arrived(),
                    then.profileMatch() == null || now.profileMatch() == null
                            ? ""
                            : now.profileMatch() < then.profileMatch() ? "fewer counts arrive" : "more counts arrive"));
        }
        value(changes, TARGETS, now.name() + ", checked", then.checked(), now.checked());
        if (!Objects.equals(then.sizeBytes(), now.sizeBytes())) {
            changes.add(new Change(
                    TARGETS,
                    now.name() + ", size",
                    N.bytes(then.sizeBytes()),
                    N.bytes(now.sizeBytes()),
                    N.sizeChange(then.sizeBytes(), now.sizeBytes())));
        }
        boolean comparable = then.isMeasured() && now.isMeasured() && ground.holdsFor(now.comparison());
        if (comparable
                && samePair(then.comparison(), now.comparison())
                && !then.comparison().equals(now.comparison())) {
            changes.add(new Change(
                    TARGETS,
                    now.name() + ", " + pair(now.comparison()),
                    speed(then.comparison()),
                    speed(now.comparison()),
                    note(then.comparison(), now.comparison())));
        }
    }

    private static String word(Grade grade) {
        return grade == null ? null : grade.name();
    }

    private static void profiles(List<Change> changes, Report before, Report after) {
        Profiles then = before.profiles() == null ? new Profiles(null, null) : before.profiles();
        Profiles now = after.profiles() == null ? new Profiles(null, null) : after.profiles();
        if (then.pgo() != null && now.pgo() != null) {
            value(
                    changes,
                    "profiles",
                    "PGO grade",
                    word(then.pgo().grade()),
                    word(now.pgo().grade()));
            value(
                    changes,
                    "profiles",
                    "PGO functions",
                    N.count(then.pgo().functions()),
                    N.count(now.pgo().functions()));
            value(
                    changes,
                    "profiles",
                    "functions that do not match",
                    N.count(then.pgo().mismatchedFunctions()),
                    N.count(now.pgo().mismatchedFunctions()));
        }
        if (then.bolt() != null && now.bolt() != null) {
            value(
                    changes,
                    "profiles",
                    "BOLT grade",
                    word(then.bolt().grade()),
                    word(now.bolt().grade()));
            value(
                    changes,
                    "profiles",
                    "BOLT source",
                    then.bolt().source(),
                    now.bolt().source());
            value(
                    changes,
                    "profiles",
                    "stale",
                    N.percent(then.bolt().stalePercent()),
                    N.percent(now.bolt().stalePercent()));
        }
    }

    private static void tools(List<Change> changes, Report before, Report after) {
        for (Report.Tool now : after.tools()) {
            before.tools().stream()
                    .filter(t -> Objects.equals(t.name(), now.name()))
                    .findFirst()
                    .ifPresent(then -> {
                        value(changes, "tools", now.name(), then.version(), now.version());
                        if (Objects.equals(then.version(), now.version())) {
                            value(
                                    changes,
                                    "tools",
                                    now.name() + " (file)",
                                    N.shortHash(then.sha256()),
                                    N.shortHash(now.sha256()));
                        }
                    });
        }
    }

    private static String shipped(Report report) {
        return report.selection() == null ? "nothing" : report.selection().variant();
    }

    private static String outcome(Report.Check check) {
        return check.passed() == null ? "not done" : check.passed() ? "passed" : "failed";
    }

    private static String source(Report report) {
        return report.rustFlags() == null ? null : report.rustFlags().userFlagsSource();
    }

    private static String flags(Report report, boolean user) {
        return report.rustFlags() == null
                ? N.NONE
                : String.join(
                        " ",
                        user
                                ? report.rustFlags().userFlags()
                                : report.rustFlags().pluginFlags());
    }

    private static void value(List<Change> changes, String area, String what, String before, String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(area, what, Objects.toString(before, N.NONE), Objects.toString(after, N.NONE), ""));
        }
    }
}
