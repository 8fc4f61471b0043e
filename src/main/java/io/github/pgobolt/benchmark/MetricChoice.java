package io.github.pgobolt.benchmark;

import io.github.pgobolt.workload.JavaTrouble;
import io.github.pgobolt.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Declares the metric from the plan and the warm-up alone. */
final class MetricChoice {

    /** Above this share of CPU time in wall time the program computes on more than one thread. */
    private static final double SEVERAL_THREADS = 1.15;
    /**
     * The same for a JVM: its compiler and its collector compute beside one worker, and what they wait for is not what the
     * worker waits for. Seen with css-inline on two busy processors: of two benchmarks of the same files one took the JVM
     * for a program that waits 31 %, and its wall time decided nothing, where CPU time did.
     */
    private static final double JVM_THREADS = 2;
    /** Below this share of the time that it was not queued for a processor, even a JVM waits. */
    private static final double JVM_WAITING = 0.5;
    /** Above this share it computes all the time, except for starting the process. */
    private static final double BUSY = 0.8;
    /** Below this share not even a busy machine explains the waiting. */
    private static final double WAITING = 0.25;

    /** The reason that excludes CPU time. */
    static final String SERVERS = "the load's CPU time says nothing of the server";

    private MetricChoice() {}

    /** @param warmups the runs of the warm-up by workload */
    static Declaration declare(BenchmarkPlan plan, Map<String, List<Measurement>> warmups) {
        if (plan.judging().metric() != Metric.auto) {
            return new Declaration(plan.judging().metric(), "as configured");
        }
        if (plan.workloads().stream().allMatch(w -> plan.reportedBy(w) != null)) {
            return new Declaration(Metric.reported, "every workload reports a metric of its own");
        }
        if (!plan.evaluation().servers().isEmpty()) {
            return new Declaration(Metric.wall, SERVERS);
        }
        Set<String> jvms = plan.workloads().stream()
                .filter(workload -> !workload.shell() && JavaTrouble.isJava(workload.command()))
                .map(Workload::name)
                .collect(Collectors.toSet());
        for (Map.Entry<String, List<Measurement>> entry : warmups.entrySet()) {
            String why = whyWall(entry.getValue(), jvms.contains(entry.getKey()));
            if (why != null) {
                return new Declaration(Metric.wall, entry.getKey() + " " + why);
            }
        }
        if (warmups.isEmpty()) {
            return new Declaration(Metric.cpu, "nothing was measured that would speak against it");
        }
        return new Declaration(
                Metric.cpu,
                jvms.isEmpty()
                        ? "single-threaded and CPU-bound in the warm-up"
                        : "CPU-bound in the warm-up, as far as a JVM is, whose compiler and collector run beside the work");
    }

    private static String whyWall(List<Measurement> runs, boolean jvm) {
        if (runs.stream().anyMatch(run -> run.cpuMicros() == null)) {
            return "was measured without CPU time";
        }
        double wall = runs.stream().mapToDouble(Metric.wall::of).sum();
        double cpu = runs.stream().mapToDouble(Metric.cpu::of).sum();
        long waits = runs.stream().mapToLong(Measurement::voluntarySwitches).sum();
        long displaced =
                runs.stream().mapToLong(Measurement::involuntarySwitches).sum();
        double share = cpu / wall;
        if (share > (jvm ? JVM_THREADS : SEVERAL_THREADS)) {
            return String.format(Locale.ROOT, "computes on several threads (%.1f processors' worth)", share);
        }
        // On a busy machine even a program that computes all the time has less CPU time than wall time. What tells it
        // from one that waits is its time in the queue for a processor, or, if that is unknown or the hypervisor's, who
        // took the processor from it.
        double queue = runs.stream()
                .mapToDouble(run -> run.queueMicros() == null ? 0 : run.queueMicros() * 1e-6)
                .sum();
        boolean busy = cpu >= (jvm ? JVM_WAITING : BUSY) * (wall - queue);
        boolean crowdedOut = share >= WAITING && waits <= 5L * runs.size() + displaced;
        if (!busy && !crowdedOut) {
            boolean queueKnown = runs.stream().allMatch(run -> run.queueMicros() != null);
            return queueKnown
                    ? waits(share, queue / wall)
                    : String.format(Locale.ROOT, "computes in %.0f %% of its wall time only", 100 * share);
        }
        return null;
    }

    /** Returns the words for the rest: time neither computing nor queued for a processor is waiting. */
    private static String waits(double computes, double queues) {
        long computing = Math.round(100 * computes);
        long queueing = Math.round(100 * queues);
        return "waits " + Math.max(0, 100 - computing - queueing) + " % of its wall time (it computes in " + computing
                + " %" + (queueing > 0 ? ", and stands in the queue for a processor in " + queueing + " %)" : ")");
    }
}
