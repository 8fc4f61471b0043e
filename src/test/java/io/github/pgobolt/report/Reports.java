package io.github.pgobolt.report;

import io.github.pgobolt.base.BytesDifference.Cause;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.cargo.BuildScriptOutputs;
import io.github.pgobolt.elf.FileDifference;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reports to render: one like that of a real crate, and extreme ones. */
final class Reports {

    static final String SHA = "4f0d2b7c9e1a83d65b2c17f09e8d6a5b4c3f2e1d0a9b8c7d6e5f4a3b2c1d0e9f";

    private Reports() {}

    /**
     * Returns a report like that of a run on rhai: the figures are from a manual run, the samples are derived from
     * them.
     */
    static ReportBuilder rhai() {
        Map<String, Profiles.DynoStat> dyno = new LinkedHashMap<>();
        dyno.put("executed forward branches", new Profiles.DynoStat(91_204_551L, 88_120_331L, -3.4));
        dyno.put("taken forward branches", new Profiles.DynoStat(30_111_820L, 9_110_225L, -69.7));
        dyno.put("taken branches", new Profiles.DynoStat(44_580_131L, 26_079_277L, -41.5));
        dyno.put("total branches", new Profiles.DynoStat(140_220_119L, 139_871_002L, -0.2));
        List<Report.Step> steps = new ArrayList<>();
        long start = 1_795_000_000_000L;
        steps.add(new Report.Step("detect", Status.RAN, 0.8, 0, start, null, null));
        steps.add(new Report.Step("baseline", Status.RAN, 66.4, 1, start + 900, null, null));
        steps.add(new Report.Step("instrument", Status.RAN, 68.1, 1, start + 900, null, null));
        steps.add(new Report.Step("train", Status.RAN, 4.2, 0, start + 69_100, null, "3 workloads, 3 raw profiles"));
        steps.add(new Report.Step("merge", Status.RAN, 0.3, 0, start + 73_400, null, null));
        steps.add(new Report.Step("optimize", Status.RAN, 58.9, 1, start + 73_800, null, null));
        steps.add(new Report.Step("bolt-profile", Status.RAN, 11.7, 0, start + 132_800, null, null));
        steps.add(new Report.Step("bolt", Status.RAN, 6.5, 0, start + 144_600, null, null));
        steps.add(new Report.Step("check", Status.RAN, 2.2, 0, start + 151_200, null, null));
        steps.add(new Report.Step("benchmark", Status.RAN, 60.3, 0, start + 153_500, null, null));
        steps.add(new Report.Step("select", Status.REUSED, 0.01, 0, null, "nothing it reads has changed", null));
        List<Report.Check> checks = new ArrayList<>();
        for (String variant : List.of("pgo", "pgo-bolt")) {
            for (String workload : List.of("fibonacci", "primes", "strings")) {
                checks.add(new Report.Check(
                        "output of " + workload, variant, true, "1,204 bytes, equal to the baseline's"));
            }
            checks.add(new Report.Check("loads", variant, true, "exit 0 in a fresh process"));
        }
        return Report.builder()
                .pluginVersion("0.1.0")
                .createdAt("2026-11-22T23:30:00Z")
                .subject(new Report.Subject("rhai", "bin", "rhai-run", "x86_64-unknown-linux-gnu", "1.24.0"))
                .selection(new Report.Selection(
                        "pgo-bolt",
                        "the fastest variant that is correct and shown faster",
                        "/home/me/rhai/target/pgo-bolt/variants/pgo-bolt/rhai-run",
                        SHA))
                .variants(List.of(
                        new Report.Variant(
                                "baseline",
                                "/home/me/rhai/target/pgo-bolt/variants/baseline/rhai-run",
                                SHA.replace('4', '1'),
                                4_620_104L,
                                true,
                                "prebuilt"),
                        new Report.Variant(
                                "pgo",
                                "/home/me/rhai/target/pgo-bolt/variants/pgo/rhai-run",
                                SHA.replace('4', '2'),
                                4_311_552L,
                                true,
                                "prebuilt"),
                        new Report.Variant(
                                "pgo-bolt",
                                "/home/me/rhai/target/pgo-bolt/variants/pgo-bolt/rhai-run",
                                SHA,
                                6_460_320L,
                                true,
                                "prebuilt")))
                .benchmark(new Measured.Benchmark(
                        "cpu",
                        "the workloads are single-threaded and CPU-bound",
                        "runner",
                        0.01,
                        0.05,
                        40,
                        60.0,
                        58.7,
                        null,
                        10,
                        20_261_122L,
                        "every comparison was decided",
                        false,
                        List.of(),
                        null))
                .comparisons(comparisons(List.of("fibonacci", "primes", "strings"), 0.84, 0.806))
                .otherComparisons(List.of(
                        new Report.Comparison("pgo", "baseline", null, "wall", 0.846, 0.82, 0.87, 40, Verdict.FASTER),
                        new Report.Comparison(
                                "pgo-bolt", "baseline", null, "wall", 0.81, 0.78, 0.84, 40, Verdict.FASTER),
                        new Report.Comparison("pgo-bolt", "pgo", null, "wall", 0.957, 0.93, 0.985, 40, Verdict.FASTER)))
                .control(new Report.Control(1.0008, 0.9962, 1.0049, 40, Verdict.SAME))
                .measuredOnTrainingInput(false)
                .workloads(List.of(
                        new Measured.Workload("train-scripts", "train", 1, "rhai-run train/all.rhai"),
                        new Measured.Workload("fibonacci", "evaluate", 1, "rhai-run scripts/fibonacci.rhai"),
                        new Measured.Workload("primes", "evaluate", 1, "rhai-run scripts/primes.rhai"),
                        new Measured.Workload("strings", "evaluate", 2, "rhai-run 'scripts/with a space.rhai'")))
                .runs(runs(List.of("fibonacci", "primes", "strings")))
                .samples(samples(List.of("fibonacci", "primes", "strings"), 40))
                .steps(steps)
                .checks(checks)
                .gates(List.of(
                        new Report.Gate("requireCorrect", true, "every variant that may ship is correct"),
                        new Report.Gate(
                                "requireFaster", true, "pgo-bolt: -20.3 % to -18.4 %, asked for less than 0 %")))
                .profiles(new Profiles(
                        new Profiles.Pgo(
                                "/home/me/rhai/target/pgo-bolt/profiles/merged.profdata",
                                6_214L,
                                1_790_251_250L,
                                122_784_401L,
                                4,
                                3_812_240L,
                                0,
                                null,
                                null,
                                100.0,
                                0,
                                0L,
                                Grade.good,
                                null),
                        new Profiles.Bolt(
                                "instrumentation",
                                "this is a virtual machine whose hypervisor passes no counters on",
                                "/home/me/rhai/target/pgo-bolt/profiles/pgo.fdata",
                                1_204L,
                                7_830L,
                                98.2,
                                0.0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                0.4,
                                List.of(new Profiles.Agreement("branch stacks", 91.3, 10)),
                                dyno,
                                3,
                                Grade.good,
                                null)))
                .branchSampling(List.of(
                        new TriedRung(
                                "intel-lbr",
                                "Intel last-branch records",
                                false,
                                "kernel.perf_event_paranoid is 3, which keeps users from profiling even their own programs",
                                "sudo sysctl kernel.perf_event_paranoid=2"),
                        new TriedRung("amd-brs", "AMD branch sampling (BRS, Zen 3)", false, "not an AMD CPU", null),
                        new TriedRung("basic-events", "samples without branches", false, "not asked for", null)))
                .layout(layout())
                .rustFlags(new Report.RustFlags(
                        List.of("-Cforce-frame-pointers=yes", "-Cdebuginfo=2"),
                        "build.rustflags in /home/me/rhai/.cargo/config.toml",
                        List.of("-Clink-arg=-Wl,--emit-relocs", "-Cstrip=none")))
                .boltFlags(List.of(
                        "-reorder-blocks=ext-tsp",
                        "-reorder-functions=cdsort",
                        "-split-functions",
                        "-split-all-cold",
                        "-icf=safe",
                        "-dyno-stats",
                        "-no-huge-pages"))
                .tools(List.of(
                        new Report.Tool(
                                "rustc", "/root/.rustup/toolchains/stable/bin/rustc", "1.95.0 (LLVM 22.1.2)", SHA),
                        new Report.Tool("llvm-profdata", "/usr/lib/llvm-22/bin/llvm-profdata", "22.1.4", SHA),
                        new Report.Tool("llvm-bolt", "/usr/bin/llvm-bolt-22", "22.1.4", SHA)))
                .machine(new Report.Machine(
                        "Intel Xeon Processor (SapphireRapids)",
                        2.0,
                        2,
                        1.5,
                        25_769_803_776L,
                        "x86_64",
                        "6.1.0-28-amd64",
                        "Debian GNU/Linux 12",
                        null,
                        null,
                        "on",
                        "kvm",
                        "on",
                        0.31,
                        1.12,
                        0.4,
                        List.of("a virtual machine: other guests take time that is not seen from here")))
                .reproduce(List.of(
                        "cd /home/me/rhai",
                        "cargo rustc --release --target x86_64-unknown-linux-gnu --bin rhai-run -- "
                                + "-Cprofile-use=/home/me/rhai/target/pgo-bolt/profiles/merged.profdata",
                        "llvm-bolt-22 rhai-run -o rhai-run.bolt -data=pgo.fdata -reorder-blocks=ext-tsp",
                        "echo '" + SHA + "  rhai-run.bolt' | sha256sum -c"))
                .targets(List.of(
                        new Target(
                                "x86_64-unknown-linux-musl",
                                "pgo",
                                "It is the only one that was shown to be faster.",
                                "/home/me/rhai/target/pgo-bolt/targets/x86_64-unknown-linux-musl/shipped/rhai-run",
                                SHA,
                                5_600_000L,
                                5_400_000L,
                                0.99999,
                                198,
                                0,
                                "native",
                                Shown.CORRECT,
                                null,
                                new Report.Comparison(
                                        "pgo", "baseline", null, "cpu", 0.856, 0.847, 0.863, 40, Verdict.FASTER),
                                2,
                                88.5,
                                null,
                                "../targets/x86_64-unknown-linux-musl/report/report.html"),
                        new Target(
                                "aarch64-apple-darwin",
                                "baseline",
                                "Only 2.0 % of the counts found their function in this build, and minProfileMatch asks for 90.0 %",
                                "/home/me/rhai/target/pgo-bolt/targets/aarch64-apple-darwin/shipped/rhai-run",
                                SHA,
                                4_000_000L,
                                4_000_000L,
                                0.02,
                                null,
                                null,
                                "not run",
                                null,
                                null,
                                null,
                                2,
                                70.0,
                                null,
                                null)))
                .sensitivity(sensitivity(1.012, 1, 1.018))
                .confirmations(List.of(new Report.Comparison(
                        "pgo-bolt", "baseline", null, "cpu", 0.85, 0.84, 0.87, 12, Verdict.FASTER)))
                .secondBuild(new SecondBuild(
                        false,
                        "pgo-bolt",
                        SHA,
                        SHA.replace('4', '3'),
                        "second-build/rhai-run",
                        List.of(new FileDifference(
                                ".rodata",
                                0x1000,
                                96L,
                                96L,
                                12L,
                                "built at 1764209354",
                                "built at 1764209361",
                                Cause.TIME)),
                        List.of(new BuildScriptOutputs.Difference("rhai 1.24.0", "OUT_DIR/at.rs", Cause.TIME))));
    }

