package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the real cargo resolves profiles. */
@DisabledOnOs(OS.WINDOWS)
class OwnProfileIT {

    @TempDir
    Path temporary;

    private Path crate;

    @BeforeEach
    void crate() throws IOException {
        crate = temporary.toRealPath().resolve("crate");
        Crates.main(crate, "src/main.rs");
        manifest("");
    }

    private void manifest(String profiles) throws IOException {
        Crates.packageNamed(crate, "tool", profiles);
    }

    private List<String> differences(Map<String, String> inherited, String profile, String... cargoArguments)
            throws IOException {
        ProcessRunner processes = Crates.runner(inherited);
        CargoBuild cargo = cargo(processes, profile, cargoArguments);
        return OwnProfile.ask(processes, cargo, temporary.resolve("plan")).differences(cargo);
    }

    private boolean packs(Map<String, String> inherited, String profile) throws IOException {
        ProcessRunner processes = Crates.runner(inherited);
        return OwnProfile.ask(processes, cargo(processes, profile), temporary.resolve("plan"))
                .packsDebugInformation();
    }

    private CargoBuild cargo(ProcessRunner processes, String profile, String... cargoArguments) throws IOException {
        Subject subject = new CargoMetadata(processes, List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, null, null, null), Crates.host());
        BuildSettings settings = new BuildSettings(
                List.of(),
                false,
                profile,
                List.of(cargoArguments),
                Map.of(),
                List.of(),
                "fat",
                "1",
                null,
                "same",
                true,
                false,
                60,
                CrossTool.none);
        return new CargoBuild(processes, List.of("cargo"), subject, settings, UserFlags.NONE, PathRemap.NONE);
    }

    @Test
    void cargosDefaultsDiffer() throws IOException {
        assertThat(differences(Map.of(), "release"))
                .containsExactly("lto = false there, fat here", "codegen-units = 16 there, 1 here");
    }

    @Test
    void theSettingsThatDecideTheCodeAreTold() throws IOException {
        manifest(
                "[profile.release]\npanic = \"abort\"\nopt-level = \"s\"\noverflow-checks = true\ncodegen-units = 4\n");
        ProcessRunner processes = Crates.runner(Map.of());
        CargoBuild cargo = cargo(processes, "release");
        OwnProfile profile = OwnProfile.ask(processes, cargo, temporary.resolve("plan"));
        assertThat(profile.settings())
                .containsExactly(
                        Map.entry("debug-assertions", "false"),
                        Map.entry("incremental", "false"),
                        Map.entry("opt-level", "s"),
                        Map.entry("overflow-checks", "true"),
                        Map.entry("panic", "abort"));
        assertThat(profile.lto(settings("inherit"))).contains("false");
        assertThat(profile.codegenUnits(settings("inherit"))).contains("4");
        assertThat(profile.lto(settings("thin"))).contains("thin");
        assertThat(profile.codegenUnits(settings("2"))).contains("2");
    }

    private static BuildSettings settings(String both) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                List.of(),
                Map.of(),
                List.of(),
                both,
                both,
                null,
                "same",
                true,
                false,
                60,
                CrossTool.none);
    }

    @Test
    void whatIsInheritedCounts() throws IOException {
        manifest("[profile.release]\nlto = true\n[profile.ship]\ninherits = \"release\"\ncodegen-units = 4\n");
        assertThat(differences(Map.of(), "release")).containsExactly("codegen-units = 16 there, 1 here");
        assertThat(differences(Map.of(), "ship")).containsExactly("codegen-units = 4 there, 1 here");
    }

    @Test
    void filesVariablesAndArgumentsHaveTheirSay() throws IOException {
        Crates.write(crate.resolve(".cargo/config.toml"), "[profile.release]\nlto = \"fat\"\ncodegen-units = 2\n");
        assertThat(differences(Map.of(), "release")).containsExactly("codegen-units = 2 there, 1 here");
        assertThat(differences(Map.of("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"), "release"))
                .isEmpty();
        assertThat(differences(Map.of(), "release", "--config", "profile.release.codegen-units=8"))
                .as("the argument wins over the plugin's variable, so that both are built with 8")
                .isEmpty();
    }

    @Test
    void packedDebugInformationIsSeenWhereverItIsSet() throws IOException {
        assertThat(packs(Map.of(), "release")).isFalse();
        manifest("[profile.release]\nsplit-debuginfo = \"packed\"\n[profile.ship]\ninherits = \"release\"\n");
        assertThat(packs(Map.of(), "release")).isTrue();
        assertThat(packs(Map.of(), "ship")).isTrue();
        assertThat(packs(Map.of("CARGO_PROFILE_RELEASE_SPLIT_DEBUGINFO", "off"), "release"))
                .isFalse();
        Crates.write(crate.resolve(".cargo/config.toml"), "[profile.ship]\nsplit-debuginfo = \"unpacked\"\n");
        assertThat(packs(Map.of(), "ship")).isFalse();
    }

    @Test
    void aCrateThatCargoCannotPlanSaysNothing() throws IOException {
        assertThat(differences(Map.of(), "no-such-profile")).isEmpty();
    }
}
