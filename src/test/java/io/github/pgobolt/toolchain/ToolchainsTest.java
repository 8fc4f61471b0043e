package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that this one is not, as folders of scripts that answer as the tools would. */
class ToolchainsTest {

    private static final String LINUX = "x86_64-unknown-linux-gnu";

    @TempDir
    Path root;

    private FakeMachine machine() {
        // Of any major: these two are not choosy.
        return new FakeMachine(root).osRelease("ID=debian\n")
                .llvm("bin/llvm-objcopy", "14.0.6").llvm("bin/llvm-nm", "14.0.6");
    }

    private FakeMachine whole() {
        return machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("usr/lib/llvm-22/bin/llvm-bolt", "22.1.8")
                .llvm("usr/lib/llvm-22/bin/merge-fdata", "22.1.8");
    }

    @Test
    void aWholeMachineHasARouteAndNothingMissing() {
        Detection detection = whole().detect();

        assertThat(detection.whole()).isTrue();
        assertThat(detection.route()).isEqualTo(Route.PGO_AND_BOLT);
        detection.requireRoute();
    }

    @Test
    void aProfdataOfAnotherMajorIsNamedWithBothVersionsAndItsPath() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata", "14.0.6")
                .llvm("bin/llvm-bolt-22", "22.1.8").llvm("bin/merge-fdata-22", "22.1.8")
                .detect();

