package io.github.pgobolt.trial;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.BoltTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes one llvm-bolt through everything that a build asks of it, on a program of a few functions. Takes some seconds.
 */
final class BoltTrial {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** One call of main: llvm-bolt refuses a profile with nothing in it. */
    private static final String NO_PROFILE = "1 main 0 1 main 0 0 1\n";

    private final ProcessRunner processes;
    private final TrialSetup setup;
    private final Path log;

    BoltTrial(ProcessRunner processes, TrialSetup setup, Path log) {
        this.processes = processes;
        this.setup = setup;
        this.log = log;
    }

    /**
     * Instruments, runs, merges, lays out and runs again, and compares the output each time. Where it is not to instrument,
     * it lays out all functions without a profile.
     */
    TrialResult hold(TrialProgram program, BoltTools tools, Path folder) throws IOException {
        try {
            List<String> flags = BoltOptions.probe(processes, tools.llvmBolt())
                    .choose(setup.boltFlags(), setup.boltExtraFlags(), setup.architecture())
                    .flags();
            for (Path file : program.files()) {
                String plain = run(program, file);
                if (plain == null) {
                    return TrialResult.untried("the plain program of the trial does not run here; see " + log);
                }
                String difference = layOut(program, file, plain, tools, flags, folder);
                if (difference != null) {
                    return TrialResult.failed(difference);
                }
            }
            return TrialResult.passed();
        } catch (Failure failure) {
            // No llvm-bolt can instrument a statically linked file; it can be sampled.
            return Bolt.cannotInstrumentStatic(failure)
                    ? TrialResult.untried("what is linked statically cannot be instrumented")
                    : TrialResult.failed(
                            failure.getMessage().lines().findFirst().orElse("") + " See " + log + ".");
        }
    }

    /** Returns what went wrong; null if nothing did. */
    private String layOut(
            TrialProgram program, Path file, String plain, BoltTools tools, List<String> flags, Path folder)
            throws IOException {
        String kind = kind(program, file);
        Path profiles = Files.createDirectories(folder.resolve(kind));
        Path optimized = profiles.resolve("optimized").resolve(file.getFileName());
        Files.createDirectories(optimized.getParent());
        Bolt bolt = new Bolt(processes, tools.llvmBolt(), LIMIT, setup.runtimeLibrary());
        Path profile = profiles.resolve("merged");
        List<String> all = new ArrayList<>(flags);
        if (setup.instruments()) {
            String wrong = profile(bolt, program, file, plain, tools, profile);
            if (wrong != null) {
                return wrong;
            }
        } else {
            Files.writeString(profile, NO_PROFILE);
            all.add("-lite=0");
        }
        bolt.optimize(file, optimized, profile, all, log);
        String laidOut = run(program, optimized);
        return plain.equals(laidOut) ? null : differs("laid out " + kind, laidOut);
    }

    /** Collects a branch profile. Returns what went wrong; null if nothing did. */
    private String profile(Bolt bolt, TrialProgram program, Path file, String plain, BoltTools tools, Path profile)
            throws IOException {
        String kind = kind(program, file);
        Path profiles = profile.getParent();
        Path instrumented = profiles.resolve("instrumented").resolve(file.getFileName());
        Files.createDirectories(instrumented.getParent());
        // Files from an earlier trial must not be mistaken for those that this one writes.
        for (Path old : written(profiles)) {
            Files.delete(old);
        }
        bolt.instrument(file, instrumented, profiles.resolve("run"), Bolt.Writing.AT_END, log);
        String counted = run(program, instrumented);
        if (!plain.equals(counted)) {
            return differs("instrumented " + kind, counted);
        }
        List<Path> fdata = written(profiles);
        if (fdata.isEmpty()) {
            return "the instrumented " + kind + " left no branch profile.";
        }
        new FdataMerge(processes, tools.mergeFdata()).merge(fdata, profile, log);
        return null;
    }

    private static List<Path> written(Path profiles) throws IOException {
        try (Stream<Path> files = Files.list(profiles)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".fdata"))
                    .sorted()
                    .toList();
        }
    }

    private String differs(String what, String printed) {
        return "the " + what
                + (printed == null ? " did not run to its end" : " printed something else than the plain one")
                + "; see " + log + ".";
    }

    private static String kind(TrialProgram program, Path file) {
        return file.getFileName().equals(program.executable().getFileName()) ? "executable" : "library";
    }

    /** Returns the output of a run; null if it did not end well. */
    private String run(TrialProgram program, Path file) throws IOException {
        List<String> argv = new ArrayList<>(setup.runner());
        boolean loaded = kind(program, file).equals("library");
        argv.add((loaded ? program.executable() : file).toString());
        if (loaded) {
            argv.add(file.toString());
        }
        Outcome outcome = processes.run(
                Command.of(argv).in(file.getParent()).within(LIMIT).logTo(log));
        return outcome.ok() ? outcome.stdout() : null;
    }
}
