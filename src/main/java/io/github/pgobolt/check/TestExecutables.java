package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Has cargo build the crate's tests, and runs them. */
final class TestExecutables {

    private final ProcessRunner processes;
    private final Path folder;

    /** @param folder for the output of cargo and the tests */
    TestExecutables(ProcessRunner processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
    }

    /**
     * Builds them.
     *
     * @param which cargo's arguments for the choice of targets
     * @return the executables that cargo built; empty if the package has no such target
     * @throws IOException if they do not compile; the message holds the compiler's last lines
     */
    List<TestExecutable> build(CrateTestRequest request, List<String> which, String label) throws IOException {
        Path messages = folder.resolve(label + ".json");
        Path diagnostics = folder.resolve(label + ".txt");
        Outcome outcome = processes.run(buildCommand(request, which).writeTo(messages, diagnostics));
        if (outcome.ok()) {
            return TestExecutable.parse(messages);
        }
        String said = TextDiff.tail(diagnostics);
        if (said.contains("no test target matches pattern") || said.contains("no library targets found")) {
            return List.of();
        }
        throw new IOException(
                "the crate's tests do not compile (" + outcome.ending() + "). Fix them, or switch this check off"
                        + " (-Dpgobolt.check.crateTests=none). `"
                        + outcome.command().line() + "` shows why, and its last lines are:\n"
                        + said);
    }

    /** Returns the command of {@link #build}. */
    static Command buildCommand(CrateTestRequest request, List<String> which) {
        return request.cargo().and(which).and(List.of("--no-run", "--message-format=json-render-diagnostics"));
    }

    /**
     * Runs them in sequence.
     *
     * @param bin the path where the tests find the crate's program, or null if they need none
     */
    TestResults run(CrateTestRequest request, Collection<TestExecutable> tests, Path bin, String label)
            throws IOException {
        TestResults all = TestResults.NONE;
        for (TestExecutable test : tests) {
            Map<String, String> environment = new TreeMap<>(request.cargo().environment());
            // The variables that cargo sets when it runs tests itself, as far as tests are known to read them.
            environment.put("CARGO", request.cargo().argv().get(0));
            environment.put("CARGO_MANIFEST_DIR", request.packageFolder().toString());
            environment.put("CARGO_PKG_NAME", request.packageName());
            if (bin != null) {
                environment.put("CARGO_BIN_EXE_" + request.bin(), bin.toString());
            }
            String file = label + "-" + test.kind() + "-" + test.name();
            Path stdout = folder.resolve(file + ".txt");
            Outcome outcome = processes.run(Command.of(test.file())
                    .and(request.arguments())
                    .in(request.packageFolder())
                    .with(environment)
                    .writeTo(stdout, folder.resolve(file + ".err"))
                    .within(request.timeout()));
            all = all.and(TestResults.parse(test.kind() + " " + test.name(), stdout, outcome));
        }
        return all;
    }

    /** Builds and runs the doc tests, which rustdoc does in one step; nothing if the package has no library. */
    TestResults doc(CrateTestRequest request, String label) throws IOException {
        // rustc flags reach doc tests only through a separate variable.
        Command cargo = request.cargo()
                .with(
                        "CARGO_ENCODED_RUSTDOCFLAGS",
                        request.cargo().environment().get("CARGO_ENCODED_RUSTFLAGS"))
                .and(List.of("--doc", "--"))
                .and(request.arguments());
        Path stdout = folder.resolve("doc-" + label + ".txt");
        Path stderr = folder.resolve("doc-" + label + ".err");
        Outcome outcome = processes.run(cargo.writeTo(stdout, stderr).within(request.timeout()));
        return !outcome.ok() && TextDiff.tail(stderr).contains("no library targets found")
                ? TestResults.NONE
                : TestResults.parse("doc", stdout, outcome);
    }
}