    /** Returns a further target of which little is known. */
    static Target target(
            String name,
            String variant,
            Double share,
            String run,
            Shown shown,
            List<Report.Check> failed,
            Report.Comparison comparison) {
        return new Target(
                name,
                variant,
                null,
                null,
                null,
                null,
                null,
                share,
                null,
                null,
                run,
                shown,
                failed,
                comparison,
                null,
                null,
                null,
                null);
    }

    /** Returns a further target whose file was built with the profile and prints something else, so that the plain one ships. */
    static Target wrongTarget() {
        return target(
                "x86_64-pc-windows-gnu",
                "baseline",
                0.999,
                "wine",
                Shown.NOT,
                List.of(new Report.Check(
                        "outputs of evaluate",
                        "pgo",
                        false,
                        "line 3 differs <1>\n-7\n+8",
                        true,
                        "targets/x86_64-pc-windows-gnu/check/evaluate.diff")),
                null);
    }

    /** Returns every pair of variants, together and per workload, as in a benchmark. */
    static List<Report.Comparison> comparisons(List<String> workloads, double pgo, double pgoBolt) {
        List<Report.Comparison> all = new ArrayList<>();
        add(all, null, pgo, pgoBolt, 0.006);
        for (int i = 0; i < workloads.size(); i++) {
            double shift = 0.03 * (i % 5 - 1);
            add(all, workloads.get(i), pgo + shift, pgoBolt + shift, 0.014);
        }
        return all;
    }

