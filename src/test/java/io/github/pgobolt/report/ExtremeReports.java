package io.github.pgobolt.report;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.cargo.BuildScriptOutputs;
import io.github.pgobolt.elf.FileDifference;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Difficult cases for a layout: too little, too much, and text that tries to break out. */
final class ExtremeReports {

    static final String LONG_NAME = "long-".repeat(60);
    static final String SCRIPT = "<script>document.title='broken'</script>";
    static final String QUOTES = "\"quotes\" & 'apostrophes' ]]> --> </style>";
    static final String RIGHT_TO_LEFT =
            "\u0639\u0628\u0621 \u0627\u0644\u0639\u0645\u0644 \u05e2\u05d1\u05e8\u05d9\u05ea";

    private ExtremeReports() {}

    static Map<String, Report> all() {
        Map<String, Report> all = new LinkedHashMap<>();
        all.put("rhai", Reports.rhai().build());
        all.put("one-workload", oneWorkload());
        all.put("forty-workloads", forty());
        all.put("no-bolt", noBolt());
        all.put("all-failed", allFailed());
        all.put("huge-numbers", huge());
        all.put("names", names());
        all.put("undecided", undecided());
        all.put("half", half());
        all.put("empty", Report.builder().build());
        return all;
    }

    private static Report oneWorkload() {
        return Reports.rhai()
                .comparisons(Reports.comparisons(List.of(), 0.84, 0.806))
                .workloads(List.of(new Measured.Workload("only", "both", 1, "rhai-run only.rhai")))
                .measuredOnTrainingInput(true)
                .samples(Reports.samples(List.of("only"), 9))
                .runs(Reports.runs(List.of("only")))
                .build();
    }

