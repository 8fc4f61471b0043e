package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.Metric;
import io.github.pgobolt.benchmark.RunSummary;
import io.github.pgobolt.check.LoadCheck;
import io.github.pgobolt.check.LoadProbe;
import io.github.pgobolt.workload.JavaTrouble;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The cost of a library before its first call: a JVM that loads it and ends, measured for each variant like a workload,
 * in time and peak memory. A file that is larger or laid out differently takes longer to map and to relocate. The
 * result is reported and decides nothing.
 */
final class StartUp {

    static final String NAME = "a JVM that loads it and ends";

    private static final int ROUNDS = 9;
    private static final int BUDGET_SECONDS = 30;
    private static final int LIMIT_SECONDS = 60;

    private final Session session;

    StartUp(Session session) {
        this.session = session;
    }

    /** Returns the rows for the report; none if the workloads' JVM is older than this plugin's classes. */
    List<RunSummary> measure(BenchmarkPlan plan, Benchmark benchmark) throws IOException {
        BenchmarkPlan loading = BenchmarkPlan.of(
                        plan.variants(),
                        List.of(workload()),
                        BUDGET_SECONDS,
                        plan.effort().seed())
                .withMetric(Metric.wall)
                .withMaxPairs(ROUNDS);
        Path folder = session.work().emptied(session.work().buildFolder("start-up"));
        try {
            return benchmark
                    .run(loading, folder, line -> session.log().debug(line))
                    .summaries();
        } catch (Failure failure) {
            session.log().warn("How long a JVM takes to load the library was not measured: " + failure.getMessage());
            return List.of();
        }
    }

    private Workload workload() throws IOException {
        String java = session.settings().evaluationWorkloads().stream()
                .map(Workload::command)
                .filter(JavaTrouble::isJava)
                .map(command -> command.get(0))
                .findFirst()
                .orElse(LoadCheck.ownJava().toString());
        List<String> command =
                List.of(java, "-cp", LoadCheck.ownClasses().toString(), LoadProbe.class.getName(), Workload.SUBJECT);
        return new Workload(
                NAME,
                Use.evaluate,
                command,
                false,
                null,
                Map.of(),
                session.work().root(),
                1,
                LIMIT_SECONDS,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
