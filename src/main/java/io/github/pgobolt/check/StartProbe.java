package io.github.pgobolt.check;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellLine;
import io.github.pgobolt.workload.TestLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds out whether a test of the crate starts the crate's program, by a run in which a stand-in has the program's place:
 * it leaves a mark and goes on as the program.
 */
public final class StartProbe {

    /** One after the other, so that its output has one order and the processor time is that of one test at a time. */
    private static final String ONE_BY_ONE = "--test-threads=1";

    private final ProcessRunner processes;
    private final Path folder;

    /** @param folder for the stand-in and the output; used by this probe only */
    public StartProbe(ProcessRunner processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
    }

    /**
     * The result.
     *
     * @param starts whether it started the program
     * @param arguments what its executable is given in addition, so that its tests run one by one; empty if it has
     *     another harness, which does not take that
     */
    public record Seen(boolean starts, List<String> arguments) {
        public Seen {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Runs the test.
     *
     * @param name the test's name, for messages
     * @param test its executable, with what it needs to run
     * @param place where it looks for the program, and where the program is
     * @throws Failure if it fails on the plain program, too
     */
    public Seen look(String name, Command test, Path place) throws IOException {
        Path program = WholeFile.copy(place, folder.resolve("program").resolve(place.getFileName()));
        Path mark = folder.resolve("started");
        Files.deleteIfExists(mark);
        try (ReplacedFile replaced = new ReplacedFile(place)) {
            replaced.with(standIn(program, mark));
            boolean told = test.argv().stream().anyMatch(word -> word.startsWith("--test-threads"));
            if (!told && run(test.and(List.of(ONE_BY_ONE))).ok()) {
                return new Seen(Files.exists(mark), List.of(ONE_BY_ONE));
            }
            // As the user's own `cargo test` runs it, and then without the stand-in, too.
            Outcome seen = run(test);
            if (!seen.ok()) {
                seen = run(launched(test, program, place));
            }
            if (!seen.ok()) {
                throw failed(name, seen);
            }
            return new Seen(Files.exists(mark), List.of());
        }
    }

    private Command launched(Command test, Path program, Path place) throws IOException {
        Path executable = Path.of(test.argv().get(0));
        return Command.of(
                        TestLauncher.write(folder.resolve("launcher"), executable, place)
                                .file(),
                        program)
                .and(test.argv().subList(1, test.argv().size()))
                .in(test.directory())
                .with(test.environment())
                .within(test.timeout());
    }

    private Path standIn(Path program, Path mark) throws IOException {
        return WholeFile.keepScript(
                folder.resolve("stand-in"),
                "#!/bin/sh\n: > " + ShellLine.quote(mark.toString()) + "\nexec " + ShellLine.quote(program.toString())
                        + " \"$@\"\n");
    }

    private Outcome run(Command test) throws IOException {
        return processes.run(test.writeTo(stdout(), folder.resolve("stderr.txt")));
    }

    private Path stdout() {
        return folder.resolve("stdout.txt");
    }

    private Failure failed(String name, Outcome outcome) throws IOException {
        String before = "test " + name + "::";
        // None where the whole executable failed or hung, or has another harness.
        List<String> failing =
                TestResults.parse("test " + name, stdout(), outcome).named(TestResults.Outcome.failed).stream()
                        .filter(test -> test.startsWith(before))
                        .map(test -> test.substring(before.length()))
                        .toList();
        String one = failing.isEmpty()
                ? ""
                : "\nOr leave one of them out, in the POM:\n"
                        + "  <workload>\n    <kind>cargo</kind>\n    <test>" + name + "</test>\n    <use>both</use>\n"
                        + "    <args><arg>--skip</arg><arg>" + failing.get(0) + "</arg></args>\n  </workload>";
        return Failure.user("The test '" + name + "' of the crate fails on the baseline: "
                + (failing.isEmpty() ? outcome.ending() : String.join(", ", failing))
                + ". What fails there can neither train nor measure.\n" + TextDiff.tail(stdout())
                + "\nSee why: cargo test --release --test " + name
                + "\nOr leave the tests out, and say what a typical run is, by the arguments of two runs:"
                + " -Dpgobolt.train=\"…\" -Dpgobolt.evaluate=\"…\"" + one);
    }
}
