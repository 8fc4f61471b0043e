package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile of each Rust that rustup has here, in both manglings; missing ones are skipped. */
class EachRustIT {

    private final ProcessRunner processes = new ProcessRunner();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1.70.0, legacy",
        "1.70.0, v0",
        "1.75.0, v0",
        "1.85.0, legacy",
        "1.87.0, legacy",
        "1.95.0, legacy",
        "1.95.0, v0",
        "1.99.1, legacy",
        "1.99.1, v0",
        "stable, default",
        "beta, default"
    })
    void aProfileIsReadWhole(String toolchain, String mangling) throws IOException {
        Path rustc = rustc(toolchain);
        Path bin = bin(rustc);
        Path source = Files.writeString(folder.resolve("program.rs"), RustProgram.SOURCE);
        Path program = folder.resolve("program");
        List<Object> compile = new ArrayList<>(List.of(
                rustc, "--edition=2021", "-O", source, "-o", program, "-Cprofile-generate=" + folder.resolve("raw")));
        if (!mangling.equals("default")) {
            compile.addAll(List.of("-Zunstable-options", "-Csymbol-mangling-version=" + mangling));
        }
        // Legacy mangling needs an unstable option, which this variable allows on stable.
        RustProgram.ok(Command.of(compile.toArray()).with("RUSTC_BOOTSTRAP", "1"));
        Path raw = folder.resolve("one.profraw");
        RustProgram.ok(Command.of(program, 1000).with("LLVM_PROFILE_FILE", raw.toString()));
        Tool profdata = new Tool("llvm-profdata", bin.resolve("llvm-profdata"), toolchain, 0, "");
        Path merged = folder.resolve("merged.profdata");

        ProfileSummary summary = new ProfileMerge(processes, profdata, ProfileMerge.Kind.INSTRUMENTED)
                .merge(List.of(new ProfileMerge.Input(raw, 1)), merged, 0, folder.resolve("log"))
                .summary();
        Map<String, CountedFunctions.Counts> counted =
                CountedFunctions.read(processes, profdata, merged, folder.resolve("scratch"));

        assertThat(summary.isEmpty()).isFalse();
        assertThat(summary.notUnderstood()).isEmpty();
        assertThat(summary.maxCount()).isBetween(300L, 10_000L);
        assertThat(summary.totalCount())
                .isEqualTo((long) counted.values().stream()
                        .mapToDouble(CountedFunctions.Counts::sum)
                        .sum())
                .isGreaterThan(summary.maxCount());
        Tool nm = new Tool("llvm-nm", bin.resolve("llvm-nm"), toolchain, 0, "");
        // Except for main, each function of the profile is in the program: the names are read without their prefixes.
        assertThat(ProfiledNames.knownTo(program, merged, processes, profdata, nm)
                        .longValue())
                .isBetween(summary.functions() - 2, summary.functions());
        assertThat(counted.keySet()).anyMatch(name -> name.contains("program") && name.contains("step"));
    }

    private Path rustc(String toolchain) throws IOException {
        try {
            Outcome which = processes.run(Command.of("rustup", "which", "--toolchain", toolchain, "rustc"));
            assumeTrue(which.ok(), "no Rust " + toolchain + " of rustup");
            return Path.of(which.stdout().strip());
        } catch (IOException none) {
            assumeTrue(false, "no rustup");
            throw none;
        }
    }

    /** Returns the folder of rustup's component llvm-tools. */
    private Path bin(Path rustc) throws IOException {
        String host = processes
                .run(Command.of(rustc, "-vV"))
                .stdout()
                .lines()
                .filter(line -> line.startsWith("host: "))
                .findFirst()
                .orElseThrow()
                .substring("host: ".length());
        Path bin = rustc.resolveSibling("../lib/rustlib")
                .resolve(host)
                .resolve("bin")
                .normalize();
        assumeTrue(Files.isExecutable(bin.resolve("llvm-profdata")), "no llvm-tools in " + bin);
        return bin;
    }
}
