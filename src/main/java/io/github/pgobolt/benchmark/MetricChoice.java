package io.github.pgobolt.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Declares the metric from the plan and the warm-up alone. */
final class MetricChoice {

    /** Above this share of CPU time in wall time the program computes on more than one thread. */
    private static final double SEVERAL_THREADS = 1.15;
    /** Above this share it computes all the time, except for starting the process. */
    private static final double BUSY = 0.8;
    /** Below this share not even a busy machine explains the waiting. */
    private static final double WAITING = 0.25;

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
            return new Declaration(Metric.wall, "the load's CPU time says nothing of the server");
        }
        for (Map.Entry<String, List<Measurement>> entry : warmups.entrySet()) {
            String why = whyWall(entry.getValue());
            if (why != null) {
                return new Declaration(Metric.wall, entry.getKey() + " " + why);
            }
        }
        return new Declaration(
                Metric.cpu,
                warmups.isEmpty()
                        ? "nothing was measured that would speak against it"
                        : "single-threaded and CPU-bound in the warm-up");
    }

    private static String whyWall(List<Measurement> runs) {
        if (runs.stream().anyMatch(run -> run.cpuMicros() == null)) {
            return "was measured without CPU time";
        }
        double wall = runs.stream().mapToDouble(Metric.wall::of).sum();
        double cpu = runs.stream().mapToDouble(Metric.cpu::of).sum();
        long waits = runs.stream().mapToLong(Measurement::voluntarySwitches).sum();
        long displaced =
                runs.stream().mapToLong(Measurement::involuntarySwitches).sum();
        double share = cpu / wall;
        if (share > SEVERAL_THREADS) {
            return String.format(Locale.ROOT, "computes on several threads (%.1f processors' worth)", share);
        }
        // On a busy machine even a program that computes all the time has less CPU time than wall time. What tells it
        // from one that waits is its time in the queue for a processor, or, if that is unknown or the hypervisor's, who
        // took the processor from it.
        double queue = runs.stream()
                .mapToDouble(run -> run.queueMicros() == null ? 0 : run.queueMicros() * 1e-6)
                .sum();
        boolean busy = cpu >= BUSY * (wall - queue);
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