    private static Report forty() {
        List<String> names =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "workload-" + i).toList();
        List<Measured.Workload> workloads = names.stream()
                .map(n -> new Measured.Workload(n, "evaluate", 1, "prog " + n))
                .toList();
        List<Report.Check> checks = new ArrayList<>();
        names.forEach(n -> checks.add(new Report.Check("output of " + n, "pgo-bolt", true, "equal")));
        return Reports.rhai()
                .comparisons(Reports.comparisons(names, 0.97, 0.95))
                .workloads(workloads)
                .checks(checks)
                .samples(Reports.samples(names, 400))
                .runs(Reports.runs(names))
                .build();
    }

    private static Report noBolt() {
        Report full = Reports.rhai().build();
        return Reports.rhai()
                .selection(new Report.Selection("pgo", "macOS has no BOLT", "/x/pgo/rhai-run", Reports.SHA))
                .variants(full.variants().subList(0, 2))
                .comparisons(full.comparisons().stream()
                        .filter(c -> "pgo".equals(c.variant()))
                        .toList())
                .profiles(new Profiles(full.profiles().pgo(), null))
                .layout(null)
                .boltFlags(List.of())
                .branchSampling(List.of())
                .steps(List.of(
                        new Report.Step("optimize", Status.RAN, 60.0, 1, 1_795_000_000_000L, null, null),
                        new Report.Step("bolt", Status.SKIPPED, null, 0, null, "the platform has no BOLT", null)))
                .build();
    }

    private static Report allFailed() {
        String difference = "line 17 differs\n- total 1234\n+ total 1235\n" + "x".repeat(2_000);
        return Reports.rhai()
                .selection(
                        new Report.Selection("baseline", "no variant is correct", "/x/baseline/rhai-run", Reports.SHA))
                .variants(List.of(
                        new Report.Variant("baseline", "/b", Reports.SHA, 4_620_104L, true, "prebuilt"),
                        new Report.Variant("pgo", "/p", Reports.SHA, 4_311_552L, false, "prebuilt"),
                        new Report.Variant("pgo-bolt", "/pb", Reports.SHA, 6_460_320L, false, "prebuilt")))
                .comparisons(List.of())
                .control(null)
                .samples(List.of())
                .runs(List.of())
                .checks(List.of(
                        new Report.Check("output of primes", "pgo", false, difference),
                        new Report.Check("loads", "pgo-bolt", false, "killed by SIGSEGV (signal 11)")))
                .gates(List.of(new Report.Gate("requireCorrect", false, "pgo and pgo-bolt failed a check")))
                .build();
    }

    private static Report huge() {
        Profiles.DynoStat stat = new Profiles.DynoStat(Long.MAX_VALUE, 1L, -1e18);
        return Reports.rhai()
                .variants(List.of(
                        new Report.Variant("baseline", "/b", Reports.SHA, Long.MAX_VALUE, true, "prebuilt"),
                        new Report.Variant("pgo-bolt", "/p", Reports.SHA, Long.MAX_VALUE / 3, true, "prebuilt")))
                .comparisons(List.of(
                        new Report.Comparison(
                                "pgo-bolt",
                                "baseline",
                                null,
                                "cpu",
                                3.4e12,
                                1e-9,
                                1e300,
                                Integer.MAX_VALUE,
                                Verdict.TOO_NOISY),
                        new Report.Comparison(
                                "pgo-bolt", "baseline", "tiny", "cpu", 1e-12, 1e-13, 1e-11, 8, Verdict.FASTER)))
                .steps(List.of(new Report.Step("baseline", Status.RAN, 9e9, Integer.MAX_VALUE, 1L, null, null)))
                .profiles(new Profiles(
                        new Profiles.Pgo(
                                null,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE,
                                0,
                                "<b>|`profile`</b>",
                                Integer.MAX_VALUE,
                                Double.MAX_VALUE,
                                1,
                                Long.MAX_VALUE,
                                Grade.bad,
                                null),
                        new Profiles.Bolt(
                                "branch stacks",
                                null,
                                null,
                                1L,
                                Long.MAX_VALUE,
                                0.0,
                                1e12,
                                1e9,
                                null,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                1e15,
                                1e9,
                                1e9,
                                1e9,
                                List.of(new Profiles.Agreement(null, 1e9, Integer.MAX_VALUE)),
                                Map.of("taken branches", stat),
                                Integer.MAX_VALUE,
                                Grade.bad,
                                "Train again.")))
                .build();
    }

    private static Report names() {
        List<String> names = List.of(SCRIPT, QUOTES, LONG_NAME, RIGHT_TO_LEFT);
        String all = String.join(" ", names);
        return Reports.rhai()
                .subject(new Report.Subject(all, "bin", all, "x86_64-unknown-linux-gnu", all))
                .selection(new Report.Selection("pgo-bolt", all, "/" + "deep-folder/".repeat(40) + all, Reports.SHA))
                .comparisons(Reports.comparisons(names, 0.84, 0.806))
                .workloads(names.stream()
                        .map(n -> new Measured.Workload(n, "evaluate", 1, all))
                        .toList())
                .samples(Reports.samples(names, 10))
                .runs(Reports.runs(names))
                .checks(names.stream()
                        .map(n -> new Report.Check(n, "pgo-bolt", true, all))
                        .toList())
                .gates(List.of(new Report.Gate(all, true, all)))
                .steps(List.of(new Report.Step(all, Status.RAN, 3.0, 1, 5L, all, null)))
                .layout(new Layout(
                        List.of(),
                        List.of(),
                        List.of(new Layout.Section(all, "pgo", 1)),
                        List.of(new Layout.HotFunction("core::".repeat(2_000) + all, 99.0, "pgo"))))
                .tools(List.of(new Report.Tool(all, all, all, Reports.SHA)))
                .rustFlags(new Report.RustFlags(names, all, names))
                .targets(List.of(
                        new Target(
                                all,
                                all,
                                all,
                                all,
                                all,
                                Long.MAX_VALUE,
                                1L,
                                Double.NaN,
                                -1,
                                Integer.MAX_VALUE,
                                all,
                                null,
                                List.of(
                                        new Report.Check(all, all, false, all, true, all),
                                        new Report.Check(null, null, false, null)),
                                null,
                                null,
                                Double.POSITIVE_INFINITY,
                                all,
                                all),
                        new Target(
                                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                                null, null, null, null)))
                .sensitivity(new Sensitivity(
                        Double.POSITIVE_INFINITY,
                        0.0,
                        Double.NaN,
                        all,
                        null,
                        Integer.MAX_VALUE,
                        null,
                        Double.NaN,
                        List.of(new Sensitivity.Draw(all, List.of(all), 1e300, Double.NaN, null))))
                .confirmations(List.of(new Report.Comparison(all, all, null, all, null, null, null, 0, null)))
                .secondBuild(new SecondBuild(
                        false,
                        all,
                        null,
                        null,
                        all,
                        List.of(new FileDifference(all, 1L << 40, null, 7L, null, all, all, null)),
                        List.of(new BuildScriptOutputs.Difference(all, all, null))))
                .reproduce(List.of("echo " + all, "</code></pre><script>document.title='broken'</script>"))
                .microbenchmarks(List.of(new Measured.Microbenchmark(
                        "Criterion", all, "pgo", "baseline", 1.5, 1.4, 1.6, 2e-9, 3e-9, 12, true, Verdict.SLOWER)))
                .advice(List.of(new Report.Advice(all, all)))
                .machine(new Report.Machine(
                        all, 2.0, 2, 1.0, 1L, all, all, all, all, all, all, all, all, 1.0, 1.0, 1.0, names))
                .build();
    }

    private static Report undecided() {
        return Reports.rhai()
                .selection(new Report.Selection("baseline", "nothing is shown faster", "/b", Reports.SHA))
                .control(new Report.Control(1.04, 1.01, 1.08, 12, Verdict.SLOWER))
                .comparisons(List.of(
                        Reports.comparison("pgo", "baseline", null, 0.99, 0.05),
                        Reports.comparison("pgo-bolt", "baseline", null, 1.004, 0.006),
                        new Report.Comparison(
                                "pgo",
                                "baseline",
                                "few",
                                "cpu",
                                0.9,
                                0.0,
                                Double.POSITIVE_INFINITY,
                                3,
                                Verdict.TOO_FEW_PAIRS)))
                .gates(List.of())
                .build();
    }

    private static Report half() {
        return Report.builder()
                .pluginVersion("0.1.0")
                .subject(new Report.Subject("rhai", "bin", "rhai", "x86_64-unknown-linux-gnu", null))
                .steps(List.of(
                        new Report.Step("baseline", Status.RAN, 60.0, 1, 1_795_000_000_000L, null, null),
                        new Report.Step(
                                "train",
                                Status.FAILED,
                                3.0,
                                0,
                                1_795_000_060_000L,
                                "the workload 'x' ended with exit 3",
                                null)))
                .build();
    }
}
