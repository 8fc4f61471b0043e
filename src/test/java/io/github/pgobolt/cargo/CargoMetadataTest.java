package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real cargo's metadata for tiny workspaces, and which target is chosen. */
class CargoMetadataTest {

    private static final String HOST = "x86_64-unknown-linux-gnu";

    @TempDir
    Path temporary;

    private Path folder() throws IOException {
        return Files.createDirectories(temporary.resolve("a folder")).toRealPath();
    }

    private Subject subject(String packageName, String bin, String lib) throws IOException {
        return new CargoMetadata(Crates.runner(Map.of()), List.of("cargo"))
                .subject(new SubjectQuery(null, folder(), packageName, bin, lib, null), HOST);
    }

    private void refused(String packageName, String bin, String lib, String... parts) {
        assertThatThrownBy(() -> subject(packageName, bin, lib)).isInstanceOfSatisfying(Failure.class, f -> {
            assertThat(f.kind()).isEqualTo(Failure.Kind.USER);
            assertThat(f.getMessage()).contains(parts);
        });
    }

    @Test
    void theOnlyBinNeedsNoName() throws IOException {
        Crates.packageNamed(folder(), "my-tool", "");
        Crates.main(folder(), "src/main.rs");
        Subject subject = subject(null, null, null);
        assertThat(subject.kind()).isEqualTo(Subject.Kind.bin);
        assertThat(subject.name()).isEqualTo("my-tool");
        assertThat(subject.packageName()).isEqualTo("my-tool");
        assertThat(subject.target()).isEqualTo(HOST);
        assertThat(subject.manifest()).isEqualTo(folder().resolve("Cargo.toml"));
        assertThat(subject.workspaceRoot()).isEqualTo(folder());
    }

    @Test
    void testsAndBenchesAreThoseOfThePackageThatCargoWouldRun() throws IOException {
        Files.writeString(folder().resolve("Cargo.toml"), "[workspace]\nmembers = [\"tool\"]\nresolver = \"2\"\n");
        Path member = Files.createDirectories(folder().resolve("tool"));
        Crates.packageNamed(
                member,
                "tool",
                "[features]\ndefault = [\"a\"]\na = [\"b\"]\nb = []\nc = []\n"
                        + "[[test]]\nname = \"elsewhere\"\npath = \"src/elsewhere.rs\"\nrequired-features = [\"b\"]\n"
                        + "[[test]]\nname = \"never\"\npath = \"tests/never.rs\"\ntest = false\n"
                        + "[[test]]\nname = \"rare\"\npath = \"tests/rare.rs\"\nrequired-features = [\"c\"]\n");
        for (String file : List.of(
                "src/main.rs",
                "src/elsewhere.rs",
                "tests/never.rs",
                "tests/rare.rs",
                "tests/cli.rs",
                "tests/whole/main.rs",
                "tests/common/mod.rs",
                "benches/speed.rs")) {
            Crates.main(member, file);
        }
        CrateTargets targets = targets(new CargoMetadata.Features(List.of(), true));
        assertThat(targets)
                .isEqualTo(new CrateTargets(
                        member, Subject.Kind.bin, List.of("cli", "elsewhere", "whole"), List.of("speed")));
        assertThat(targets(new CargoMetadata.Features(List.of("c"), false)).tests())
                .containsExactly("cli", "rare", "whole");
    }

    private CrateTargets targets(CargoMetadata.Features features) throws IOException {
        return new CargoMetadata(Crates.runner(Map.of()), List.of("cargo"))
                .targets(new SubjectQuery(null, folder(), null, null, null, null), features);
    }

    @Test
    void ofTwoBinsOneMustBeNamed() throws IOException {
        Crates.packageNamed(folder(), "tools", "");
        Crates.main(folder(), "src/bin/first.rs");
        Crates.main(folder(), "src/bin/second.rs");
        refused(
                null,
                null,
                null,
                "bin 'first' of package 'tools'",
                "bin 'second'",
                "-Dpgobolt.bin=first",
                "<bin>first</bin>");
        assertThat(subject(null, "second", null).name()).isEqualTo("second");
        refused(null, "third", null, "has no bin 'third'", "bin 'first'", "-Dpgobolt.bin");
    }

    @Test
    void aLibraryIsFoundByItsPackagesNameWithDashes() throws IOException {
        Crates.packageNamed(folder(), "my-native-lib", "[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n");
        Crates.write(folder().resolve("src/lib.rs"), "");
        for (String name : new String[] {null, "my-native-lib", "my_native_lib"}) {
            Subject subject = subject(null, null, name);
            assertThat(subject.kind()).isEqualTo(Subject.Kind.lib);
            assertThat(subject.name()).isEqualTo("my_native_lib");
        }
        Crates.main(folder(), "src/main.rs");
        refused(null, null, null, "bin 'my-native-lib'", "lib 'my_native_lib'");
        assertThat(subject(null, null, "my-native-lib").kind()).isEqualTo(Subject.Kind.lib);
    }

