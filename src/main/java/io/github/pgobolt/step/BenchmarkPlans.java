package io.github.pgobolt.step;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.Metric;
import io.github.pgobolt.step.Settings.BenchmarkSettings;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the user's request into the engine's plan: the same way for the variants of a crate and for any two files. */
public final class BenchmarkPlans {

    private BenchmarkPlans() {}

    /**
     * @param variants the first is the reference
     * @param written the files that earlier runs of the workloads wrote
     */
    public static BenchmarkPlan of(Settings settings, List<Variant> variants, WrittenFiles written) {
        return of(settings, settings.evaluationWorkloads(), variants, written);
    }

    /**
     * @param workloads what a round runs
     * @param variants the first is the reference
     * @param written the files that earlier runs of the workloads wrote
     */
    static BenchmarkPlan of(Settings settings, List<Workload> workloads, List<Variant> variants, WrittenFiles written) {
        BenchmarkSettings benchmark = settings.benchmark();
        Set<String> evaluated = workloads.stream().map(Workload::name).collect(Collectors.toSet());
        return new BenchmarkPlan(
                variants,
                new BenchmarkPlan.Evaluation(
                        workloads,
                        settings.trainingWorkloads(),
                        benchmark.reported().stream()
                                .filter(r -> evaluated.contains(r.workload()))
                                .toList(),
                        settings.runs().servers().stream()
                                .filter(s -> evaluated.contains(s.workload()))
                                .toList(),
                        written),
                new BenchmarkPlan.Effort(
                        benchmark.budgetSeconds(),
                        BenchmarkPlan.Effort.DEFAULT_MAX_PAIRS,
                        BenchmarkPlan.Effort.DEFAULT_WARMUPS,
                        benchmark.seed(),
                        benchmark.pinCpus()),
                new BenchmarkPlan.Judging(
                        Metric.valueOf(benchmark.metric()),
                        BenchmarkPlan.Judging.DEFAULT_ALPHA,
                        benchmark.delta(),
                        benchmark.precision()));
    }
}
