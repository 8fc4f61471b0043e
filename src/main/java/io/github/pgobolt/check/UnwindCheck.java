package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether stacks can still be walked: by a panic, which a {@code catch_unwind} must still catch, by the backtrace that
 * the standard library prints with it, and by a debugger that stops the program.
 *
 * <p>Rust's backtrace needs a workload that panics. Without one the debugger stops the program where it first writes,
 * and its stack is compared.
 */
public final class UnwindCheck {

    /** The check with a panic. */
    public static final String PANIC = "unwinding";

    private static final String DEBUGGER = "debugger";
    private static final int MOST_BYTES = 4 << 20;

    private final ProcessRunner processes;
    private final Path gdb;
    private final Path folder;

    /**
     * @param gdb gdb, or null if there is none
     * @param folder for output; used by this check only
     */
    public UnwindCheck(ProcessRunner processes, Path gdb, Path folder) {
        this.processes = processes;
        this.gdb = gdb;
        this.folder = folder.toAbsolutePath();
    }

    /** Returns two results per variant: unwinding and debugger. */
    public List<CheckResult> check(Variant baseline, List<Variant> variants, List<Workload> workloads)
            throws IOException {
        List<CheckResult> results = new ArrayList<>();
        Workload panicking = null;
        Run expected = null;
        for (Workload workload : workloads) {
            Run run = run(workload, baseline, false);
            if (!run.backtrace.frames().isEmpty()) {
                panicking = workload;
                expected = run;
                break;
            }
        }
        for (Variant variant : variants) {
            if (panicking == null) {
                results.addAll(CheckResult.notDone(
                        List.of(variant),
                        PANIC,
                        "no workload panics, so that no backtrace is"
                                + " printed; an evaluation workload that panics, caught or not, would show it"));
            } else {
                results.add(panic(variant, panicking, expected));
            }
        }
        results.addAll(debugger(
                baseline,
                variants,
                panicking != null ? panicking : workloads.isEmpty() ? null : workloads.get(0),
                panicking != null));
        return results;
    }

    private CheckResult panic(Variant variant, Workload workload, Run expected) throws IOException {
        Run seen;
        try {
            seen = run(workload, variant, false);
        } catch (IOException cannotStart) {
            return CheckResult.failed(PANIC, variant.name(), cannotStart.getMessage(), null);
        }
        if (!seen.ending.equals(expected.ending)) {
            return CheckResult.failed(
                    PANIC,
                    variant.name(),
                    "a panic in workload " + workload.name() + " ends with " + seen.ending + " instead of "
                            + expected.ending,
                    seen.file);
        }
        Optional<String> worse = seen.backtrace.worseThan(expected.backtrace);
        return worse.isPresent()
                ? CheckResult.failed(
                        PANIC,
                        variant.name(),
                        "backtrace of workload " + workload.name() + ": " + worse.get(),
                        seen.file)
                : CheckResult.passed(
                        PANIC,
                        variant.name(),
                        "a panic in workload " + workload.name() + " ends as the baseline's, "
                                + compared(seen.backtrace, expected.backtrace));
    }

    private List<CheckResult> debugger(Variant baseline, List<Variant> variants, Workload workload, boolean panics)
            throws IOException {
        if (gdb == null) {
            return CheckResult.notDone(variants, DEBUGGER, "gdb is missing");
        }
        if (workload == null
                || !workload.on(baseline.file())
                        .argv()
                        .get(0)
                        .equals(baseline.file().toString())) {
            return CheckResult.notDone(variants, DEBUGGER, "no workload starts the built file itself");
        }
        Run expected = underGdb(workload, baseline, panics);
        if (expected.backtrace.frames().isEmpty()) {
            return CheckResult.notDone(
                    variants,
                    DEBUGGER,
                    "gdb showed no stack of the baseline (" + expected.ending + "); a container may forbid ptrace");
        }
        List<CheckResult> results = new ArrayList<>();
        for (Variant variant : variants) {
            Run seen = underGdb(workload, variant, panics);
            Optional<String> worse = seen.backtrace.worseThan(expected.backtrace);
            results.add(
                    worse.isPresent()
                            ? CheckResult.failed(DEBUGGER, variant.name(), "gdb: " + worse.get(), seen.file)
                            : CheckResult.passed(
                                    DEBUGGER,
                                    variant.name(),
                                    "gdb stops " + (panics ? "at a panic; " : "at the first write; ")
                                            + compared(seen.backtrace, expected.backtrace)));
        }
        return results;
    }

    private static String compared(Backtrace seen, Backtrace expected) {
        long places = expected.frames().stream().filter(f -> f.place() != null).count();
        String what = places > 0 ? places + " with file and line" : "without debug information";
        return seen.equals(expected)
                ? "the same " + Counted.of(expected.frames().size(), "frame") + ", " + what
                : Counted.of(seen.frames().size(), "frame") + " where the baseline has "
                        + expected.frames().size() + " (" + what + "), each in its place: what is inlined differs";
    }

    private Run underGdb(Workload workload, Variant variant, boolean panics) throws IOException {
        Command plain = workload.on(variant.file());
        List<String> argv = new ArrayList<>(List.of(gdb.toString(), "-batch", "-nx"));
        // rust_panic is the standard library's own place for breakpoints; the breakpoint is pending in a program that
        // loads it later.
        String stop = panics ? "break rust_panic" : "catch syscall write";
        for (String line : List.of(
                "set debuginfod enabled off",
                "set startup-with-shell off",
                "set width 0",
                "set print frame-arguments none",
                "set breakpoint pending on",
                stop,
                "run",
                "bt 200")) {
            argv.add("-ex");
            argv.add(line);
        }
        argv.add("--args");
        argv.addAll(plain.argv());
        Command command = Command.of(argv)
                .in(plain.directory())
                .with(plain.environment())
                .readFrom(plain.stdin())
                .within(plain.timeout());
        return run(command, "gdb-" + variant.name(), true);
    }

    private Run run(Workload workload, Variant variant, boolean debugger) throws IOException {
        return run(workload.on(variant.file()).with("RUST_BACKTRACE", "1"), "panic-" + variant.name(), debugger);
    }

    private Run run(Command command, String label, boolean debugger) throws IOException {
        Path stdout = folder.resolve(label + ".out");
        Path stderr = folder.resolve(label + ".err");
        Outcome outcome = processes.run(command.writeTo(stdout, stderr));
        Path file = debugger ? stdout : stderr;
        String text = head(file);
        // The file is evidence for people; the rest of the output is not needed here.
        Files.writeString(file, Redaction.text(text, command));
        if (!debugger) {
            Files.deleteIfExists(stdout);
        }
        return new Run(outcome.ending(), debugger ? Backtrace.ofGdb(text) : Backtrace.ofRust(text), file);
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private record Run(String ending, Backtrace backtrace, Path file) {}
}