        assertThat(detection.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("llvm-profdata");
            assertThat(gap.why())
                    .contains("22.1.2", "14.0.6", root.toRealPath().resolve("bin/llvm-profdata").toString());
            assertThat(gap.mend().text()).contains("apt-get install -y llvm-22");
        });
        assertThatThrownBy(detection::requireRoute).isInstanceOf(Failure.class)
                .hasMessageContaining("14.0.6").hasMessageContaining("22.1.2")
                .hasMessageContaining("-Dpgobolt.install");
    }

    @Test
    void aVersionedProfdataIsTakenBeforeTheUnversionedOneOfAnotherMajor() {
        Detection detection = whole().llvm("bin/llvm-profdata", "14.0.6").detect();

        assertThat(detection.llvm().profdata().path().getFileName()).hasToString("llvm-profdata-22");
    }

    @Test
    void aFileThatLiesAboutItsVersionIsNotTaken() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "19.1.7").detect();

        assertThat(detection.llvm().profdata()).isNull();
        assertThat(detection.missing().get(0).why()).contains("19.1.7");
    }

    @Test
    void rustupsComponentInTheSysrootComesBeforeThePackage() {
        FakeMachine machine = whole();
        machine.llvm("sysroot/stable-" + LINUX + "/lib/rustlib/" + LINUX + "/bin/llvm-profdata", "22.1.2");

        assertThat(machine.detect().llvm().profdata().version()).isEqualTo("22.1.2");
    }

    @Test
    void theFoldersOfTheUserComeFirst() {
        FakeMachine machine = whole().llvm("mine/llvm-profdata", "22.9.9");

        Detection detection = machine.toolchains()
                .detect(new ToolRequest("", null, List.of(root.resolve("mine")), root, Map.of()));

        assertThat(detection.llvm().profdata().version()).isEqualTo("22.9.9");
    }

    @Test
    void anOlderBoltIsTakenWhereTheUserNamesItAlone() {
        FakeMachine machine = whole().llvm("old/llvm-bolt", "19.1.7").llvm("old/merge-fdata", "19.1.7").llvm("old/llvm-profdata", "19.1.7");

        Detection detection = machine.toolchains()
                .detect(new ToolRequest("", null, List.of(root.resolve("old")), root, Map.of()));

        assertThat(detection.llvm().bolt().version()).isEqualTo("19.1.7");
        assertThat(detection.llvm().mergeFdata().version()).isEqualTo("19.1.7");
        assertThat(detection.llvm().profdata().llvmMajor()).as("its formats belong to a major").isEqualTo(22);
        assertThat(detection.warnings()).anyMatch(warning -> warning.contains("19.1.7, older than rustc's LLVM 22.1.2"));
        assertThat(machine.detect().llvm().bolt().llvmMajor()).as("not by itself").isEqualTo(22);

        machine.llvm("new/llvm-bolt-23", "23.1.0");
        Detection both = machine.toolchains().detect(
                new ToolRequest("", null, List.of(root.resolve("old"), root.resolve("new")), root, Map.of()));
        assertThat(both.llvm().bolt().llvmMajor()).as("one that is new enough goes first").isGreaterThanOrEqualTo(22);
    }

    @Test
    void aMissingBoltNamesThePackageAndTheOlderOnesThatWereFound() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("bin/llvm-bolt-19", "19.1.7")
                .detect();

        assertThat(detection.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("llvm-bolt");
            assertThat(gap.why()).contains("22.1.2", "19.1.7");
            assertThat(gap.mend().text()).contains("apt-get install -y bolt-22");
        });
    }

    @Test
    void onlyANewerBoltServesAndTheNearestIsTaken() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("usr/lib/llvm-24/bin/llvm-bolt", "24.1.0").llvm("usr/lib/llvm-24/bin/merge-fdata", "24.1.0")
                .llvm("usr/lib/llvm-23/bin/llvm-bolt", "23.1.0").llvm("usr/lib/llvm-23/bin/merge-fdata", "23.1.0")
                .llvm("usr/lib/llvm-19/bin/llvm-bolt", "19.1.7").llvm("usr/lib/llvm-19/bin/merge-fdata", "19.1.7")
                .detect();

        assertThat(detection.whole()).isTrue();
        assertThat(detection.llvm().bolt().version()).isEqualTo("23.1.0");
        assertThat(detection.llvm().mergeFdata().version()).isEqualTo("23.1.0");
        assertThat(detection.warnings()).anyMatch(warning -> warning.contains("23.1.0") && warning.contains("22.1.2"));
    }

    @Test
    void boltWithoutItsMergeFdataIsAGap() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8").llvm("bin/llvm-bolt-22", "22.1.8")
                .llvm("bin/merge-fdata-19", "19.1.7")
                .detect();

        assertThat(detection.missing()).extracting(Missing::what).containsExactly("merge-fdata");
    }

    @Test
    void boltWantsObjcopyAndNmOfAnyMajor() throws IOException {
        FakeMachine machine = whole();
        Files.delete(root.resolve("bin/llvm-nm"));

        assertThat(machine.detect().missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("llvm-objcopy and llvm-nm");
            assertThat(gap.why()).contains("llvm-nm was not found");
            assertThat(gap.mend().text()).contains("apt-get install -y llvm-22");
        });
    }

    @Test
    void linksAreResolvedSoThatBoltFindsItsRuntimeBesideIt() throws IOException {
        FakeMachine machine = whole().llvm("usr/lib/llvm-22/bin/llvm-bolt", "22.1.8");
        Files.createSymbolicLink(root.resolve("bin/llvm-bolt-22"), root.resolve("usr/lib/llvm-22/bin/llvm-bolt"));
        Files.createSymbolicLink(root.resolve("usr/lib/llvm-22/bin/perf2bolt"), Path.of("llvm-bolt"));

        LlvmToolchain llvm = machine.detect().llvm();

        assertThat(llvm.bolt().path()).isEqualTo(root.toRealPath().resolve("usr/lib/llvm-22/bin/llvm-bolt"));
        assertThat(llvm.perf2bolt().path()).isEqualTo(root.toRealPath().resolve("usr/lib/llvm-22/bin/perf2bolt"));
    }

    @Test
    void noRustAtAllIsMendedWithTheDistributionsRustupOrElseShown() {
        Detection without = machine().detect();
        assertThat(without.rust()).isNull();
        assertThat(without.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("Rust");
            assertThat(gap.mend().commands()).isEmpty();
            assertThat(gap.mend().text()).contains("rustup.rs");
        });

        Detection with = machine().script("bin/apt-cache", "echo 'rustup - the Rust toolchain installer'").detect();
        assertThat(with.missing()).singleElement().satisfies(gap ->
                assertThat(gap.mend().commands()).contains(List.of("apt-get", "install", "-y", "rustup")));
        assertThat(DoctorReport.lines(with)).anyMatch(line -> line.contains("doctor -Dpgobolt.install"));
    }

    @Test
    void aRustcWithoutProfilerRuntimeLeavesBoltAlone() {
        Detection detection = machine().rust("1.63.0", LINUX, "14.0.6", false)
                .llvm("bin/llvm-bolt-15", "15.0.6").llvm("bin/merge-fdata-15", "15.0.6").detect();

        assertThat(detection.route()).isEqualTo(Route.BOLT_ONLY);
        assertThat(detection.whole()).isTrue();
        assertThat(detection.routeReason()).contains("1.63.0", "no profiler runtime", "BOLT alone");
        assertThat(detection.llvm().profdata()).isNull();
    }

    @Test
    void aMuslTargetIsNamedAsTheOneWithoutRuntime() {
        FakeMachine machine = whole().standardLibrary(LINUX, "x86_64-unknown-linux-musl", false);

        Detection detection = machine.toolchains().detect(
                new ToolRequest("", "x86_64-unknown-linux-musl", List.of(), root, Map.of()));

        assertThat(detection.route()).isEqualTo(Route.BOLT_ONLY);
        assertThat(detection.routeReason()).contains("x86_64-unknown-linux-musl");
    }

    @Test
    void aTargetWithoutStandardLibraryIsAGap() {
        Detection detection = whole().toolchains().detect(
                new ToolRequest("", "aarch64-unknown-linux-gnu", List.of(), root, Map.of()));

        assertThat(detection.missing()).anyMatch(gap -> gap.what().contains("standard library of aarch64"));
        assertThat(detection.warnings()).anyMatch(warning -> warning.contains("not this machine's platform"));
    }

    @Test
    void macosHasPgoOnly() {
        FakeMachine machine = new FakeMachine(root).rust("1.95.0", "aarch64-apple-darwin", "22.1.2", true)
                .llvm("opt/homebrew/opt/llvm/bin/llvm-profdata", "22.1.0");

        Detection detection = machine.toolchains(new Platform("macos", "aarch64"))
                .detect(ToolRequest.inDirectory(root));

        assertThat(detection.route()).isEqualTo(Route.PGO_ONLY);
        assertThat(detection.whole()).isTrue();
        assertThat(detection.llvm().bolt()).isNull();
    }

    @Test
    void anUnsupportedPlatformSaysWhichOnesAre() {
        FakeMachine machine = new FakeMachine(root).rust("1.95.0", "riscv64gc-unknown-linux-gnu", "22.1.2", true);

        Detection detection = machine.toolchains(new Platform("linux", "riscv64"))
                .detect(ToolRequest.inDirectory(root));

        assertThat(detection.route()).isEqualTo(Route.NONE);
        assertThatThrownBy(detection::requireRoute).isInstanceOf(Failure.class)
                .hasMessageContaining("riscv64gc").hasMessageContaining("x86_64 and aarch64")
                .hasMessageContaining("macOS");
    }

    @Test
    void anotherToolchainNeedsRustup() {
        Detection detection = whole().toolchains().detect(new ToolRequest("nightly", null, List.of(), root, Map.of()));

        assertThat(detection.missing()).singleElement()
                .satisfies(gap -> assertThat(gap.why()).contains("not rustup's"));
    }

    @Test
    void aToolchainThatRustupLacksIsNamedWithItsCommand() {
        FakeMachine machine = whole().rustup("exit 1");
        machine.script("real-rustc", "echo \"error: toolchain '1.80-" + LINUX + "' is not installed\" >&2; exit 1");

        assertThat(machine.detect().missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).contains("1.80-" + LINUX);
            assertThat(gap.mend().commands().get(0)).startsWith("rustup", "toolchain", "install", "1.80-" + LINUX);
        });
    }

    @Test
    void withRustupTheComponentIsTheWay() {
        Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true).rustup("exit 1")
                .llvm("bin/llvm-bolt-22", "22.1.8").llvm("bin/merge-fdata-22", "22.1.8").detect();

        assertThat(detection.rust().fromRustup()).isTrue();
        assertThat(detection.missing()).singleElement().satisfies(gap -> assertThat(gap.mend().text())
                .isEqualTo("rustup component add llvm-tools --toolchain stable-" + LINUX));
    }

    @Test
    void otherDistributionsAreToldTheirOwnCommandAndNothingIsRun() {
        Map<String, String> commands = Map.of(
                "ID=fedora\n", "dnf install llvm-bolt",
                "ID=\"manjaro\"\nID_LIKE=arch\n", "AUR",
                "ID=alpine\n", "Alpine does not package BOLT",
                "ID=void\n", "-Dpgobolt.toolPaths");
        commands.forEach((osRelease, expected) -> {
            Detection detection = machine().rust("1.95.0", LINUX, "22.1.2", true).osRelease(osRelease)
                    .llvm("bin/llvm-profdata-22", "22.1.8").detect();
            assertThat(detection.missing()).singleElement().satisfies(gap -> {
                assertThat(gap.mend().commands()).isEmpty();
                assertThat(gap.mend().text()).contains(expected);
            });
            assertThat(DoctorReport.lines(detection)).noneMatch(line -> line.contains("-Dpgobolt.install"));
        });
    }

    @Test
    void aFolderThatEverybodyMayWriteIsWarnedOf() throws IOException {
        FakeMachine machine = whole().llvm("open/llvm-profdata", "22.1.8");
        Files.setPosixFilePermissions(root.resolve("open"), PosixFilePermissions.fromString("rwxrwxrwx"));

        Detection detection = machine.toolchains()
                .detect(new ToolRequest("", null, List.of(root.resolve("open")), root, Map.of()));

        assertThat(detection.warnings()).anyMatch(warning ->
                warning.contains("can be written by everybody") && warning.contains("open"));
    }

    @Test
    void whatIsMissingIsInTheDoctorsScreenWithTheCommand() {
        List<String> lines = DoctorReport.lines(machine().rust("1.95.0", LINUX, "22.1.2", true).detect());

        assertThat(lines).anyMatch(line -> line.startsWith("MISSING   llvm-profdata"))
                .anyMatch(line -> line.startsWith("MISSING   llvm-bolt"))
                .anyMatch(line -> line.contains("PGO and BOLT, not whole yet"))
                .anyMatch(line -> line.equals("To mend   " + DoctorReport.INSTALL_COMMAND));
    }
}
