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

    static final String UPDATE_DEBUG_SECTIONS = "-update-debug-sections";

    /**
     * Fits a profile of another build to this one, by the contents of each block; LLVM 19 and newer, and for YAML only.
     */
    public static final String INFER = "-infer-stale-profile";

    private static final String RUNTIME_LIBRARY = "libbolt_rt_instr.a";

    /** For this name every major of llvm-bolt stops before it writes. */
    private static final String NOWHERE = "/dev/null";

    private static final String LINKED_STATICALLY = "It is linked statically, and BOLT cannot instrument such a file.";
    private static final String STATIC = "requires -instrumentation-sleep-time";
    private static final String STATIC_PIE = "absence of INTERP header";

    private final ProcessRunner processes;
    private final Tool bolt;
    private final Duration timeout;
    private final Path runtimeLibrary;

    public Bolt(ProcessRunner processes, Tool bolt, Duration timeout) {
        this(processes, bolt, timeout, null);
    }

    /** @param runtimeLibrary BOLT's instrumentation runtime for the files' processor; null for llvm-bolt's own */
    public Bolt(ProcessRunner processes, Tool bolt, Duration timeout, Path runtimeLibrary) {
        this.processes = processes;
        this.bolt = bolt;
        this.timeout = timeout;
        this.runtimeLibrary = runtimeLibrary;
    }

    /**
     * An optimised file.
     *
     * @param log BOLT's output as numbers
     * @param command the command that made the file
     * @param notes what had to be left out for it to succeed
     * @param reused whether the new code took the place of the old one
     */
    public record Optimized(BoltLog log, Command command, List<String> notes, boolean reused) {}

    /** When an instrumented process writes its profile. */
    public enum Writing {
        /**
         * Each process writes {@code <fdata>.<pid>.fdata} when it ends by return or exit. If it has the file in memory
         * more than once, each copy adds to it, provided that llvm-bolt's runtime library is a known one.
         */
        AT_END(List.of("--instrumentation-file-append-pid")),
        /**
         * All processes overwrite {@code <fdata>} each second: this survives a process that is killed or ends by
         * {@code _exit}. BOLT does not combine it with a process id.
         */
        EACH_SECOND(List.of("--instrumentation-sleep-time=1", "--instrumentation-no-counters-clear"));

        private final List<String> options;

        Writing(List<String> options) {
            this.options = options;
        }
    }

    /**
     * Writes an instrumented copy.
     *
     * @param fdata an absolute path, without the ending if the process id is added
     */
    public Command instrument(Path input, Path output, Path fdata, Writing writing, Path log) throws IOException {
        Path appends = output.resolveSibling(RUNTIME_LIBRARY);
        if (writing == Writing.AT_END && RuntimeLibrary.copyThatAppends(runtimeLibrary(), appends)) {
            // llvm-bolt 19 and older resolve the name below the folder of their own libraries.
            Command command = instrumentation(
                            input, output, fdata, writing, ownLibraries().relativize(appends.toRealPath()))
                    .logTo(log);
            if (processes.run(command).ok() && Files.exists(output)) {
                return command;
            }
        }
        Command command =
                instrumentation(input, output, fdata, writing, runtimeLibrary).logTo(log);
        Outcome outcome = processes.run(command);
        if (!outcome.ok() || !Files.exists(output)) {
            throw failure("instrument", input, outcome, log);
        }
        return command;
    }

    private Path runtimeLibrary() throws IOException {
        if (runtimeLibrary != null) {
            return runtimeLibrary.toRealPath();
        }
        return ownLibraries().resolve(RUNTIME_LIBRARY);
    }

    private Path ownLibraries() throws IOException {
        Path libraries = bolt.path().toRealPath().getParent().resolveSibling("lib");
        return Files.exists(libraries) ? libraries.toRealPath() : libraries;
    }

    private Command instrumentation(Path input, Path output, Path fdata, Writing writing, Path library) {
        List<String> argv = new ArrayList<>(List.of(
                bolt.path().toString(),
                input.toString(),
                "-instrument",
                "-o",
                output.toString(),
                "--instrumentation-file=" + fdata,
                // Otherwise the runtime looks for itself in /proc/self/map_files, which only root may read, and which
                // sometimes fails in a JVM whose threads map memory meanwhile.
                "--instrumentation-binpath=" + output));
        argv.addAll(writing.options);
        if (library != null) {
            argv.add("--runtime-instrumentation-lib=" + library);
        }
        return command(argv);
    }

    /**
     * Makes llvm-bolt read a profile without writing a file: its output says how good the profile is. This takes a
     * fraction of the time of {@link #optimize}, since functions without a profile are skipped and the others are left
     * as they are.
     *
     * @param infer whether the profile is from another build, and is to be fitted to this one
     */
    public BoltLog read(Path input, Path profile, boolean infer, Path log) throws IOException {
        return read(input, profile, infer, null, log);
    }

    /**
     * Reads a profile likewise, and writes as YAML what llvm-bolt took of it: functions whose profile does not fit are not
     * in it. Such a file of llvm-bolt 19 and newer has what {@link #INFER} needs.
     *
     * @param yaml the path for it; null for none
     */
    public BoltLog read(Path input, Path profile, boolean infer, Path yaml, Path log) throws IOException {
        List<String> argv = new ArrayList<>(
                List.of(bolt.path().toString(), input.toString(), "-o", NOWHERE, "-data=" + profile, "-dyno-stats"));
        if (infer) {
            argv.add(INFER);
        }
        if (yaml != null) {
            argv.addAll(List.of("-w", yaml.toString()));
        }
        Outcome outcome = processes.run(command(argv).logTo(log));
        if (!outcome.ok()) {
            throw failure("read the profile of", input, outcome, log);
        }
        return BoltLog.parse(outcome.stdout() + "\n" + outcome.stderr());
    }

    /** Whether {@link #instrument} failed because the file is statically linked, which no llvm-bolt supports. */
    public static boolean cannotInstrumentStatic(Failure failure) {
        return failure.getMessage().contains(LINKED_STATICALLY);
    }

    /** Returns the command that optimises, both to run it and to list it among the commands that reproduce a file. */
    public Command optimizeCommand(Path input, Path output, Path fdata, List<String> flags) {
        List<String> argv = new ArrayList<>(List.of(bolt.path().toString(), input.toString()));
        argv.addAll(List.of("-o", output.toString(), "-data=" + fdata));
        argv.addAll(flags);
        // Without this BOLT writes its own command line, including paths, into the file.
        argv.add("-bolt-info=0");
        return command(argv);
    }

    /**
     * Optimises a file. A crash while rewriting debug information is a known bug of BOLT, so a second try omits that
     * and says so.
     */
    public Optimized optimize(Path input, Path output, Path fdata, List<String> flags, Path log) throws IOException {
        if (Files.exists(output) && Files.isSameFile(input, output)) {
            throw new IllegalArgumentException("BOLT destroys a file that is its input and output: " + input);
        }
        Command command = optimizeCommand(input, output, fdata, flags).logTo(log);
        Outcome outcome = processes.run(command);
        List<String> notes = new ArrayList<>();
        if (crashed(outcome) && flags.contains(UPDATE_DEBUG_SECTIONS)) {
            notes.add(
                    "llvm-bolt " + bolt.version() + " crashed (" + outcome.ending() + ") with " + UPDATE_DEBUG_SECTIONS
                            + "; it was left out, so that debug information of the moved code is not right.");
            List<String> fewer = flags.stream()
                    .filter(flag -> !flag.equals(UPDATE_DEBUG_SECTIONS))
                    .toList();
            command = optimizeCommand(input, output, fdata, fewer).logTo(log);
            outcome = processes.run(command);
        }
        if (!outcome.ok() || !Files.exists(output)) {
            throw failure("optimise", input, outcome, log);
        }
        String said = outcome.stdout() + "\n" + outcome.stderr();
        return new Optimized(BoltLog.parse(said), command, notes, said.contains(OldCode.FITTED));
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
        } else if (said.contains(STATIC) || said.contains(STATIC_PIE)) {
            why = "\n" + LINKED_STATICALLY + " Link it dynamically"
                    + " (-Ctarget-feature=-crt-static), or sample it on a machine with branch records.";
        } else if (crashed(outcome)) {
            why = "\nThat is a crash of llvm-bolt itself. Take another one: -Dpgobolt.toolPaths=…";
        } else if (said.contains("into context with arch")) {
            why =
                    "\nThe runtime library of instrumentation is for another processor than the file. Name that of the file's with"
                            + " -Dpgobolt.boltRuntimeLibrary, or take a recording: -Dpgobolt.perfData.";
        } else if (said.contains("parent function not found")) {
            why =
                    "\nA module is named cold… or warm…, which BOLT takes for its own. Add <rustFlag>-Csymbol-mangling-version=v0</rustFlag>.";
        }
        return Failure.tool("llvm-bolt " + bolt.version() + " could not " + what + " " + input + " (" + outcome.ending()
                + "):\n" + outcome.tail() + why + "\nThe whole output is in " + log
                + ". PGO alone: -Dpgobolt.bolt.skip");
    }
}
