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

/** Package managers that record their arguments instead of installing anything. */
class InstallerTest {

    private static final String LINUX = "x86_64-unknown-linux-gnu";

    @TempDir
    Path root;

    private final List<String> log = new ArrayList<>();
    private FakeMachine machine;

    @BeforeEach
    void aDebianWithoutLlvm() {
        machine = new FakeMachine(root)
                .osRelease("ID=debian\n")
                .rust("1.95.0", LINUX, "22.1.2", true)
                .script("bin/apt-cache", "printf 'llvm-22 - x\\nbolt-16 - x\\nbolt-22 - x\\nbolt-23 - x\\n'")
                .script("bin/apt-get", "echo \"apt-get $*\" >> '" + root + "/asked'");
    }

    private Installer installer(Distribution.Family family) {
        return new Installer(machine.processes(), log::add, new Distribution(family, true, machine.processes()));
    }

    private Installer installer(boolean superuser) {
        return new Installer(
                machine.processes(),
                log::add,
                new Distribution(Distribution.Family.APT, superuser, machine.processes()));
    }

    private Detection complete(boolean superuser) {
        return complete(superuser, Wanted.AUTO);
    }

    private Detection complete(boolean superuser, Wanted wanted) {
        return installer(superuser).complete(machine.toolchains(), ToolRequest.inDirectory(root), wanted);
    }

    private List<String> asked() throws IOException {
        Path file = root.resolve("asked");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void whatIsMissingIsInstalledAndEachCommandIsSaidFirst() throws IOException {
        complete(true);

        assertThat(asked())
                .containsExactly(
                        "apt-get update",
                        "apt-get install -y llvm-22",
                        "apt-get update",
                        "apt-get install -y bolt-23",
                        "apt-get update",
                        "apt-get install -y llvm-22");
        assertThat(log).first().isEqualTo("Installing: apt-get update");
    }

    @Test
    void whatABuildCanDoWithoutFailsNothingWhereItCannotBeInstalled() throws IOException {
        machine.rustup("echo \"rustup $*\" >> '" + root + "/asked'; echo no such component >&2; exit 1");
        RustToolchain rust =
                machine.toolchains().detect(ToolRequest.inDirectory(root)).rust();
        assertThat(StdSources.areThere(rust)).isFalse();
        installer(true).closeIfPossible(StdSources.missing(rust));
        assertThat(asked()).singleElement().asString().startsWith("rustup component add rust-src --toolchain ");
        assertThat(log)
                .last()
                .asString()
                .startsWith("rust-src was not installed: ")
                .contains("no such component");
    }

    @Test
    void ofBoltTheNewestThatThereIsIsInstalledWhateverRustcsLlvm() throws IOException {
        machine.rust("1.99.1", LINUX, "23.1.1", true)
                .llvm("bin/llvm-profdata-23", "23.1.1")
                .llvm("bin/llvm-objcopy-22", "22.1.8")
                .llvm("bin/llvm-nm-22", "22.1.8")
                .script("bin/apt-cache", "printf 'bolt-19 - x\\nbolt-22 - x\\nbolt-15 - x\\n'");

        complete(true);

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y bolt-22");
    }

    @Test
    void theListsThatCameWithTheUpdateDecide() throws IOException {
        machine.llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("bin/llvm-objcopy-22", "22.1.8")
                .llvm("bin/llvm-nm-22", "22.1.8")
                .script("bin/apt-cache", "[ -e '" + root + "/asked' ] && echo 'bolt-22 - x'");

        complete(true);

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y bolt-22");
    }

    @Test
    void rustupsComponentComesFirst() throws IOException {
        machine.rustup("echo \"rustup $*\" >> '" + root + "/asked'");

        complete(true);

        assertThat(asked())
                .startsWith(
                        "rustup component add llvm-tools --toolchain stable-" + LINUX,
                        "apt-get update",
                        "apt-get install -y bolt-23");
    }

    @Test
    void whereTheComponentCannotBeHadThePackageTakesItsPlace() throws IOException {
        machine.rustup("echo 'error: could not download file' >&2; exit 1");

        complete(true);

        assertThat(asked()).startsWith("apt-get update", "apt-get install -y llvm-22");
        assertThat(log).anyMatch(line -> line.contains("could not download file"));
    }

    @Test
    void forAHalfThatIsSwitchedOffNothingIsInstalled() throws IOException {
        complete(true, new Wanted(Need.auto, Need.off));

        assertThat(asked()).containsExactly("apt-get update", "apt-get install -y llvm-22");
    }

    @Test
    void whoeverIsNotRootIsToldWhatToTypeAndNothingIsRun() throws IOException {
        Detection detection = complete(false);

        assertThat(log)
                .anyMatch(line -> line.contains("sudo apt-get update && sudo apt-get install -y llvm-22"))
                .anyMatch(line -> line.contains("sudo apt-get update && sudo apt-get install -y bolt-23"));
        assertThat(asked()).isEmpty();
        assertThatThrownBy(() -> detection.requireRoute(Wanted.AUTO)).isInstanceOf(Failure.class);
    }

    @Test
    void aCommandThatFailsIsShownWithItsOutput() {
        machine.script("bin/apt-get", "echo 'E: Unable to fetch some archives' >&2; exit 100");

        complete(true);

        assertThat(log)
                .anyMatch(line -> line.startsWith("llvm-bolt was not installed")
                        && line.contains("exit 100")
                        && line.contains("E: Unable to fetch some archives"));
    }

    @Test
    void aDistributionWithoutThePackageSaysWhatElseThereIsAndTheOtherHalfIsInstalled() throws IOException {
        machine.script("bin/apt-cache", "printf 'bolt-16 - x\\nllvm-16 - x\\n'");

        complete(true);

        assertThat(log).anyMatch(line -> line.contains("this distribution has no package llvm-22"));
        assertThat(asked()).contains("apt-get install -y bolt-16");
    }

    @Test
    void whatIsOnlyShownIsNeverRun() throws IOException {
        machine.osRelease("ID=fedora\n").script("bin/dnf", "echo \"dnf $*\" >> '" + root + "/asked'");

        installer(Distribution.Family.DNF).complete(machine.toolchains(), ToolRequest.inDirectory(root), Wanted.AUTO);

        assertThat(log).anyMatch(line -> line.contains("dnf install llvm-bolt"));
        assertThat(asked()).isEmpty();
    }

    @Test
    void afterAnInstallationTheMachineIsLookedAtAgain() {
        machine.script(
                "bin/apt-get",
                "case \"$*\" in *install*) for t in llvm-profdata-22 llvm-bolt-22"
                        + " merge-fdata-22 llvm-objcopy-22 llvm-nm-22; do"
                        + " printf '#!/bin/sh\\necho LLVM version 22.1.8\\n' > '" + root + "/bin/'$t; /bin/chmod +x '"
                        + root
                        + "/bin/'$t; done;; esac");

        assertThat(complete(true).whole()).isTrue();
    }
}
