package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines as folders; src/it/targets-bin runs files by the real qemu and wine. */
class TargetRunnerTest {

    private static final Platform INTEL = new Platform("linux", "x86_64");
    private static final Platform ARM = new Platform("linux", "aarch64");
    private static final Platform MAC = new Platform("macos", "aarch64");

    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void machine() {
        machine = new FakeMachine(root);
    }

    private Optional<TargetRunner> find(Platform host, String triple, boolean library, String... configured) {
        SearchPath path = SearchPath.of(Map.of("PATH", machine.bin().toString()), Map.of());
        return TargetRunner.find(host, triple, library, List.of(configured), path, root);
    }

    private String program(String name) {
        machine.script("bin/" + name, "exit 0");
        return machine.bin().resolve(name).toString();
    }

    @Test
    void theMachinesOwnFilesRunByThemselves() {
        assertThat(find(INTEL, "x86_64-unknown-linux-gnu", true))
                .contains(new TargetRunner(List.of(), false, Map.of()));
        assertThat(find(INTEL, "x86_64-unknown-linux-musl", false).orElseThrow().name())
                .isEqualTo("native");
        assertThat(find(MAC, "aarch64-apple-darwin", true)).isPresent();
    }

    @Test
    void aLibraryForMuslNeedsMusl() {
        assertThat(find(INTEL, "x86_64-unknown-linux-musl", true)).isEmpty();
        machine.file("lib/ld-musl-x86_64.so.1", "");
        assertThat(find(INTEL, "x86_64-unknown-linux-musl", true)).isPresent();
    }

    @Test
    void aProcessorRunsItsOlderCodeWhereTheLibraryIsThere() {
        assertThat(find(INTEL, "i686-unknown-linux-gnu", false)).isEmpty();
        assertThat(find(INTEL, "i686-unknown-linux-musl", false)).isPresent();
        machine.file("lib/ld-linux.so.2", "");
        assertThat(find(INTEL, "i686-unknown-linux-gnu", false)).contains(new TargetRunner(List.of(), false, Map.of()));
        assertThat(find(ARM, "i686-unknown-linux-gnu", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aarch64-unknown-linux-gnu, qemu-aarch64, usr/aarch64-linux-gnu",
        "armv7-unknown-linux-gnueabihf, qemu-arm, usr/arm-linux-gnueabihf",
        "riscv64gc-unknown-linux-gnu, qemu-riscv64, usr/riscv64-linux-gnu",
        "powerpc64le-unknown-linux-gnu, qemu-ppc64le, usr/powerpc64le-linux-gnu",
        "s390x-unknown-linux-gnu, qemu-s390x-static, usr/s390x-linux-gnu",
    })
    void qemuRunsWhatIsForAnotherProcessorAndItsTimesMeanNothing(String triple, String qemu, String libraries) {
        assertThat(find(INTEL, triple, false)).isEmpty();
        String found = program(qemu);
        assertThat(find(INTEL, triple, false)).contains(new TargetRunner(List.of(found), true, Map.of()));
        machine.file(libraries + "/lib/libc.so.6", "");
        TargetRunner runner = find(INTEL, triple, true).orElseThrow();
        assertThat(runner.words()).containsExactly(found, "-L", "/" + libraries);
        assertThat(runner.name()).isEqualTo(qemu);
    }

    @Test
    void aProgramForMuslOfAnotherProcessorGetsNoLibrariesOfGlibc() {
        String qemu = program("qemu-aarch64");
        machine.file("usr/aarch64-linux-gnu/lib/libc.so.6", "");
        assertThat(find(INTEL, "aarch64-unknown-linux-musl", false)
                        .orElseThrow()
                        .words())
                .containsExactly(qemu);
    }

    @Test
    void wineRunsWhatIsForThisProcessorAlone() {
        assertThat(find(INTEL, "x86_64-pc-windows-gnu", false)).isEmpty();
        String wine = program("wine");
        TargetRunner runner = find(INTEL, "x86_64-pc-windows-gnu", true).orElseThrow();
        assertThat(runner.words()).containsExactly(wine);
        assertThat(runner.emulates()).as("it runs the code as it is").isFalse();
        assertThat(runner.environment()).containsKeys("WINEPREFIX", "WINEDLLOVERRIDES");
        assertThat(find(INTEL, "i686-pc-windows-gnu", false)).isPresent();
        assertThat(find(INTEL, "aarch64-pc-windows-gnullvm", false)).isEmpty();
        assertThat(find(ARM, "x86_64-pc-windows-gnu", false)).isEmpty();
        assertThat(find(MAC, "aarch64-pc-windows-msvc", false)).isEmpty();
    }

    @Test
    void nothingRunsAMacsFilesUnderLinux() {
        assertThat(find(INTEL, "x86_64-apple-darwin", false)).isEmpty();
        assertThat(find(MAC, "x86_64-unknown-linux-gnu", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Whatever it is called, this machine's processor does not run the code.
        "aarch64-unknown-linux-gnu, qemu-aarch64 -L /x, qemu-aarch64, true",
        "aarch64-unknown-linux-gnu, env X=1 /opt/qemu-aarch64 -L /x, qemu-aarch64, true",
        "aarch64-unknown-linux-gnu, ./run-it.sh, run-it.sh, true",
        "aarch64-unknown-linux-gnu, ssh board, ssh, true",
        "aarch64-apple-darwin, darling shell, darling, true",
        // Its own code, but QEMU translates even that.
        "x86_64-unknown-linux-musl, env A=b C=d qemu-x86_64 -cpu max, qemu-x86_64, true",
        "x86_64-unknown-linux-musl, taskset -c 1, taskset, false",
        "x86_64-pc-windows-gnu, env WINEDEBUG=-all wine, wine, false",
        "x86_64-pc-windows-gnu, ./run-it.sh, run-it.sh, false",
        "i686-unknown-linux-gnu, ./run-it.sh, run-it.sh, false",
    })
    void aConfiguredRunnerIsTakenAndTimesCountOnlyForThisMachinesProcessor(
            String triple, String words, String name, boolean emulates) {
        TargetRunner runner = find(INTEL, triple, false, words.split(" ")).orElseThrow();
        assertThat(runner.words()).containsExactly(words.split(" "));
        assertThat(runner.environment()).isEmpty();
        assertThat(runner.name()).isEqualTo(name);
        assertThat(runner.emulates()).isEqualTo(emulates);
    }

    @Test
    void onAnArmMachineItIsTheOtherWayRound() {
        assertThat(find(ARM, "aarch64-unknown-linux-musl", false, "./run-it.sh")
                        .orElseThrow()
                        .emulates())
                .isFalse();
        assertThat(find(ARM, "x86_64-unknown-linux-gnu", false, "./run-it.sh")
                        .orElseThrow()
                        .emulates())
                .isTrue();
    }
}