    private static void add(List<Report.Comparison> all, String workload, double pgo, double pgoBolt, double half) {
        all.add(comparison("pgo", "baseline", workload, pgo, half));
        all.add(comparison("pgo-bolt", "baseline", workload, pgoBolt, half));
        all.add(comparison("pgo-bolt", "pgo", workload, pgoBolt / pgo, half));
    }

    static Report.Comparison comparison(String variant, String reference, String workload, double ratio, double half) {
        double low = ratio - half;
        double high = ratio + half;
        Verdict verdict = high < 1
                ? Verdict.FASTER
                : low > 1 ? Verdict.SLOWER : half <= 0.01 ? Verdict.SAME : Verdict.NO_DIFFERENCE_SHOWN;
        return new Report.Comparison(variant, reference, workload, "cpu", ratio, low, high, 40, verdict);
    }

    static List<Measured.Runs> runs(List<String> workloads) {
        List<Measured.Runs> runs = new ArrayList<>();
        for (String workload : workloads) {
            for (String variant : List.of("baseline", "pgo", "pgo-bolt")) {
                double time = variant.equals("baseline") ? 0.201 : variant.equals("pgo") ? 0.169 : 0.162;
                runs.add(new Measured.Runs(
                        variant,
                        workload,
                        40,
                        new Measured.Spread(time + 0.004, time, time + 0.09),
                        new Measured.Spread(time, time - 0.002, time + 0.03),
                        new Measured.Spread(0.004, 0.0, 0.008),
                        new Measured.Spread(9_120.0, 9_100.0, 9_180.0),
                        new Measured.Spread(1_290.0, 1_270.0, 1_300.0),
                        "requests/s",
                        Map.of("minor_faults", 412.0)));
            }
        }
        return runs;
    }

