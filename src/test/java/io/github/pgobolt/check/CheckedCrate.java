package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The crate under src/test/resources/crates/checked, built and bolted with the real tools, once for all tests. */
final class CheckedCrate {

    static final Path LLVM = Path.of("/usr/lib/llvm-22/bin");
    static final Path MANIFEST =
            Path.of("src/test/resources/crates/checked/Cargo.toml").toAbsolutePath();
    static final List<String> BOLT_FLAGS = List.of(
            "-reorder-blocks=ext-tsp",
            "-reorder-functions=cdsort",
            "-split-functions",
            "-split-all-cold",
            "-split-eh",
            "-icf=safe",
            "-jump-tables=move",
            "-update-debug-sections",
            "-no-huge-pages",
            "-bolt-info=0");

    private static final Path WORK = Path.of("target/checked").toAbsolutePath();

    final ProcessRunner processes = new ProcessRunner();
    final Path release;

    private CheckedCrate() throws IOException {
        assumeTrue(Files.isExecutable(LLVM.resolve("llvm-bolt")), "LLVM 22 with BOLT is not here");
        assumeTrue(processes.run(Command.of("cargo", "--version")).ok(), "cargo is not here");
        release = build("plain", List.of());
    }

    static CheckedCrate built() throws IOException {
        return new CheckedCrate();
    }

    Variant program() {
        return new Variant("baseline", release.resolve("checked"));
    }

    Variant library() {
        return new Variant("baseline", release.resolve("libchecked.so"));
    }

    /** Builds with relocations and returns the profile's folder. */
    Path build(String name, List<String> rustFlags, String... cargoArguments) throws IOException {
        String host = host();
        List<String> argv = new ArrayList<>(List.of(
                "cargo", "build", "--release", "--offline", "--target", host, "--manifest-path", MANIFEST.toString()));
        argv.addAll(List.of(cargoArguments));
        List<String> flags = new ArrayList<>(List.of("-Clink-arg=-Wl,--emit-relocs"));
        flags.addAll(rustFlags);
        Path target = WORK.resolve("target-" + name);
        Outcome outcome = processes.run(Command.of(argv)
                .with(Map.of(
                        "CARGO_TARGET_DIR",
                        target.toString(),
                        "CARGO_ENCODED_RUSTFLAGS",
                        String.join("\u001f", flags))));
        assertThat(outcome.ok()).as(outcome.stderr()).isTrue();
        return target.resolve(host).resolve("release");
    }

    String host() throws IOException {
        return processes
                .run(Command.of("rustc", "-vV"))
                .stdout()
                .lines()
                .filter(line -> line.startsWith("host: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }

    /** Returns BOLT's output for a program, with a profile from the program's own workload. */
    Variant bolted(Path program, String name, String... extra) throws IOException {
        Path folder = Files.createDirectories(WORK.resolve(name));
        Path fdata = folder.resolve("profile.fdata");
        Path instrumented = folder.resolve("instrumented");
        tool("llvm-bolt", program, "-o", instrumented, "--instrument", "--instrumentation-file=" + fdata);
        if (program.toString().endsWith(".so")) {
            Path classes = Path.of("target/classes").toAbsolutePath();
            processes.run(Command.of(LoadCheck.ownJava(), "-cp", classes, LoadProbe.class.getName(), instrumented));
        } else {
            processes.run(workload("train").on(instrumented));
        }
        assertThat(fdata).isNotEmptyFile();
        Path output = folder.resolve(program.getFileName());
        List<Object> argv = new ArrayList<>(List.of(program, "-o", output, "-data=" + fdata));
        argv.addAll(BOLT_FLAGS);
        argv.addAll(List.of(extra));
        tool("llvm-bolt", argv.toArray());
        return new Variant(name, output);
    }

    Outcome tool(String name, Object... arguments) throws IOException {
        List<Object> argv = new ArrayList<>(List.of(LLVM.resolve(name)));
        argv.addAll(List.of(arguments));
        Outcome outcome = processes.run(Command.of(argv.toArray()).within(Duration.ofMinutes(3)));
        assertThat(outcome.ok())
                .as(outcome.command().line() + "\n" + outcome.tail())
                .isTrue();
        return outcome;
    }

    ElfReader reader() {
        return new ElfReader(processes, LLVM.resolve("llvm-readobj"), LLVM.resolve("llvm-nm"), WORK.resolve("reader"));
    }

    FileCheck fileCheck() {
        return new FileCheck(processes, reader(), LLVM.resolve("llvm-dwarfdump"), WORK.resolve("file-check"));
    }

    LoadCheck loadCheck() {
        return new LoadCheck(processes, LoadCheck.ownJava(), reader(), WORK.resolve("load-check"));
    }

    OutputCheck outputCheck() {
        return new OutputCheck(
                processes, WORK.resolve("output-check"), WORK, OutputRules::of, Repeats.DEFAULT, Surroundings.NONE);
    }

    /** Returns a workload that counts the words of this class's source. */
    static Workload workload(String name) {
        Path input = Path.of("src/test/java/io/github/pgobolt/check/CheckedCrate.java")
                .toAbsolutePath();
        return new Workload(
                name,
                Use.both,
                List.of("${subject}"),
                false,
                input,
                Map.of(),
                WORK,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    static CheckResult named(List<CheckResult> results, String check) {
        return results.stream()
                .filter(r -> r.name().equals(check))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
