package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files to compare, the workloads, the time to spend, and the criteria.
 *
 * @param variants two or more files; the first is the reference
 * @param evaluation the runs
 * @param effort how much to measure
 * @param judging the criteria
 */
public record BenchmarkPlan(List<Variant> variants, Evaluation evaluation, Effort effort, Judging judging) {

    public BenchmarkPlan {
        variants = List.copyOf(variants);
    }

    /**
     * The runs of the files.
     *
     * @param workloads one or more; a round runs each of them
     * @param training the workloads that made the profile, to detect an evaluation on the training input
     * @param reported metrics that workloads report themselves
     * @param servers servers that workloads talk to
     * @param written the files that runs of the workloads wrote, which are not input
     */
    public record Evaluation(
            List<Workload> workloads,
            List<Workload> training,
            List<ReportedMetric> reported,
            List<ServerSetup> servers,
            WrittenFiles written) {

        public Evaluation {
            workloads = List.copyOf(workloads);
            training = List.copyOf(training);
            reported = List.copyOf(reported);
            servers = List.copyOf(servers);
        }
    }

    /**
     * How much to measure.
     *
     * @param budgetSeconds the total time, warm-up included; exceeded by at most one round
     * @param maxPairs the maximum number of rounds
     * @param warmups discarded runs of each variant on each workload
     * @param seed of the random order of the runs
     * @param pinCpus the processors that runs are confined to (Linux), or empty
     */
    public record Effort(int budgetSeconds, int maxPairs, int warmups, long seed, List<Integer> pinCpus) {

        public static final int DEFAULT_MAX_PAIRS = 1000;
        public static final int DEFAULT_WARMUPS = 1;

        public Effort {
            pinCpus = List.copyOf(pinCpus);
        }
    }

    /**
     * The criteria for verdicts.
     *
     * @param metric the metric to compare
     * @param alpha the accepted chance of a false verdict, shared by all comparisons; 0.05 by default
     * @param delta the difference that counts as none, as a fraction; 0.01 by default
     * @param precision the half-width of the interval, as a fraction, down to which measuring continues even after a
     *     verdict; 0 for none
     */
    public record Judging(Metric metric, double alpha, double delta, double precision) {

        public static final double DEFAULT_ALPHA = 0.05;
        public static final double DEFAULT_DELTA = 0.01;
    }

    /** Returns a plan with all defaults. */
    public static BenchmarkPlan of(List<Variant> variants, List<Workload> workloads, int budgetSeconds, long seed) {
        return new BenchmarkPlan(
                variants,
                new Evaluation(workloads, List.of(), List.of(), List.of(), WrittenFiles.NONE),
                new Effort(budgetSeconds, Effort.DEFAULT_MAX_PAIRS, Effort.DEFAULT_WARMUPS, seed, List.of()),
                new Judging(Metric.auto, Judging.DEFAULT_ALPHA, Judging.DEFAULT_DELTA, 0));
    }

    public BenchmarkPlan withMetric(Metric metric) {
        return new BenchmarkPlan(
                variants, evaluation, effort, new Judging(metric, judging.alpha, judging.delta, judging.precision));
    }

    public BenchmarkPlan withMaxPairs(int maxPairs) {
        return new BenchmarkPlan(
                variants,
                evaluation,
                new Effort(effort.budgetSeconds, maxPairs, effort.warmups, effort.seed, effort.pinCpus),
                judging);
    }

    /** Returns the same runs of other files in another time, in seconds, and in an order of their own. */
    public BenchmarkPlan of(List<Variant> others, int budgetSeconds) {
        return new BenchmarkPlan(
                others,
                evaluation,
                new Effort(budgetSeconds, effort.maxPairs, effort.warmups, effort.seed + 1, effort.pinCpus),
                judging);
    }

    public BenchmarkPlan reporting(List<ReportedMetric> reported) {
        return on(new Evaluation(
                evaluation.workloads, evaluation.training, reported, evaluation.servers, evaluation.written));
    }

    public BenchmarkPlan serving(List<ServerSetup> servers) {
        return on(new Evaluation(
                evaluation.workloads, evaluation.training, evaluation.reported, servers, evaluation.written));
    }

    private BenchmarkPlan on(Evaluation other) {
        return new BenchmarkPlan(variants, other, effort, judging);
    }

    /** Returns the workloads that a round runs. */
    List<Workload> workloads() {
        return evaluation.workloads;
    }

    Variant reference() {
        return variants.get(0);
    }

    ServerSetup serverOf(Workload workload) {
        return evaluation.servers.stream()
                .filter(s -> s.workload().equals(workload.name()))
                .findFirst()
                .orElse(null);
    }

    ReportedMetric reportedBy(Workload workload) {
        return evaluation.reported.stream()
                .filter(r -> r.workload().equals(workload.name()))
                .findFirst()
                .orElse(null);
    }

    /** Refuses a plan that cannot be measured, with a message for the user. */
    void validate() {
        require(
                effort.budgetSeconds > 0,
                "The benchmark's budget is " + effort.budgetSeconds + " s, so nothing can be measured. Set "
                        + "-Dpgobolt.benchmark.budgetSeconds=60, or skip it with -Dpgobolt.benchmark.skip.");
        require(
                variants.size() >= 2,
                "A benchmark compares at least two files, and there are " + variants.size()
                        + ". Name them with -Dpgobolt.benchmark.files=\"old=<path>,new=<path>\".");
        require(
                !workloads().isEmpty(),
                "A benchmark needs a workload for evaluation, and there is none. Give one with "
                        + "-Dpgobolt.evaluate=\"<arguments of one run>\".");
        require(
                judging.alpha > 0 && judging.alpha < 0.5,
                "alpha is the chance of a false verdict, above 0 and below 0.5, not " + judging.alpha + ".");
        require(
                judging.delta > 0 && judging.delta < 0.5,
                "delta is a fraction above 0 and below 0.5, not " + judging.delta
                        + ". Set -Dpgobolt.benchmark.delta=0.01.");
        require(
                judging.precision >= 0,
                "precision is a fraction, 0 for none, not " + judging.precision
                        + ". Set -Dpgobolt.benchmark.precision=0.005.");
        require(effort.maxPairs > 0, "maxPairs is at least 1, not " + effort.maxPairs + ".");
        require(effort.warmups >= 0, "warmups is at least 0, not " + effort.warmups + ".");
        distinct(variants.stream().map(Variant::name).toList(), "file");
        distinct(workloads().stream().map(Workload::name).toList(), "workload");
        for (Workload workload : workloads()) {
            require(
                    workload.weight() > 0,
                    "The weight of workload " + workload.name() + " is " + workload.weight()
                            + "; a weight is greater than 0.");
            require(
                    judging.metric != Metric.reported || reportedBy(workload) != null,
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
