package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Output of cargo as it was printed. */
class DiagnosisTest {

    private static final String ARM = "aarch64-unknown-linux-gnu";

    private static Outcome outcome(String stderr) {
        return new Outcome(Command.of("cargo"), 101, false, "", stderr, Duration.ofSeconds(1));
    }

    @Test
    void howACompilerEndedStaysWithoutItsCommand() {
        Outcome killed = outcome("""
                   Compiling tool v0.1.0 (/work/tool)
                     Running `CARGO=/usr/bin/cargo CARGO_PKG_DESCRIPTION='two
                lines' SECRET_KEY=hidden rustc --crate-name tool src/main.rs`
                error: could not compile `tool` (bin "tool")

                Caused by:
                  process didn't exit successfully: `CARGO_PKG_DESCRIPTION='two
                lines' SECRET_KEY=hidden rustc --crate-name tool src/main.rs` (signal: 9, SIGKILL: kill)
                """);
        assertThat(Diagnosis.of(killed).lines().map(String::strip))
                .containsExactly(
                        "error: could not compile `tool` (bin \"tool\")",
                        "",
                        "Caused by:",
                        "process didn't exit successfully (signal: 9, SIGKILL: kill)");
        assertThat(Diagnosis.advice(killed, ARM)).contains("memory is used up", "-Dpgobolt.cargoArgs=-j1");
    }

    @Test
    void aBuildScriptsOwnWordsStay() {
        assertThat(Diagnosis.of(outcome("""
                error: failed to run custom build command for `tool v0.1.0 (/work/tool)`

                Caused by:
                  process didn't exit successfully: `/work/tool/target/release/build/tool-1f/build-script-build` (exit status: 101)
                  --- stderr
                  thread 'main' panicked at build.rs:2:5:
                  protoc is not there
                """)))
                .contains("process didn't exit successfully (exit status: 101)", "protoc is not there");
    }

    @Test
    void whatLlvmListsOfAProfileIsLeftOut() {
        assertThat(Diagnosis.of(outcome("""
                warning: tool.1-cgu.0: no profile data available for function _RNv_4main Hash = 5 up to 0 count discarded
                pgo-view-counts: _RNv_4main
                block-frequency-info: _RNv_4main
                 - start: float = 1.0, int = 18014398509481984
                error: nothing else
                """))).isEqualTo("error: nothing else");
    }

    @Test
    void aLinkerOfAnotherProcessorIsNamedWithTheTargetsPackage() {
        Outcome foreign = outcome("/usr/bin/ld: main.o: Relocations in generic ELF (EM: 183)\n"
                + "/usr/bin/ld: main.o: error adding symbols: file in wrong format\n");
        assertThat(Diagnosis.advice(foreign, ARM))
                .contains("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "package gcc-aarch64-linux-gnu");
        assertThat(Diagnosis.advice(foreign, "riscv64gc-unknown-linux-gnu")).contains("gcc-riscv64-linux-gnu");
        assertThat(Diagnosis.advice(foreign, "aarch64-apple-darwin")).endsWith("config.toml.");
        assertThat(Diagnosis.advice(outcome("error[E0308]: mismatched types"), ARM))
                .isEmpty();
    }
}
