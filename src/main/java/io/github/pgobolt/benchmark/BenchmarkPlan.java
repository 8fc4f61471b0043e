package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is compared, on what, and for how long.
 *
 * @param contenders two or more files; the first is the reference
 * @param workloads one or more; a round runs each of them
 * @param budgetSeconds the total time, warm-up included; overrun by one block at most
 * @param alpha the chance of a false verdict that is accepted, shared by all comparisons; 0.05 by default
 * @param delta what counts as no difference, as a fraction; 0.01 by default
 * @param precision measure until the half-width of the interval is this fraction even where a verdict is there; 0 for
 *     no such wish
 * @param metric what is compared
 * @param seed of the order of the runs
 * @param pinCpus the processors that runs are confined to (Linux), or empty
 * @param maxPairs the most blocks
 * @param warmups runs of each contender on each workload that are thrown away
 * @param training the workloads that made the profile, to tell whether the evaluation reads what the training read
 * @param reported metrics that workloads say of themselves
 * @param servers servers that workloads talk to
 */
public record BenchmarkPlan(
        List<Contender> contenders,
        List<Workload> workloads,
        int budgetSeconds,
        double alpha,
        double delta,
        double precision,
        Metric metric,
        long seed,
        List<Integer> pinCpus,
        int maxPairs,
        int warmups,
        List<Workload> training,
        List<ReportedMetric> reported,
        List<ServerSetup> servers) {

    public static final int DEFAULT_MAX_PAIRS = 1000;
    public static final int DEFAULT_WARMUPS = 1;

    public BenchmarkPlan {
        contenders = List.copyOf(contenders);
        workloads = List.copyOf(workloads);
        pinCpus = List.copyOf(pinCpus);
        training = List.copyOf(training);
        reported = List.copyOf(reported);
        servers = List.copyOf(servers);
    }

    /** A plan with every default. */
    public static BenchmarkPlan of(List<Contender> contenders, List<Workload> workloads, int budgetSeconds, long seed) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                0.05,
                0.01,
                0,
                Metric.auto,
                seed,
                List.of(),
                DEFAULT_MAX_PAIRS,
                DEFAULT_WARMUPS,
                List.of(),
                List.of(),
                List.of());
    }

    public BenchmarkPlan withMetric(Metric newMetric) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                alpha,
                delta,
                precision,
                newMetric,
                seed,
                pinCpus,
                maxPairs,
                warmups,
                training,
                reported,
                servers);
    }

    public BenchmarkPlan withMaxPairs(int newMaxPairs) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                alpha,
                delta,
                precision,
                metric,
                seed,
                pinCpus,
                newMaxPairs,
                warmups,
                training,
                reported,
                servers);
    }

    public BenchmarkPlan trainedOn(List<Workload> newTraining) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                alpha,
                delta,
                precision,
                metric,
                seed,
                pinCpus,
                maxPairs,
                warmups,
                newTraining,
                reported,
                servers);
    }

    public BenchmarkPlan reporting(List<ReportedMetric> newReported) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                alpha,
                delta,
                precision,
                metric,
                seed,
                pinCpus,
                maxPairs,
                warmups,
                training,
                newReported,
                servers);
    }

    public BenchmarkPlan serving(List<ServerSetup> newServers) {
        return new BenchmarkPlan(
                contenders,
                workloads,
                budgetSeconds,
                alpha,
                delta,
                precision,
                metric,
                seed,
                pinCpus,
                maxPairs,
                warmups,
                training,
                reported,
                newServers);
    }

    Contender reference() {
        return contenders.get(0);
    }

    ServerSetup serverOf(Workload workload) {
        return servers.stream()
                .filter(s -> s.workload().equals(workload.name()))
                .findFirst()
                .orElse(null);
    }

    ReportedMetric reportedBy(Workload workload) {
        return reported.stream()
                .filter(r -> r.workload().equals(workload.name()))
                .findFirst()
                .orElse(null);
    }

    /** Refuses what cannot be measured, in words for the user. */
    void validate() {
        require(
                budgetSeconds > 0,
                "The benchmark's budget is " + budgetSeconds + " s, so nothing can be measured. Set "
                        + "-Dpgobolt.benchmark.budgetSeconds=60, or skip it with -Dpgobolt.benchmark.skip.");
        require(
                contenders.size() >= 2,
                "A benchmark compares at least two files, and there are " + contenders.size()
                        + ". Name them with -Dpgobolt.benchmark.files=\"old=<path>,new=<path>\".");
        require(
                !workloads.isEmpty(),
                "A benchmark needs a workload for evaluation, and there is none. Give one with "
                        + "-Dpgobolt.evaluate=\"<arguments of one run>\".");
        require(
                alpha > 0 && alpha < 0.5,
                "alpha is the chance of a false verdict, above 0 and below 0.5, not " + alpha + ".");
        require(delta > 0 && delta < 0.5, "delta is a fraction above 0 and below 0.5, not " + delta + ".");
        require(precision >= 0, "precision is a fraction, 0 for none, not " + precision + ".");
        require(maxPairs > 0, "maxPairs is at least 1, not " + maxPairs + ".");
        require(warmups >= 0, "warmups is at least 0, not " + warmups + ".");
        distinct(contenders.stream().map(Contender::name).toList(), "file");
        distinct(workloads.stream().map(Workload::name).toList(), "workload");
        for (Workload workload : workloads) {
            require(
                    workload.weight() > 0,
                    "The weight of workload " + workload.name() + " is " + workload.weight()
                            + "; a weight is greater than 0.");
            require(
                    metric != Metric.reported || reportedBy(workload) != null,
                    "The metric is `reported`, and workload " + workload.name()
                            + " names no pattern or pointer that finds it in the output.");
        }
    }

    private static void distinct(List<String> names, String what) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> require(
                seen.add(name),
                "Two of the benchmark's " + what + "s are named " + name + ". Give each a name of its own."));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Failure.user(message);
        }
    }
}
