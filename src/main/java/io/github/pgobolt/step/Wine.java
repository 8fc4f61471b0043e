package io.github.pgobolt.step;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.TargetRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Rust program needs to run under wine, beside wine. */
final class Wine {

    /** What it prints of its own: nothing but why a program did not start. */
    private static final String MESSAGES = "-all,err+module";

    private static final String SOURCE = "/io/github/pgobolt/wine/bcryptprimitives.rs";
    private static final List<String> NAMES = List.of("wine", "wine64");

    // The first start makes a whole Windows, in some seconds.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    // How long the server waits for the next program; longer than the pause between a check and a measurement.
    private static final int SECONDS = 60;

    private Wine() {}

    private static boolean is(TargetRunner runner) {
        return runner != null && !runner.words().isEmpty() && NAMES.contains(runner.name());
    }

    /**
     * Returns a runner with what Debian's wine 8 lacks: Rust's standard library takes its random numbers from a library of
     * Windows 10, without which no program with a HashMap starts. A wine that has it prefers its own. Any other runner is
     * returned as it is, and so is wine if the library cannot be made: then the run says what is missing.
     *
     * @param rustc a command that compiles for that Windows: rustc, the target, and the user's linker if there is one
     * @param folder where the library is made, once
     */
    static TargetRunner equipped(TargetRunner runner, List<String> rustc, Path folder, ProcessRunner processes)
            throws IOException {
        if (!is(runner)) {
            return runner;
        }
        Map<String, String> environment = new TreeMap<>(runner.environment());
        if (processes.environment().get("WINEDEBUG") == null) {
            environment.put("WINEDEBUG", MESSAGES);
        }
        if (made(rustc, folder, processes)) {
            String place = "Z:" + folder.toAbsolutePath().toString().replace('/', '\\');
            environment.merge("WINEPATH", place, (before, ours) -> before + ";" + ours);
        }
        return new TargetRunner(runner.words(), runner.emulates(), environment);
    }

    private static boolean made(List<String> rustc, Path folder, ProcessRunner processes) throws IOException {
        Path library = folder.resolve("bcryptprimitives.dll");
        if (Files.exists(library)) {
            return true;
        }
        Path work = Files.createDirectories(folder.resolve("build"));
        Path source = work.resolve("bcryptprimitives.rs");
        try (InputStream in = Wine.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path built = work.resolve("bcryptprimitives.dll");
        List<String> argv = new ArrayList<>(rustc);
        argv.addAll(List.of("--edition=2021", "--crate-type=cdylib", "-Cpanic=abort", "-O", "-o", built.toString()));
        argv.add(source.toString());
        Outcome compiled = processes.run(
                Command.of(argv).logTo(folder.resolve("build.log")).within(LIMIT));
        if (!compiled.ok()) {
            return false;
        }
        WholeFile.move(built, library);
        return true;
    }

    /**
     * Starts the processes that all programs under one wine share: its server, and the services of its Windows. The first
     * program would start them, and they outlive it: they would hold the pipe of that run's output until they are ended,
     * which takes two seconds, and the next run would have to start them anew. What goes wrong here, the runs say better.
     */
    static void startFor(Session session) throws IOException {
        if (session.settings().has(FurtherTarget.class)) {
            TargetRunner runner =
                    session.settings().section(FurtherTarget.class).runner();
            if (is(runner)) {
                String script = "exec > /dev/null 2>&1; wineserver -p" + SECONDS + "; \"$0\" cmd /c exit";
                session.processes()
                        .run(Command.of("sh", "-c", script, runner.words().get(0))
                                .with(runner.environment())
                                .within(LIMIT));
            }
        }
    }
}
