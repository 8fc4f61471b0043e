package io.github.pgobolt.pipeline;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of the pipeline: reads files and records, and produces its own files and a result.
 *
 * @param <R> the step's numbers, a record that becomes JSON
 */
public interface Step<R> {

    StepKey<R> key();

    /**
     * Returns the steps whose records it reads; each must precede it in the order. The first steps of a build, if they need
     * none, may run side by side.
     */
    default List<StepKey<?>> needs() {
        return List.of();
    }

    /** Returns what the step does, for a person who waits. */
    default String activity() {
        return key().activity();
    }

    /** Returns null if this build does the step, else why not. */
    String skippedBecause();

    /** Whether cargo compiles the subject for it, so that another such step at the same time may be in its way. */
    default boolean compiles() {
        return false;
    }

    /** Whether a build of all steps leaves it to its own goal, so that it is done only where somebody asks for it. */
    default boolean byItsGoalAlone() {
        return false;
    }

    /**
     * Refuses, before any step of the build does anything, what cannot succeed. Only looks and compiles nothing; a step
     * that this build may leave out refuses nothing that only it needs.
     */
    default void preflight() throws IOException {}

    /** Returns the inputs of the step; it runs again when they change. Called when the steps it needs are done. */
    Map<String, String> inputs() throws IOException;

    /**
     * Returns the inputs that only cargo can tell, since nobody else knows what a build reads. If something changed
     * this takes as long as the build. It is called in every build; a report, which must not build, relies on
     * {@link #seenChange()}.
     */
    default Asked asked() throws IOException {
        return Asked.NOTHING;
    }

    /** Returns which file shows, without cargo, that the step's results are out of date; null if none does. */
    default String seenChange() throws IOException {
        return null;
    }

    /**
     * Returns what the step does and how far it is, for the line that reports that it is alive.
     *
     * @param lastSeconds how long it took last time; null if that is not known
     */
    default String progress(Double lastSeconds) {
        return activity() + (lastSeconds == null ? "" : String.format(Locale.ROOT, ", %.0f s last time", lastSeconds));
    }

    /** Does the step. */
    Done<R> run() throws IOException;

    /** Returns the result in a few words, for one line of the console and a cell of the report. */
    String summary(R result);

    /**
     * Cargo's answer.
     *
     * @param inputs the SHA-256 of its outputs; each name begins with {@link Asked#BY_CARGO}
     * @param compiled how many units it compiled for that
     */
    record Asked(Map<String, String> inputs, int compiled) {

        /** The prefix of inputs that cargo was asked for. */
        public static final String BY_CARGO = "cargo's build of ";

        public static final Asked NOTHING = new Asked(Map.of(), 0);

        public Asked {
            inputs = Map.copyOf(inputs);
        }

        public static Asked of(String what, String sha256, int compiled) {
            return new Asked(Map.of(BY_CARGO + what, sha256), compiled);
        }

        /** Returns the answers to two questions together. */
        public Asked and(Asked other) {
            Map<String, String> both = new TreeMap<>(inputs);
            both.putAll(other.inputs);
            return new Asked(both, compiled + other.compiled);
        }
    }

    /**
     * The outcome of a step.
     *
     * @param result its numbers
     * @param outputs the files it wrote, all below the work folder
     * @param commands the commands it ran
     * @param tools the tools it used
     * @param compiles how many full compiles it took
     * @param changedInputs the inputs that the run itself changed, with their new values, so that they do not count as
     *     changed by others
     */
    record Done<R>(
            R result,
            List<Path> outputs,
            List<Command> commands,
            List<Tool> tools,
            int compiles,
            Map<String, String> changedInputs) {
        public Done {
            outputs = List.copyOf(outputs);
            changedInputs = Map.copyOf(changedInputs);
            commands = List.copyOf(commands);
            tools = List.copyOf(tools);
        }

        public static <R> Done<R> of(R result, List<Path> outputs, List<Command> commands, List<Tool> tools) {
            return of(result, outputs, commands, tools, 0);
        }

        public static <R> Done<R> of(
                R result, List<Path> outputs, List<Command> commands, List<Tool> tools, int compiles) {
            return new Done<>(result, outputs, commands, tools, compiles, Map.of());
        }

        public Done<R> withChangedInputs(Map<String, String> inputs) {
            return new Done<>(result, outputs, commands, tools, compiles, inputs);
        }

        List<String> commandLines() {
            List<String> lines = new ArrayList<>();
            commands.forEach(command -> lines.add(command.line()));
            return lines;
        }

        List<String> toolLines() {
            List<String> lines = new ArrayList<>();
            tools.forEach(tool -> lines.add(tool.name() + " " + tool.identity()));
            return lines;
        }
    }
}
