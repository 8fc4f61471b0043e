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

/** Other machines, as folders of scripts that answer as the tools would. */
class ToolchainsTest {

    private static final String LINUX = "x86_64-unknown-linux-gnu";

    @TempDir
    Path root;

    private FakeMachine machine() {
        // These two may be of any major.
        return new FakeMachine(root)
                .osRelease("ID=debian\n")
                .llvm("bin/llvm-objcopy", "14.0.6")
                .llvm("bin/llvm-nm", "14.0.6");
    }

    private FakeMachine whole() {
        return machine()
                .rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("usr/lib/llvm-22/bin/llvm-bolt", "22.1.8")
                .llvm("usr/lib/llvm-22/bin/merge-fdata", "22.1.8");
    }

    @Test
    void aWholeMachineHasARouteAndNothingMissing() {
        Detection detection = whole().detect();

        assertThat(detection.whole()).isTrue();
        assertThat(detection.route()).isEqualTo(Route.PGO_AND_BOLT);
        detection.requireRoute(Wanted.AUTO);
    }

    @Test
    void aProfdataOfAnotherMajorIsNamedWithBothVersionsAndItsPath() {
        Detection detection = machine()
                .rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata", "14.0.6")
                .llvm("bin/llvm-bolt-22", "22.1.8")
                .llvm("bin/merge-fdata-22", "22.1.8")
                .detect();

        assertThat(detection.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("llvm-profdata");
            assertThat(gap.why())
                    .contains(
                            "22.1.2",
                            "14.0.6",
                            root.toRealPath().resolve("bin/llvm-profdata").toString());
            assertThat(gap.fix().text()).contains("apt-get install -y llvm-22");
        });
        assertThatThrownBy(() -> detection.requireRoute(new Wanted(Need.require, Need.auto)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("14.0.6")
                .hasMessageContaining("22.1.2")
                .hasMessageContaining("-Dpgobolt.install");
        detection.requireRoute(Wanted.AUTO);
        assertThat(detection.lack(Half.BOLT)).as("the other half").isNull();
    }

    @Test
    void aVersionedProfdataIsTakenBeforeTheUnversionedOneOfAnotherMajor() {
        Detection detection = whole().llvm("bin/llvm-profdata", "14.0.6").detect();

        assertThat(detection.llvm().profdata().path().getFileName()).hasToString("llvm-profdata-22");
    }

    @Test
    void aFileThatLiesAboutItsVersionIsNotTaken() {
        Detection detection = machine()
                .rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "19.1.7")
                .detect();

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

        Detection detection =
                machine.toolchains().detect(new ToolRequest("", null, List.of(root.resolve("mine")), root, Map.of()));

        assertThat(detection.llvm().profdata().version()).isEqualTo("22.9.9");
    }

    @Test
    void everyBoltFromTheOldestThatIsMeasuredIsACandidateTheUsersFirstThenTheNewest() {
        FakeMachine machine = machine().rust("1.95.0", LINUX, "22.1.2", true).llvm("bin/llvm-profdata-22", "22.1.8");
        for (String version : List.of("14.0.6", "15.0.6", "24.1.0", "22.1.8")) {
            String folder = "usr/lib/llvm-" + version.substring(0, 2) + "/bin/";
            machine.llvm(folder + "llvm-bolt", version).llvm(folder + "merge-fdata", version);
        }
        machine.llvm("mine/llvm-bolt", "19.1.7")
                .llvm("mine/merge-fdata", "19.1.7")
                .llvm("mine/llvm-profdata", "19.1.7");

        Detection found = machine.detect();
        Detection named =
                machine.toolchains().detect(new ToolRequest("", null, List.of(root.resolve("mine")), root, Map.of()));

        assertThat(found.whole()).isTrue();
        assertThat(found.llvm().bolts())
                .extracting(tools -> tools.llvmBolt().version())
                .as("rustc's own LLVM does not matter")
                .containsExactly("24.1.0", "22.1.8", "15.0.6");
        assertThat(found.llvm().bolts())
                .allSatisfy(tools -> assertThat(tools.mergeFdata().version())
                        .isEqualTo(tools.llvmBolt().version()));
        assertThat(named.llvm().bolts())
                .extracting(tools -> tools.llvmBolt().version())
                .containsExactly("19.1.7", "24.1.0", "22.1.8", "15.0.6");
        assertThat(named.llvm().profdata().llvmMajor())
                .as("its formats belong to a major")
                .isEqualTo(22);
    }

