package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is compared, on what, for how long, and how it is judged.
 *
 * @param contenders two or more files; the first is the reference
 * @param evaluation what they are run on
 * @param effort how much is measured
 * @param judging what is concluded from it
 */
public record BenchmarkPlan(List<Variant> contenders, Evaluation evaluation, Effort effort, Judging judging) {

    public BenchmarkPlan {
        contenders = List.copyOf(contenders);
    }

    /**
     * What the files are run on.
     *
     * @param workloads one or more; a round runs each of them
     * @param training the workloads that made the profile, to tell whether the evaluation reads what the training read
     * @param reported metrics that workloads say of themselves
     * @param servers servers that workloads talk to
     * @param written what runs of the workloads wrote, which is no input
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
     * How much is measured.
     *
     * @param budgetSeconds the total time, warm-up included; overrun by one round at most
     * @param maxPairs the most rounds
     * @param warmups runs of each contender on each workload that are thrown away
     * @param seed of the order of the runs
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
     * What is concluded from it.
     *
     * @param metric what is compared
     * @param alpha the chance of a false verdict that is accepted, shared by all comparisons; 0.05 by default
     * @param delta what counts as no difference, as a fraction; 0.01 by default
     * @param precision measure until the half-width of the interval is this fraction even where a verdict is there; 0
     *     for no such wish
     */
    public record Judging(Metric metric, double alpha, double delta, double precision) {

        public static final double DEFAULT_ALPHA = 0.05;
        public static final double DEFAULT_DELTA = 0.01;
    }

    /** A plan with every default. */
    public static BenchmarkPlan of(List<Variant> contenders, List<Workload> workloads, int budgetSeconds, long seed) {
        return new BenchmarkPlan(
                contenders,
                new Evaluation(workloads, List.of(), List.of(), List.of(), WrittenFiles.NONE),
                new Effort(budgetSeconds, Effort.DEFAULT_MAX_PAIRS, Effort.DEFAULT_WARMUPS, seed, List.of()),
                new Judging(Metric.auto, Judging.DEFAULT_ALPHA, Judging.DEFAULT_DELTA, 0));
    }

    public BenchmarkPlan withMetric(Metric metric) {
        return new BenchmarkPlan(
                contenders,
                evaluation,
                effort,
                new Judging(metric, judging.alpha, judging.delta, judging.precision));
    }

    public BenchmarkPlan withMaxPairs(int maxPairs) {
        return new BenchmarkPlan(
                contenders,
                evaluation,
                new Effort(effort.budgetSeconds, maxPairs, effort.warmups, effort.seed, effort.pinCpus),
                judging);
    }

    public BenchmarkPlan reporting(List<ReportedMetric> reported) {
        return on(new Evaluation(evaluation.workloads, evaluation.training, reported, evaluation.servers, evaluation.written));
    }

    public BenchmarkPlan serving(List<ServerSetup> servers) {
        return on(new Evaluation(evaluation.workloads, evaluation.training, evaluation.reported, servers, evaluation.written));
    }

    private BenchmarkPlan on(Evaluation other) {
        return new BenchmarkPlan(contenders, other, effort, judging);
    }

    /** The workloads that a round runs. */
    List<Workload> workloads() {
        return evaluation.workloads;
    }

    Variant reference() {
        return contenders.get(0);
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

    /** Refuses what cannot be measured, in words for the user. */
    void validate() {
        require(
                effort.budgetSeconds > 0,
                "The benchmark's budget is " + effort.budgetSeconds + " s, so nothing can be measured. Set "
                        + "-Dpgobolt.benchmark.budgetSeconds=60, or skip it with -Dpgobolt.benchmark.skip.");
        require(
                contenders.size() >= 2,
                "A benchmark compares at least two files, and there are " + contenders.size()
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
        distinct(contenders.stream().map(Variant::name).toList(), "file");
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
