package io.github.pgobolt.step;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.adapter.AdapterReport;
import io.github.pgobolt.benchmark.adapter.AdapterRow;
import io.github.pgobolt.benchmark.adapter.CriterionBenchmark;
import io.github.pgobolt.benchmark.adapter.Hyperfine;
import io.github.pgobolt.benchmark.adapter.JmhBenchmark;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.report.Measured;
import io.github.pgobolt.step.Settings.AdapterSettings;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Benchmarks that a team already has: run beside the plugin's own one, kept in a file, shown in the report. They decide
 * nothing.
 */
final class OtherBenchmarks {

    /** The file of results in the work folder. */
    static final String FILE = "other-benchmarks.json";

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private final Session session;
    private final Records records;

    OtherBenchmarks(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /** Runs the configured benchmarks, and returns the file with the results; none if nothing is configured. */
    List<Path> run(List<Variant> variants) throws IOException {
        Path file = session.work().root().resolve(FILE);
        Files.deleteIfExists(file);
        List<AdapterSettings> asked = session.settings().benchmark().adapters();
        if (asked.isEmpty()) {
            return List.of();
        }
        List<AdapterReport> reports = new ArrayList<>();
        for (AdapterSettings adapter : asked) {
            switch (adapter.kind()) {
                case "criterion" -> reports.add(criterion(adapter));
                case "jmh" -> reports.add(jmh(adapter, variants));
                default -> reports.addAll(hyperfine(adapter, variants));
            }
        }
        reports.forEach(report -> report.rows().forEach(row -> session.log().info("  " + line(report, row))));
        reports.stream()
                .flatMap(r -> r.notes().stream())
                .distinct()
                .forEach(note -> session.log().info("  Note: " + note));
        Files.writeString(file, GSON.toJson(reports) + "\n");
        return List.of(file);
    }

    /**
     * Returns the benches as cargo builds them now; they are not part of the variants, whose hashes do not cover them.
     */
    Step.Asked asked() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        int compiled = 0;
        for (AdapterSettings adapter : session.settings().benchmark().adapters()) {
            if (adapter.kind().equals("criterion")) {
                // The baseline's stand for all: the other inputs of a variant's benches are covered by its own hash.
                Command command = session.cargo()
                        .commands()
                        .bench(
                                BaselineStep.flags(session),
                                inheritsProfile(),
                                benchFolder(Variants.BASELINE),
                                adapter.bench(),
                                List.of());
                CargoBuild.Executables built =
                        session.cargo().withoutRun(command, session.work().log(BenchmarkStep.KEY.goal()));
                compiled += built.compiled();
                hashes.put(
                        Step.Asked.BY_CARGO + (adapter.bench() == null ? "the benches" : "bench " + adapter.bench()),
                        built.sha256());
            }
        }
        return new Step.Asked(hashes, compiled);
    }

    private boolean inheritsProfile() {
        return session.settings().base().build().inheritsBaseline();
    }

    private Path benchFolder(String variant) {
        return session.work().buildFolder("bench-" + variant);
    }

