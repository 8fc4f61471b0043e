package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs llvm-bolt: to instrument a file, and to optimise it with a branch profile. */
public final class Bolt {

    private static final String UPDATE_DEBUG_SECTIONS = "-update-debug-sections";

    private final ProcessRunner processes;
    private final Tool bolt;
    private final Duration timeout;

    public Bolt(ProcessRunner processes, Tool bolt, Duration timeout) {
        this.processes = processes;
        this.bolt = bolt;
        this.timeout = timeout;
    }

    /**
     * An optimised file.
     *
     * @param log what BOLT said, as numbers
     * @param command the command that made the file
     * @param notes what had to be left out to get there
     */
    public record Optimized(BoltLog log, Command command, List<String> notes) {}

    /**
     * Writes an instrumented copy. Each of its processes writes {@code <fdata>.<pid>.fdata} when it ends.
     *
     * @param fdata an absolute path without the ending
     * @param library BOLT's runtime library for the file's architecture; null for that beside llvm-bolt
     */
    public Command instrument(Path input, Path output, Path fdata, Path library, Path log) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                        bolt.path().toString(),
                        input.toString(),
                        "-instrument",
                        "-o",
                        output.toString(),
                        "--instrumentation-file=" + fdata,
                        "--instrumentation-file-append-pid",
                        // Else the runtime looks for itself in /proc/self/map_files, which only root may read, and which
                        // fails now and then in a JVM, whose threads map memory meanwhile.
                        "--instrumentation-binpath=" + output));
        if (library != null) {
            argv.add("--runtime-instrumentation-lib=" + library);
        }
        Command command = command(argv).logTo(log);
        Outcome outcome = processes.run(command);
        if (!outcome.ok() || !Files.exists(output)) {
            throw failure("instrument", input, outcome, log);
        }
        return command;
    }

    /** The command that optimises, as it is run and as it stands among the commands that reproduce a file. */
    public Command optimizeCommand(Path input, Path output, Path fdata, List<String> flags) {
        List<String> argv = new ArrayList<>(List.of(bolt.path().toString(), input.toString()));
        argv.addAll(List.of("-o", output.toString(), "-data=" + fdata));
        argv.addAll(flags);
        // Without this BOLT writes its own command line, paths and all, into the file.
        argv.add("-bolt-info=0");
        return command(argv);
    }

    /**
     * Optimises. A crash in the rewriting of debug information is a known fault of BOLT, so that a second try goes
     * without it and says so.
     */
    public Optimized optimize(Path input, Path output, Path fdata, List<String> flags, Path log) throws IOException {
        if (Files.exists(output) && Files.isSameFile(input, output)) {
            throw new IllegalArgumentException("BOLT destroys a file that is its input and output: " + input);
        }
        Command command = optimizeCommand(input, output, fdata, flags).logTo(log);
        Outcome outcome = processes.run(command);
        List<String> notes = new ArrayList<>();
        if (crashed(outcome) && flags.contains(UPDATE_DEBUG_SECTIONS)) {
            notes.add("llvm-bolt " + bolt.version() + " crashed (" + outcome.ending() + ") with " + UPDATE_DEBUG_SECTIONS
                    + "; it was left out, so that debug information of the moved code is not right.");
            List<String> fewer = flags.stream().filter(flag -> !flag.equals(UPDATE_DEBUG_SECTIONS)).toList();
            command = optimizeCommand(input, output, fdata, fewer).logTo(log);
            outcome = processes.run(command);
        }
        if (!outcome.ok() || !Files.exists(output)) {
            throw failure("optimise", input, outcome, log);
        }
        return new Optimized(BoltLog.parse(outcome.stdout() + "\n" + outcome.stderr()), command, notes);
    }

    private Command command(List<String> argv) {
        return Command.of(argv).within(timeout);
    }

    private static boolean crashed(Outcome outcome) {
        return !outcome.timedOut()
                && (outcome.signal().isPresent() || outcome.stderr().contains("PLEASE submit a bug report"));
    }

    private Failure failure(String what, Path input, Outcome outcome, Path log) {
        String said = outcome.stdout() + outcome.stderr();
        String why = "";
        if (outcome.timedOut()) {
            why = "\nRaise the limit: -Dpgobolt.boltTimeoutSeconds=" + 2 * timeout.toSeconds() + ".";
        } else if (said.contains("relocations against code are missing")
                || said.contains("only works when relocations are enabled")) {
            why = "\nThe file has no relocations: it was linked without --emit-relocs or stripped.";
        } else if (crashed(outcome)) {
            why = "\nThat is a crash of llvm-bolt itself. Take another one, of rustc's LLVM or newer: -Dpgobolt.toolPaths=…";
        } else if (said.contains("into context with arch")) {
            why = "\nThe runtime library of instrumentation is for another processor than the file. Name that of the file's with"
                    + " -Dpgobolt.boltRuntimeLibrary, or take a recording: -Dpgobolt.perfData.";
        } else if (said.contains("parent function not found")) {
            why = "\nA module is named cold… or warm…, which BOLT takes for its own. Add <rustFlag>-Csymbol-mangling-version=v0</rustFlag>.";
        }
        return Failure.tool("llvm-bolt " + bolt.version() + " could not " + what + " " + input + " (" + outcome.ending() + "):\n"
                + outcome.tail() + why + "\nThe whole output is in " + log + ". PGO alone: -Dpgobolt.bolt.skip");
    }
}
