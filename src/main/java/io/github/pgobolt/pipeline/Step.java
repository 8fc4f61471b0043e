package io.github.pgobolt.pipeline;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One piece of the pipeline: reads files and records, writes files of its own and a result.
 *
 * @param <R> the step's numbers, a record that becomes JSON
 */
public interface Step<R> {

    StepKey<R> key();

    /** The steps whose records it reads; each stands before it in the order. One that needs none may run beside its like. */
    default List<StepKey<?>> needs() {
        return List.of();
    }

    /** Whether this build does the step at all; null if so, else why not. */
    String skippedBecause();

    /**
     * Refuses, before any step of the build does anything, what cannot go well. Looks and compiles nothing; a step that this
     * build may leave out refuses nothing that it alone needs.
     */
    default void preflight() throws IOException {}

    /** What the step depends on; it runs again when this changed. Called when the steps it needs are done. */
    Map<String, String> inputs() throws IOException;

    /**
     * What of its inputs nobody but cargo can tell, since nobody else knows what a build reads. Takes as long as the build
     * where something changed, and is asked in every build; a report, which must not build, goes by {@link #seenChange()}.
     */
    default Asked asked() throws IOException {
        return Asked.NOTHING;
    }

    /** Which file shows, without cargo, that what the step left is not of now; null where none does. */
    default String seenChange() throws IOException {
        return null;
    }

    /** Does it. */
    Done<R> run() throws IOException;

    /** One line that says what came out. */
    String summary(R result);

    /**
     * What cargo answered.
     *
     * @param inputs the SHA-256 of what it built; each name begins with {@link Asked#BY_CARGO}
     * @param compiled how many units it compiled for that
     */
    record Asked(Map<String, String> inputs, int compiled) {

        /** What inputs begin with that cargo was asked for. */
        public static final String BY_CARGO = "cargo's build of ";

        public static final Asked NOTHING = new Asked(Map.of(), 0);

        public Asked {
            inputs = Map.copyOf(inputs);
        }

        public static Asked of(String what, String sha256, int compiled) {
            return new Asked(Map.of(BY_CARGO + what, sha256), compiled);
        }
    }

    /**
     * What a step did.
     *
     * @param result its numbers
     * @param outputs the files it wrote, all below the work folder
     * @param commands the commands it ran
     * @param tools the tools it used
     * @param compiles how many full compiles that took
     * @param changedInputs the inputs that the run itself changed, as they are now; the record must not take them for another's
     */
    record Done<R>(
            R result, List<Path> outputs, List<Command> commands, List<Tool> tools, int compiles, Map<String, String> changedInputs) {
        public Done {
            outputs = List.copyOf(outputs);
            changedInputs = Map.copyOf(changedInputs);
            commands = List.copyOf(commands);
            tools = List.copyOf(tools);
        }

        public static <R> Done<R> of(R result, List<Path> outputs, List<Command> commands, List<Tool> tools) {
            return of(result, outputs, commands, tools, 0);
        }

        public static <R> Done<R> of(R result, List<Path> outputs, List<Command> commands, List<Tool> tools, int compiles) {
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