    /** Returns the results, for the report. */
    List<AdapterReport> results() {
        Path file = session.work().root().resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(GSON.fromJson(TextFiles.read(file), AdapterReport[].class));
        } catch (IOException | JsonParseException | NumberFormatException | NullPointerException damaged) {
            session.log()
                    .warn(file + " is damaged and left out of the report. Run:" + " " + Goals.command("benchmark")
                            + " -Dpgobolt.force");
            return List.of();
        }
    }

    /** Returns the rows of all tools, for the report. */
    static List<Measured.Microbenchmark> rows(List<AdapterReport> reports) {
        return reports.stream()
                .flatMap(report -> report.rows().stream()
                        .map(row -> new Measured.Microbenchmark(
                                harness(report),
                                row.benchmark(),
                                row.variant(),
                                row.reference(),
                                row.ratio(),
                                row.low(),
                                row.high(),
                                row.referenceSeconds(),
                                row.variantSeconds(),
                                row.passes(),
                                report.interleaved(),
                                row.verdict())))
                .toList();
    }

    /** Runs Criterion on the builds that cargo itself makes: llvm-bolt would have to process every bench executable. */
    private AdapterReport criterion(AdapterSettings adapter) {
        List<CriterionBenchmark.Bench> variants = new ArrayList<>();
        variants.add(
                variant(session.cargo(), Variants.BASELINE, BaselineStep.flags(session), inheritsProfile(), adapter));
        if (session.doesPgo() && records.find(MergeStep.KEY).isPresent()) {
            List<String> flags = new ArrayList<>(Builds.NO_STRIP);
            flags.addAll(new OptimizeStep(session, records).profileFlags());
            variants.add(variant(session.optimizedCargo(), Variants.PGO, flags, false, adapter));
        } else {
            throw Failure.user(
                    "A <benchmark> of kind criterion compares the baseline with PGO, and this build has no PGO."
                            + " Take the <benchmark> out, or let the pipeline run up to `merge`.");
        }
        return new CriterionBenchmark(
                        session.processes(),
                        adapter.repeats(),
                        session.settings().benchmark().seed(),
                        BenchmarkPlan.Judging.DEFAULT_ALPHA,
                        session.settings().benchmark().delta())
                .run(
                        variants,
                        session.work().buildFolder("criterion-results"),
                        line -> session.log().info("  " + line));
    }

    private CriterionBenchmark.Bench variant(
            CargoBuild cargo, String name, List<String> flags, boolean inheritProfile, AdapterSettings adapter) {
        Command command =
                cargo.commands().bench(flags, inheritProfile, benchFolder(name), adapter.bench(), adapter.arguments());
        return new CriterionBenchmark.Bench(name, command);
    }

    private AdapterReport jmh(AdapterSettings adapter, List<Variant> variants) {
        return new JmhBenchmark(
                        session.processes(),
                        adapter.repeats(),
                        session.settings().benchmark().seed(),
                        BenchmarkPlan.Judging.DEFAULT_ALPHA,
                        session.settings().benchmark().delta())
                .run(
                        variants,
                        adapter.jmh(),
                        session.work().buildFolder("jmh"),
                        line -> session.log().info("  " + line));
    }

    private List<AdapterReport> hyperfine(AdapterSettings adapter, List<Variant> variants) throws IOException {
        Hyperfine hyperfine = new Hyperfine(session.processes(), "hyperfine");
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), 1, false);
        List<AdapterReport> reports = new ArrayList<>();
        for (Workload workload : session.asRun().evaluationWorkloads()) {
            if (servers.has(workload)) {
                session.log()
                        .info("  hyperfine leaves workload '" + workload.name() + "' out: it has a server, which"
                                + " hyperfine cannot start anew for each run");
                continue;
            }
            Path export = session.work().buildFolder("hyperfine").resolve(workload.name() + ".json");
            reports.add(hyperfine.run(variants, workload, adapter.repeats(), export));
        }
        return reports;
    }

    private static String line(AdapterReport report, AdapterRow row) {
        String interval = Double.isFinite(row.low()) && Double.isFinite(row.high())
                ? String.format(Locale.ROOT, " (%+.2f %% to %+.2f %%)", 100 * (row.low() - 1), 100 * (row.high() - 1))
                : "";
        return String.format(
                Locale.ROOT,
                "%s, %s: %s against %s %+.2f %%%s%s",
                harness(report),
                row.benchmark(),
                row.variant(),
                row.reference(),
                100 * (row.ratio() - 1),
                interval,
                row.verdict() == null ? "" : ": " + row.verdict().words());
    }

    private static String harness(AdapterReport report) {
        return switch (report.kind()) {
            case "criterion" -> "Criterion";
            case "jmh" -> "JMH";
            default -> "hyperfine";
        };
    }
}
