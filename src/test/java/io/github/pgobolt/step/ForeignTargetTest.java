package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines with either processor, as folders; src/it/aarch64 shows that the real qemu runs AArch64 files. */
class ForeignTargetTest {

    private static final Platform INTEL = new Platform("linux", "x86_64");
    private static final Platform ARM = new Platform("linux", "aarch64");

    @TempDir
    Path root;

    private Workload workload(String... command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
                false,
                null,
                Map.of(),
                root,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private void check(Platform host, Platform target, Workload workload) throws IOException {
        new ForeignTarget(host, root)
                .requireRunner(target, target.arch() + "-unknown-linux-gnu", List.of(workload), Map.of("PATH", "/bin"));
    }

    @Test
    void onlyTheOtherProcessorUnderLinuxIsForeign() {
        assertThat(new ForeignTarget(INTEL, root).isForeign(ARM)).isTrue();
        assertThat(new ForeignTarget(ARM, root).isForeign(INTEL)).isTrue();
        assertThat(new ForeignTarget(ARM, root).isForeign(ARM)).isFalse();
        assertThat(new ForeignTarget(INTEL, root).isForeign(Platform.ofTriple("i686-unknown-linux-gnu")))
                .as("runs by itself")
                .isFalse();
        Platform mac = new Platform("macos", "aarch64");
        assertThat(new ForeignTarget(mac, root).isForeign(new Platform("macos", "x86_64")))
                .as("Rosetta")
                .isFalse();
    }

    @Test
    void withoutARunnerTheKernelMustKnowSuchFiles() throws IOException {
        assertThatThrownBy(() -> check(INTEL, ARM, workload("${subject}")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Workload 'w' cannot run")
                .hasMessageContaining("linux x86_64")
                .hasMessageContaining("-Dpgobolt.runner=\"qemu-aarch64 -L /usr/aarch64-linux-gnu\"")
                .hasMessageContaining("libc6-arm64-cross");
        assertThatThrownBy(() -> check(ARM, INTEL, workload("${subject}"))).hasMessageContaining("qemu-x86_64");
        assertThatCode(() -> check(INTEL, ARM, workload("own-emulator", "${subject}")))
                .doesNotThrowAnyException();
        Files.createDirectories(root.resolve("proc/sys/fs/binfmt_misc/qemu-aarch64"));
        assertThatCode(() -> check(INTEL, ARM, workload("${subject}"))).doesNotThrowAnyException();
    }

    @Test
    void aRunnerMustBeThere() {
        assertThatThrownBy(() -> check(INTEL, ARM, workload("${subject}").under(List.of("no-emulator"))))
                .hasMessageContaining("The runner no-emulator is not there");
        assertThatThrownBy(() -> check(INTEL, ARM, workload("${subject}").under(List.of("./no-emulator"))))
                .hasMessageContaining("The runner ./no-emulator is not there");
        assertThatCode(() -> check(INTEL, ARM, workload("${subject}").under(List.of("env"))))
                .doesNotThrowAnyException();
    }
}
