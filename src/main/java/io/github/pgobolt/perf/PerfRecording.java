package io.github.pgobolt.perf;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts {@code perf record} around a command; children are recorded with it. perf passes on the command's exit code, and
 * ends by the same signal as the command.
 *
 * @param perf perf itself
 * @param rung what to record
 * @param buildIds whether {@code --buildid-mmap} is used: without it a library that a JVM unpacked and deleted is lost
 * @param frequency samples per second and processor; 0 for perf's own 4000, and for rungs with a fixed period
 * @param limitMegabytes the size at which perf stops; it then ends the command with SIGTERM, so this is a last resort;
 *     0 for none
 */
public record PerfRecording(Path perf, Rung rung, boolean buildIds, int frequency, int limitMegabytes) {

    private static final int DEFAULT_FREQUENCY = 4000;
    private static final int LOWEST_FREQUENCY = 50;
    /** perf's option for one sample every so many events, instead of so many samples a second. */
    private static final String PERIOD = "-c";
    /** Some seconds of branches: with a longer period nothing is left of a profile. */
    private static final long LONGEST_PERIOD = 10_000_000_000L;
    /** A stack of 32 branches of 24 bytes each, plus the rest of the sample. */
    private static final int BYTES_PER_SAMPLE = 850;

    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    PerfRecording(Path perf, Rung rung, boolean buildIds) {
        this(perf, rung, buildIds, 0, 0);
    }

    /**
     * Returns a recording that stays within a size by sampling less often if the command runs long: a perf that reaches
     * its {@code --max-size} ends the command.
     *
     * @param expected how long the command is expected to run
     * @param processors how many processors it is expected to keep busy
     * @param budgetMegabytes the maximum size of the recording
     */
    public PerfRecording within(Duration expected, int processors, int budgetMegabytes) {
        double samples = budgetMegabytes * BYTES_PER_MEGABYTE / (double) BYTES_PER_SAMPLE;
        double affordable = samples / Math.max(0.1, expected.toMillis() / 1000.0) / Math.max(1, processors);
        int fitting = (int) Math.max(LOWEST_FREQUENCY, Math.min(DEFAULT_FREQUENCY, affordable));
        // Four times the budget before perf ends the command, since the expected time is a guess.
        return new PerfRecording(perf, rung, buildIds, fitting == DEFAULT_FREQUENCY ? 0 : fitting, budgetMegabytes * 4);
    }

    /** Returns the command with perf around it, otherwise unchanged. */
    public Command around(Command command, Path output) {
        List<String> argv = new ArrayList<>();
        if (!rung.processors().isEmpty()) {
            argv.addAll(List.of("taskset", "-c", rung.processors()));
        }
        argv.addAll(List.of(perf.toString(), "record", "-o", output.toString(), "-e", rung.event()));
        argv.addAll(rung.recordArguments());
        if (frequency > 0 && !rung.recordArguments().contains(PERIOD) && sampled()) {
            argv.addAll(List.of("-F", Integer.toString(frequency)));
        }
        if (buildIds) {
            argv.add("--buildid-mmap");
        }
        if (limitMegabytes > 0) {
            argv.add("--max-size=" + limitMegabytes + "M");
        }
        argv.add("--");
        argv.addAll(command.argv());
        return new Command(
                argv,
                command.directory(),
                command.environment(),
                command.stdin(),
                command.stdout(),
                command.stderr(),
                command.log(),
                command.timeout());
    }

    /**
     * Returns the same with fewer samples; empty if this kind of recording cannot be thinned, or is already as thin as
     * makes sense.
     *
     * @param times how many times fewer
     */
    Optional<PerfRecording> thinned(int times) {
        int period = rung.recordArguments().indexOf(PERIOD);
        if (!sampled()) {
            return Optional.empty();
        }
        if (period >= 0) {
            List<String> arguments = new ArrayList<>(rung.recordArguments());
            long longer = Long.parseLong(arguments.get(period + 1)) * times;
            arguments.set(period + 1, Long.toString(longer));
            return longer > LONGEST_PERIOD
                    ? Optional.empty()
                    : Optional.of(new PerfRecording(perf, rung.withArguments(arguments), buildIds, 0, limitMegabytes));
        }
        int now = frequency == 0 ? DEFAULT_FREQUENCY : frequency;
        return now <= LOWEST_FREQUENCY
                ? Optional.empty()
                : Optional.of(new PerfRecording(
                        perf, rung, buildIds, Math.max(LOWEST_FREQUENCY, now / times), limitMegabytes));
    }

    /** Whether samples are taken at a rate; traces and SPE have their own clocks. */
    private boolean sampled() {
        return rung.converter() == Rung.Converter.BRANCH_STACKS || rung.converter() == Rung.Converter.BASIC_EVENTS;
    }

    /** Whether perf ended the workload because the recording had become too large. */
    static boolean reachedLimit(Outcome outcome) {
        return outcome.stderr().contains("perf size limit reached");
    }

    /** Returns the fault of a recording even if the command's exit code looks right; empty if there is none. */
    public Optional<String> damage(Outcome outcome) {
        if (reachedLimit(outcome)) {
            return Optional.of("the recording reached its limit of " + limitMegabytes + " MB and perf ended the "
                    + "workload: raise the limit, or train with a shorter workload");
        }
        if (outcome.stderr().contains("No space left on device")) {
            return Optional.of("the disk is full, and the recording is not whole: make room, or train with a shorter "
                    + "workload");
        }
        return Optional.empty();
    }
}