    @Test
    void aMissingBoltTakesNothingFromPgoUnlessItIsRequired() {
        Detection detection = machine()
                .rust("1.99.1", LINUX, "23.1.1", true)
                .llvm("bin/llvm-profdata-23", "23.1.1")
                .llvm("bin/llvm-bolt-14", "14.0.6")
                .script("bin/apt-cache", "printf 'bolt-15 - x\\nbolt-22 - x\\nllvm-22 - x\\n'")
                .detect();

        assertThat(detection.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("llvm-bolt");
            assertThat(gap.why()).contains("from 15 on", "14.0.6");
            assertThat(gap.fix().text())
                    .as("the newest that there is")
                    .isEqualTo(sudo() + "apt-get update && " + sudo() + "apt-get install -y bolt-22");
        });
        detection.requireRoute(Wanted.AUTO);
        detection.requireRoute(new Wanted(Need.require, Need.off));
        assertThat(detection.has(Half.PGO)).isTrue();
        assertThat(detection.lack(Half.BOLT).toHave()).contains("doctor -Dpgobolt.install");
        assertThatThrownBy(() -> detection.requireRoute(new Wanted(Need.auto, Need.require)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("llvm-bolt is missing");
        assertThatThrownBy(() -> detection.requireRoute(new Wanted(Need.off, Need.auto)))
                .as("nothing else is left")
                .isInstanceOf(Failure.class);
        assertThat(DoctorReport.lines(detection))
                .anyMatch(line -> line.contains("without BOLT, until llvm-bolt is there"));
    }

    @Test
    void aPackageIsNotPromisedThatNobodyCouldBeAskedFor() {
        Detection unknown = machine()
                .rust("1.99.1", LINUX, "23.1.1", true)
                .llvm("bin/llvm-profdata-23", "23.1.1")
                .detect();
        Detection none = machine().script("bin/apt-cache", "echo 'llvm-14 - x'").detect();

        assertThat(unknown.missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.fix().text())
                        .contains("if your distribution has it")
                        .doesNotContain("bolt-23"));
        assertThat(none.missing())
                .filteredOn(gap -> gap.what().equals("llvm-bolt"))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.fix().commands()).isEmpty();
                    assertThat(gap.fix().text()).contains("this distribution has no package of it");
                });
    }

    @Test
    void theCommandThatInstallsIsForTheSameTargetToolchainAndFolders() {
        Detection detection = whole().toolchains()
                .detect(new ToolRequest("", "aarch64-unknown-linux-gnu", List.of(root.resolve("a b")), root, Map.of()));

        assertThat(detection.installCommand())
                .endsWith(" -Dpgobolt.install -Dpgobolt.target=aarch64-unknown-linux-gnu" + " -Dpgobolt.toolPaths='"
                        + root.resolve("a b") + "'");
    }

    private static String sudo() {
        return Distribution.of(Platform.current(), Path.of("/"), null).sudo();
    }

    @Test
    void boltWithoutItsMergeFdataIsAGap() {
        Detection detection = machine()
                .rust("1.95.0", LINUX, "22.1.2", true)
                .llvm("bin/llvm-profdata-22", "22.1.8")
                .llvm("bin/llvm-bolt-22", "22.1.8")
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
            assertThat(gap.fix().text()).contains("apt-get install -y llvm-22");
        });
    }

    @Test
    void linksAreResolvedSoThatBoltFindsItsRuntimeBesideIt() throws IOException {
        FakeMachine machine = whole().llvm("usr/lib/llvm-22/bin/llvm-bolt", "22.1.8");
        Files.createSymbolicLink(root.resolve("bin/llvm-bolt-22"), root.resolve("usr/lib/llvm-22/bin/llvm-bolt"));
        Files.createSymbolicLink(root.resolve("usr/lib/llvm-22/bin/perf2bolt"), Path.of("llvm-bolt"));

        BoltTools bolt = machine.detect().llvm().bolts().get(0);

        assertThat(bolt.llvmBolt().path()).isEqualTo(root.toRealPath().resolve("usr/lib/llvm-22/bin/llvm-bolt"));
        assertThat(bolt.perf2bolt().path()).isEqualTo(root.toRealPath().resolve("usr/lib/llvm-22/bin/perf2bolt"));
    }

    @Test
    void noRustAtAllIsMendedWithTheDistributionsRustupOrElseShown() {
        Detection without = machine().detect();
        assertThat(without.rust()).isNull();
        assertThat(without.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("Rust");
            assertThat(gap.fix().commands()).isEmpty();
            assertThat(gap.fix().text()).contains("rustup.rs");
        });

        Detection with = machine()
                .script("bin/apt-cache", "echo 'rustup - the Rust toolchain installer'")
                .detect();
        assertThat(with.missing())
                .singleElement()
                .satisfies(gap ->
                        assertThat(gap.fix().commands()).contains(List.of("apt-get", "install", "-y", "rustup")));
        assertThat(DoctorReport.lines(with)).anyMatch(line -> line.contains("doctor -Dpgobolt.install"));
    }

    @Test
    void aRustcWithoutProfilerRuntimeLeavesBoltAlone() {
        Detection detection = machine()
                .rust("1.63.0", LINUX, "14.0.6", false)
                .llvm("bin/llvm-bolt-15", "15.0.6")
                .llvm("bin/merge-fdata-15", "15.0.6")
                .detect();

        assertThat(detection.route()).isEqualTo(Route.BOLT_ONLY);
        assertThat(detection.whole()).isTrue();
        assertThat(detection.routeReason()).contains("1.63.0", "no profiler runtime", "BOLT alone");
        assertThat(detection.llvm().profdata()).isNull();
    }

    @Test
    void aMuslTargetIsNamedAsTheOneWithoutRuntime() {
        FakeMachine machine = whole().standardLibrary(LINUX, "x86_64-unknown-linux-musl", false);

        Detection detection = machine.toolchains()
                .detect(new ToolRequest("", "x86_64-unknown-linux-musl", List.of(), root, Map.of()));

        assertThat(detection.route()).isEqualTo(Route.BOLT_ONLY);
        assertThat(detection.routeReason()).contains("x86_64-unknown-linux-musl");
    }

    @Test
    void aTargetWithoutStandardLibraryIsAGap() {
        Detection detection = whole().toolchains()
                .detect(new ToolRequest("", "aarch64-unknown-linux-gnu", List.of(), root, Map.of()));

        assertThat(detection.missing()).anyMatch(gap -> gap.what().contains("standard library of aarch64"));
        assertThat(detection.warnings()).anyMatch(warning -> warning.contains("not this machine's platform"));
    }

    @Test
    void macosHasPgoOnly() {
        FakeMachine machine = new FakeMachine(root)
                .rust("1.95.0", "aarch64-apple-darwin", "22.1.2", true)
                .llvm("opt/homebrew/opt/llvm/bin/llvm-profdata", "22.1.0");

        Detection detection =
                machine.toolchains(new Platform("macos", "aarch64")).detect(ToolRequest.inDirectory(root));

        assertThat(detection.route()).isEqualTo(Route.PGO_ONLY);
        assertThat(detection.whole()).isTrue();
        assertThat(detection.llvm().bolts()).isEmpty();
    }

    @Test
    void anUnsupportedPlatformSaysWhichOnesAre() {
        FakeMachine machine = new FakeMachine(root).rust("1.95.0", "riscv64gc-unknown-linux-gnu", "22.1.2", true);

        Detection detection =
                machine.toolchains(new Platform("linux", "riscv64")).detect(ToolRequest.inDirectory(root));

        assertThat(detection.route()).isEqualTo(Route.NONE);
        assertThatThrownBy(() -> detection.requireRoute(Wanted.AUTO))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("riscv64gc")
                .hasMessageContaining("x86_64 and aarch64")
                .hasMessageContaining("macOS");
    }

    @Test
    void anotherToolchainNeedsRustup() {
        Detection detection = whole().toolchains().detect(new ToolRequest("nightly", null, List.of(), root, Map.of()));

        assertThat(detection.missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.why()).contains("not rustup's"));
    }

    @Test
    void aToolchainThatRustupLacksIsNamedWithItsCommand() {
        FakeMachine machine = whole().rustup("exit 1");
        machine.script("real-rustc", "echo \"error: toolchain '1.80-" + LINUX + "' is not installed\" >&2; exit 1");

        assertThat(machine.detect().missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).contains("1.80-" + LINUX);
            assertThat(gap.fix().commands().get(0)).startsWith("rustup", "toolchain", "install", "1.80-" + LINUX);
        });
    }

    @Test
    void withRustupTheComponentIsTheWay() {
        Detection detection = machine()
                .rust("1.95.0", LINUX, "22.1.2", true)
                .rustup("exit 1")
                .llvm("bin/llvm-bolt-22", "22.1.8")
                .llvm("bin/merge-fdata-22", "22.1.8")
                .detect();

        assertThat(detection.rust().fromRustup()).isTrue();
        assertThat(detection.missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.fix().text())
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
            Detection detection = machine()
                    .rust("1.95.0", LINUX, "22.1.2", true)
                    .osRelease(osRelease)
                    .llvm("bin/llvm-profdata-22", "22.1.8")
                    .detect();
            assertThat(detection.missing()).singleElement().satisfies(gap -> {
                assertThat(gap.fix().commands()).isEmpty();
                assertThat(gap.fix().text()).contains(expected);
            });
            assertThat(DoctorReport.lines(detection)).noneMatch(line -> line.contains("-Dpgobolt.install"));
        });
    }

    @Test
    void aFolderThatEverybodyMayWriteIsWarnedOf() throws IOException {
        FakeMachine machine = whole().llvm("open/llvm-profdata", "22.1.8");
        Files.setPosixFilePermissions(root.resolve("open"), PosixFilePermissions.fromString("rwxrwxrwx"));

        Detection detection =
                machine.toolchains().detect(new ToolRequest("", null, List.of(root.resolve("open")), root, Map.of()));

        assertThat(detection.warnings())
                .anyMatch(warning -> warning.contains("can be written by everybody") && warning.contains("open"));
    }

    @Test
    void whatIsMissingIsInTheDoctorsScreenWithTheCommand() {
        List<String> lines = DoctorReport.lines(
                machine().rust("1.95.0", LINUX, "22.1.2", true).detect());

        assertThat(lines)
                .anyMatch(line -> line.startsWith("MISSING   llvm-profdata"))
                .anyMatch(line -> line.startsWith("MISSING   llvm-bolt"))
                .anyMatch(line -> line.contains("PGO and BOLT, not whole yet"))
                .anyMatch(line -> line.startsWith("To fix it ") && line.endsWith("doctor -Dpgobolt.install"));
    }
}
