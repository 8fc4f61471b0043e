package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Package managers that write down what they were asked for instead of doing it. */
class InstallerTest {

    private static final String LINUX = "x86_64-unknown-linux-gnu";

    @TempDir
    Path root;

    private final List<String> log = new ArrayList<>();
    private FakeMachine machine;

    @BeforeEach
    void aDebianWithoutLlvm() {
        machine = new FakeMachine(root).osRelease("ID=debian\n").rust("1.95.0", LINUX, "22.1.2", true)
                .script("bin/apt-cache", "printf 'llvm-22 - x\\nbolt-16 - x\\nbolt-22 - x\\nbolt-23 - x\\n'")
                .script("bin/apt-get", "echo \"apt-get $*\" >> '" + root + "/asked'");
    }

    private Installer installer(boolean superuser) {
        return new Installer(machine.processes(), log::add,
                new Distribution(Distribution.Family.APT, superuser, machine.processes()));
    }

    private List<String> asked() throws IOException {
        Path file = root.resolve("asked");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void packagesAreInstalledInOneGoAndEachCommandIsSaidFirst() throws IOException {
        installer(true).install(machine.detect());

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y llvm-22 bolt-22");
        assertThat(log).containsExactly(
                "Installing: apt-get update", "Installing: apt-get install -y llvm-22 bolt-22");
    }

    @Test
    void onlyWhatIsMissingIsInstalledAndANewerBoltServes() throws IOException {
        machine.llvm("bin/llvm-profdata-22", "22.1.8").llvm("bin/llvm-objcopy-22", "22.1.8")
                .llvm("bin/llvm-nm-22", "22.1.8")
                .script("bin/apt-cache", "printf 'bolt-19 - x\\nbolt-23 - x\\n'");

        installer(true).install(machine.detect());

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y bolt-23");
    }

    @Test
    void rustupsComponentComesFirst() throws IOException {
        machine.rustup("echo \"rustup $*\" >> '" + root + "/asked'");

        installer(true).install(machine.detect());

        assertThat(asked()).containsExactly("rustup component add llvm-tools --toolchain stable-" + LINUX,
                "apt-get update", "apt-get install -y bolt-22");
    }

    @Test
    void whereTheComponentCannotBeHadThePackageTakesItsPlace() throws IOException {
        machine.rustup("echo 'error: could not download file' >&2; exit 1");

        installer(true).install(machine.detect());

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y llvm-22 bolt-22");
        assertThat(log).anyMatch(line -> line.contains("could not download file"));
    }

    @Test
    void whoeverIsNotRootIsToldWhatToTypeAndNothingIsRun() throws IOException {
        Detection detection = machine.detect();

        assertThatThrownBy(() -> installer(false).install(detection)).isInstanceOf(Failure.class)
                .hasMessageContaining("sudo apt-get update && sudo apt-get install -y llvm-22 bolt-22");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aCommandThatFailsIsShownWithItsOutput() {
        machine.script("bin/apt-get", "echo 'E: Unable to fetch some archives' >&2; exit 100");
        Detection detection = machine.detect();

        assertThatThrownBy(() -> installer(true).install(detection)).isInstanceOf(Failure.class)
                .hasMessageContaining("exit 100").hasMessageContaining("E: Unable to fetch some archives");
    }

    @Test
    void aDistributionWithoutThePackageSaysWhatElseThereIs() {
        machine.script("bin/apt-cache", "printf 'bolt-16 - x\\nllvm-16 - x\\n'");
        Detection detection = machine.detect();

        assertThatThrownBy(() -> installer(true).install(detection)).isInstanceOf(Failure.class)
                .hasMessageContaining("no package llvm-22");
    }

    @Test
    void whatIsOnlyShownIsNeverRun() throws IOException {
        machine.osRelease("ID=fedora\n").script("bin/dnf", "echo \"dnf $*\" >> '" + root + "/asked'");
        Detection detection = machine.detect();

        assertThatThrownBy(() -> installer(true).install(detection)).isInstanceOf(Failure.class)
                .hasMessageContaining("dnf install llvm");
        assertThat(asked()).isEmpty();
    }

    @Test
    void afterAnInstallationTheMachineIsLookedAtAgain() {
        machine.script("bin/apt-get", "case \"$*\" in *install*) for t in llvm-profdata-22 llvm-bolt-22"
                + " merge-fdata-22 llvm-objcopy-22 llvm-nm-22; do"
                + " printf '#!/bin/sh\\necho LLVM version 22.1.8\\n' > '" + root + "/bin/'$t; /bin/chmod +x '" + root
                + "/bin/'$t; done;; esac");

        Detection detection = installer(true).complete(machine.toolchains(), ToolRequest.inDirectory(root));

        assertThat(detection.whole()).isTrue();
    }
}
