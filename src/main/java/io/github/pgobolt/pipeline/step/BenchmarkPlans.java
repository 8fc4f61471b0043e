package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.benchmark.BenchmarkPlan;
import io.github.pgobolt.benchmark.Contender;
import io.github.pgobolt.benchmark.Metric;
import io.github.pgobolt.pipeline.Settings;
import io.github.pgobolt.pipeline.Settings.BenchmarkSettings;
import java.util.List;

/** Makes the engine's plan of what the user asks for: the same for the variants of a crate and for any two files. */
public final class BenchmarkPlans {

    private static final double ALPHA = 0.05;

    private BenchmarkPlans() {}

    /** @param contenders the first is the reference */
    public static BenchmarkPlan of(Settings settings, List<Contender> contenders) {
        BenchmarkSettings benchmark = settings.benchmark();
        return new BenchmarkPlan(
                contenders,
                settings.evaluationWorkloads(),
                benchmark.budgetSeconds(),
                ALPHA,
                benchmark.delta(),
                0,
                Metric.valueOf(benchmark.metric()),
                benchmark.seed(),
                benchmark.pinCpus(),
                BenchmarkPlan.DEFAULT_MAX_PAIRS,
                BenchmarkPlan.DEFAULT_WARMUPS,
                settings.trainingWorkloads(),
                List.of(),
                List.of());
    }
}