    @Test
    void aPlainLibraryIsNothingToOptimise() throws IOException {
        Crates.packageNamed(folder(), "plain", "");
        Crates.write(folder().resolve("src/lib.rs"), "");
        refused(null, null, null, "no bin and no cdylib", "[[bin]]", "crate-type = [\"cdylib\"]");
        refused(null, null, "plain", "no cdylib 'plain'");
    }

    @Test
    void aVirtualWorkspaceMeansItsMembers() throws IOException {
        Crates.write(folder().resolve("Cargo.toml"), "[workspace]\nmembers = [\"app\", \"other\"]\nresolver = \"2\"\n");
        Crates.packageNamed(folder().resolve("app"), "app", "");
        Crates.main(folder().resolve("app"), "src/main.rs");
        Crates.packageNamed(folder().resolve("other"), "other", "");
        Crates.write(folder().resolve("other/src/lib.rs"), "");
        Subject subject = subject(null, null, null);
        assertThat(subject.name()).isEqualTo("app");
        assertThat(subject.workspaceRoot()).isEqualTo(folder());
        assertThat(subject.directory()).isEqualTo(folder().resolve("app"));
        Crates.main(folder().resolve("other"), "src/main.rs");
        refused(null, null, null, "is a workspace in which", "-Dpgobolt.package=app");
        assertThat(subject("other", null, null).name()).isEqualTo("other");
        refused("gone", null, null, "no package 'gone'", "app, other", "-Dpgobolt.package");
    }

    @Test
    void aRootPackageWithNothingToOptimiseNamesWhatItsMembersHave() throws IOException {
        Crates.packageNamed(folder(), "root", "[workspace]\nmembers = [\"app\"]\n");
        Crates.write(folder().resolve("src/lib.rs"), "");
        Crates.packageNamed(folder().resolve("app"), "app", "");
        Crates.main(folder().resolve("app"), "src/main.rs");
        refused(null, null, null, "bin 'app' of package 'app'", "-Dpgobolt.package");
        assertThat(subject("app", null, null).name()).isEqualTo("app");
    }

    @Test
    void theManifestIsFoundWhereMavenProjectsHaveIt() throws IOException {
        refused(null, null, null, "No Cargo.toml was found");
        Crates.packageNamed(folder().resolve("src/main/rust"), "inner", "");
        Crates.main(folder().resolve("src/main/rust"), "src/main.rs");
        assertThat(subject(null, null, null).name()).isEqualTo("inner");
        Path named = Path.of("src/main/rust");
        assertThat(CargoMetadata.locateManifest(new SubjectQuery(named, folder(), null, null, null, null)))
                .isEqualTo(folder().resolve("src/main/rust/Cargo.toml"));
        assertThatThrownBy(() -> CargoMetadata.locateManifest(
                        new SubjectQuery(Path.of("gone/Cargo.toml"), folder(), null, null, null, null)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("gone/Cargo.toml")
                .hasMessageContaining("-Dpgobolt.manifestPath");
    }

    @Test
    void aCrateBehindALinkIsTheSame() throws IOException {
        Path real = folder().resolveSibling("real");
        Crates.packageNamed(real, "root", "[workspace]\nmembers = [\"app\"]\n");
        Crates.main(real, "src/main.rs");
        Crates.packageNamed(real.resolve("app"), "app", "");
        Crates.main(real.resolve("app"), "src/main.rs");
        Files.createSymbolicLink(folder().resolve("rust"), real);
        assertThat(subject(null, null, null).name())
                .as("the manifest's own package, not its members")
                .isEqualTo("root");
    }

    @Test
    void cargosOwnWordsExplainABrokenManifest() throws IOException {
        Crates.write(folder().resolve("Cargo.toml"), "[package]\nname = \n");
        refused(null, null, null, "cargo cannot read " + folder().resolve("Cargo.toml"), "exit 101");
    }

    @Test
    void aLockIsWrittenWhereThereIsNone() throws IOException {
        Crates.packageNamed(folder(), "tool", "");
        Crates.main(folder(), "src/main.rs");
        CargoMetadata metadata = new CargoMetadata(Crates.runner(Map.of()), List.of("cargo"));
        metadata.lock(subject(null, null, null), List.of("--offline"));
        assertThat(folder().resolve("Cargo.lock")).content().contains("name = \"tool\"");
        Files.writeString(folder().resolve("Cargo.lock"), "# kept\n");
        metadata.lock(subject(null, null, null), List.of());
        assertThat(folder().resolve("Cargo.lock")).hasContent("# kept\n");
    }
}
