package io.github.pgobolt.step;

import static io.github.pgobolt.step.FurtherBuilds.ARM;
import static io.github.pgobolt.step.FurtherBuilds.MAC;
import static io.github.pgobolt.step.FurtherBuilds.MUSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.Crates;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.it.Machine;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.CrossLinker;
import io.github.pgobolt.toolchain.TargetRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real cargo, rustc and linkers of this machine, and one linker that only says what a broken one says. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class TargetProbeIT {

    private static final String LINKER = CrossLinker.variable(ARM);

    @TempDir
    Path folder;

    private Path crate;

    @BeforeEach
    void machine() throws Exception {
        assumeThat(Machine.hasTargets("TargetProbeIT", List.of(MUSL, ARM, MAC), List.of("aarch64-linux-gnu-gcc")))
                .isTrue();
        crate = FurtherBuilds.crate(folder, false);
    }

    private TargetProbe look(
            String triple, boolean library, CrossTool tool, Map<String, String> inherited, String... cargoArguments)
            throws Exception {
        return look(triple, library, tool, inherited, List.of(), cargoArguments);
    }

    private TargetProbe look(
            String triple,
            boolean library,
            CrossTool tool,
            Map<String, String> inherited,
            List<Path> toolPaths,
            String... cargoArguments)
            throws Exception {
        ProcessRunner processes = Crates.runner(inherited);
        return TargetProbe.look(
                FurtherBuilds.base(crate, FurtherBuilds.build(tool, Map.of(), cargoArguments), toolPaths, null),
                triple,
                library,
                FurtherBuilds.detector(processes, crate),
                processes,
                crate,
                FurtherBuilds.work(folder.resolve("work")));
    }

    @Test
    void whatCargoLinksByItselfNeedsNothing() throws Exception {
        TargetProbe musl = look(MUSL, false, CrossTool.zigbuild, Map.of());
        assertThat(musl.missing()).isEmpty();
        assertThat(musl.tool()).as("crossTool serves where it is needed").isEqualTo(CrossTool.none);
        assertThat(musl.lines(Optional.of(new TargetRunner(List.of(), false, Map.of()))))
                .containsExactly(
                        "Target    " + MUSL + ": linked by rustc's own linker for it, run by this machine itself");
        TargetProbe named = look(ARM, false, CrossTool.none, Map.of(LINKER, "aarch64-linux-gnu-gcc"));
        assertThat(named.linkedBy()).isEqualTo("aarch64-linux-gnu-gcc");
        assertThat(named.environment()).as("cargo is told already").isEmpty();
    }

    @Test
    void anInstalledLinkerIsFoundWhereCargoIsToldOfNone() throws Exception {
        TargetProbe arm = look(ARM, true, CrossTool.none, Map.of());
        assertThat(arm.missing()).isEmpty();
        assertThat(arm.environment()).containsOnlyKeys(LINKER);
        assertThat(arm.environment().get(LINKER)).endsWith("/aarch64-linux-gnu-gcc");
        assertThat(arm.lines(Optional.of(new TargetRunner(List.of("qemu-aarch64"), true, Map.of()))))
                .singleElement()
                .asString()
                .endsWith("/aarch64-linux-gnu-gcc, run by qemu-aarch64, not measured");
    }

    @Test
    void aLinkerThatIsNotThereIsNamedAndAnotherIsNotTakenInItsPlace() throws Exception {
        TargetProbe arm = look(ARM, false, CrossTool.none, Map.of(LINKER, "gcc-of-nobody"));
        assertThat(arm.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("a linker for " + ARM);
            assertThat(gap.why()).contains("gcc-of-nobody");
        });
        assertThat(arm.lines(Optional.empty())).anyMatch(line -> line.startsWith("To fix it "));
    }

    @Test
    void whatTheLinkersLackIsNamed() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("tools")).resolve("aarch64-linux-gnu-gcc");
        Files.writeString(broken, "#!/bin/sh\necho '/usr/bin/ld: cannot find Scrt1.o: No such file' >&2\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        TargetProbe arm = look(ARM, false, CrossTool.none, Map.of(), List.of(broken.getParent()));
        assertThat(arm.missing()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("the C library for " + ARM);
            assertThat(gap.fix().text()).contains("libc6-dev-arm64-cross");
        });
        TargetProbe asked = look(
                ARM,
                false,
                CrossTool.none,
                Map.of(),
                "--config",
                "target." + ARM + ".rustflags=[\"-Clink-arg=-lof_nobody\"]");
        assertThat(asked.missing())
                .singleElement()
                .satisfies(gap ->
                        assertThat(gap.sentence()).contains("-lof_nobody for " + ARM + " is missing", "rustflags"));
    }

    @Test
    void aMacsLinkerIsZigIfItIsAskedFor() throws Exception {
        assertThat(look(MAC, true, CrossTool.none, Map.of()).missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.sentence())
                        .contains(
                                "Apple's linker and SDK are not here",
                                "cargo-zigbuild",
                                "-Dpgobolt.crossTool=zigbuild"));
        assertThat(look(MAC, true, CrossTool.xwin, Map.of("PATH", withoutXwin()))
                        .missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).isEqualTo("cargo-xwin"));
        if (Machine.permits("cargo-zigbuild", "--version")) {
            TargetProbe zig = look(MAC, true, CrossTool.zigbuild, Map.of());
            assertThat(zig.missing()).isEmpty();
            assertThat(zig.tool()).isEqualTo(CrossTool.zigbuild);
            assertThat(zig.linkedBy()).isEqualTo("cargo-zigbuild");
            assertThat(look(MUSL, true, CrossTool.zigbuild, Map.of()).tool())
                    .as("a library for musl")
                    .isEqualTo(CrossTool.zigbuild);
        }
    }

    private static String withoutXwin() {
        return String.join(
                ":",
                List.of(System.getenv("PATH").split(":")).stream()
                        .filter(entry -> !Files.exists(Path.of(entry, "cargo-xwin")))
                        .toList());
    }

    @Test
    void aTargetThatNobodyKnowsIsNotOneToInstall() throws Exception {
        assertThatThrownBy(() -> look("x86_64-unknown-linux-mussel", false, CrossTool.none, Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("-Dpgobolt.targets", "Is " + MUSL + " meant?", "rustc --print target-list");
        TargetProbe bare = look("mips-unknown-linux-gnu", false, CrossTool.none, Map.of());
        assertThat(bare.missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).isEqualTo("the standard library of mips-unknown-linux-gnu"));
        assertThat(bare.cargo()).isNull();
    }
}