    static List<Measured.Sample> samples(List<String> workloads, int rounds) {
        Random random = new Random(7);
        List<Measured.Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double drift = 1 + 0.05 * Math.sin(round / 6.0) + 0.01 * random.nextGaussian();
            List<Measured.Run> runs = new ArrayList<>();
            for (String workload : workloads) {
                for (String variant : List.of("baseline", "baseline-again", "pgo", "pgo-bolt")) {
                    double gain = variant.equals("pgo") ? 0.84 : variant.equals("pgo-bolt") ? 0.806 : 1;
                    double cpu = 0.2 * gain * drift * (1 + 0.006 * random.nextGaussian());
                    runs.add(new Measured.Run(variant, workload, cpu + 0.004, cpu));
                }
            }
            samples.add(new Measured.Sample(
                    round, 1_795_000_153_500L + round * 1_450L, 0.6 + 0.4 * Math.abs(Math.sin(round / 9.0)), runs));
        }
        return samples;
    }

    /** Returns a machine other than that of {@link #rhai}, about which little is known. */
    static Report.Machine machine(String cpuModel, double cores) {
        return new Report.Machine(
                cpuModel, cores, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    static Layout layout() {
        Random random = new Random(3);
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            before.add(i % 3 == 0 ? 2.5 * random.nextDouble() : 0.3 * random.nextDouble());
            after.add(i < 9 ? 11.0 - i : 0.01);
        }
        return new Layout(
                List.of(
                        new Layout.Footprint("pgo", 99.0, 118L, 2_940L, 141_204L),
                        new Layout.Footprint("pgo-bolt", 99.0, 31L, 1_880L, 99_410L)),
                List.of(
                        new Layout.Heat("pgo", 0x401000, 16_384, before),
                        new Layout.Heat("pgo-bolt", 0xa00000, 16_384, after)),
                List.of(
                        new Layout.Section(".text", "baseline", 2_510_336),
                        new Layout.Section(".rodata", "baseline", 812_004),
                        new Layout.Section(".eh_frame", "baseline", 402_112),
                        new Layout.Section(".text", "pgo", 2_301_440),
                        new Layout.Section(".rodata", "pgo", 801_920),
                        new Layout.Section(".eh_frame", "pgo", 391_004),
                        new Layout.Section(".text", "pgo-bolt", 412_160),
                        new Layout.Section(".text.cold", "pgo-bolt", 302_100),
                        new Layout.Section(".bolt.org.text", "pgo-bolt", 2_301_440),
                        new Layout.Section(".rodata", "pgo-bolt", 801_920),
                        new Layout.Section(".eh_frame", "pgo-bolt", 512_420)),
                List.of(
                        new Layout.HotFunction("rhai::eval::expr::<impl rhai::Engine>::eval_expr", 31.4, "pgo-bolt"),
                        new Layout.HotFunction("rhai::eval::stmt::<impl rhai::Engine>::eval_stmt", 17.9, "pgo-bolt"),
                        new Layout.HotFunction(
                                "<rhai::types::dynamic::Dynamic as core::clone::Clone>::clone", 6.2, "pgo-bolt"),
                        new Layout.HotFunction(
                                "core::ptr::drop_in_place::<rhai::types::dynamic::Dynamic>", 4.8, "pgo-bolt")));
    }

    static Sensitivity sensitivity(double ratio, double low, double high) {
        return new Sensitivity(
                ratio,
                low,
                high,
                "pgo",
                "draw-2",
                12,
                "cpu",
                9.5,
                List.of(
                        new Sensitivity.Draw("pgo", List.of(), 1.0, 1.0, 1.0),
                        new Sensitivity.Draw(
                                "draw-2",
                                List.of("-reorder-functions=random", "-bolt-seed=2"),
                                1 / ratio,
                                1 / high,
                                1 / low)));
    }
}
