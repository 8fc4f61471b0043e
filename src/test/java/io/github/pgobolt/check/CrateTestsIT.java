package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The crate's own tests, built by cargo, on the baseline, on BOLT's output and on files that must not pass. */
class CrateTestsIT {

    private static CheckedCrate crate;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        crate = CheckedCrate.built();
    }

    @Test
    void theVeryFileThatShipsRunsInTheTests() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        Path hashes = folder.resolve("hashes");
        String baseline = Hashes.ofFile(crate.program().file());
        String ships = Hashes.ofFile(bolted.file());
        CrateTestResult seen = tests().integration(
                        request(Map.of("CHECKED_HASHES", hashes.toString())), crate.program(), List.of(bolted));
        assertThat(seen.results()).hasSize(2).allMatch(CheckResult::passed);
        assertThat(seen.results().get(1).detail())
                .isEqualTo("4 passed, 0 failed, 1 ignored, on the file with SHA-256 " + ships);
        assertThat(seen.results().get(1).evidence()).content().contains("passed\ttest ships::by_own_lookup");
        assertThat(seen.tests())
                .hasSize(5)
                .filteredOn(row -> !row.test().endsWith("replaces_the_program"))
                .allMatch(row -> row.outcomes().equals(Map.of("baseline", "passed", "bolt", "passed")));
        assertThat(Files.readAllLines(hashes))
                .as("what the kernel ran in the tests")
                .containsExactly(baseline, ships);
        assertThat(Hashes.ofFile(cargosOwn())).as("cargo's own file is back").isNotIn(baseline, ships);
    }

    @Test
    void newFailuresAreToldFromOldOnes() throws IOException {
        // A program that prints nothing and succeeds: both ways of locating the program must reveal it.
        Variant silent = new Variant("pgo", Files.copy(Path.of("/bin/true"), folder.resolve("checked")));
        CrateTestResult seen =
                tests().integration(request(Map.of("CHECKED_FAIL", "1")), crate.program(), List.of(silent));
        assertThat(seen.results().get(0).detail()).startsWith("3 passed, 1 failed, 1 ignored");
        assertThat(seen.results().get(1).passed())
                .as(seen.results().get(1).detail())
                .isFalse();
        assertThat(seen.results().get(1).detail())
                .startsWith(
                        "2 that the baseline passes did not pass: test ships::by_environment, test ships::by_own_lookup;")
                .contains("failing in the baseline, too: test ships::fails_everywhere");
        assertThat(seen.tests())
                .filteredOn(row -> row.test().equals("test ships::by_environment"))
                .singleElement()
                .matches(row -> row.outcomes().equals(Map.of("baseline", "passed", "pgo", "failed")));
    }

    @Test
    void aVariantThatHangsInATestLosesIt() throws IOException {
        Path hanging = Files.writeString(folder.resolve("checked"), "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(hanging, PosixFilePermissions.fromString("rwxr-xr-x"));
        CrateTestRequest request = request(Map.of(), Duration.ofSeconds(5), "by_environment");
        Variant variant = new Variant("pgo", hanging);
        CheckResult result = tests().integration(request, crate.program(), List.of(variant))
                .results()
                .get(1);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).contains("test ships::by_environment", "ended after its limit of 5 s");
    }

    @Test
    void aTestThatPutsAnotherFileInItsPlaceIsCaught() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        CrateTestRequest request = request(Map.of(), Duration.ofMinutes(1), "--ignored", "replaces_the_program");
        List<CheckResult> results =
                tests().integration(request, crate.program(), List.of(bolted)).results();
        assertThat(results).hasSize(2).noneMatch(CheckResult::passed);
        assertThat(results.get(1).detail())
                .contains("a test put another file in the place of the one that ships", "crateTestArgs");
        assertThat(Files.mismatch(cargosOwn(), Path.of("/bin/true")))
                .as("cargo's own is back")
                .isNotNegative();
    }

    @Test
    void unitAndDocTestsAreBuiltWithTheVariantsFlags() throws IOException {
        LinkedHashMap<String, CrateTestRequest> requests = new LinkedHashMap<>();
        requests.put("baseline", request(Map.of()));
        requests.put(
                "pgo", request(Map.of("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs\u001f-Copt-level=2")));
        CrateTestResult seen = tests().unitAndDoc(requests);
        assertThat(seen.results()).hasSize(2).allMatch(CheckResult::passed);
        assertThat(seen.results().get(1).detail()).isEqualTo("4 passed, 0 failed, 0 ignored");
        assertThat(seen.results().get(1).evidence())
                .content()
                .contains("doc::src/lib.rs - digits (line 5)")
                .contains("::tests::panics")
                .contains("::tests::adds");
    }

    @Test
    void aUnitTestThatFailsWithTheVariantsFlagsAloneIsNew() throws IOException {
        LinkedHashMap<String, CrateTestRequest> requests = new LinkedHashMap<>();
        requests.put("baseline", request(Map.of()));
        // Planted: a configuration in which one unit test fails.
        requests.put(
                "pgo", request(Map.of("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs\u001f--cfg=planted")));
        CheckResult result = tests().unitAndDoc(requests).results().get(1);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .startsWith("1 that the baseline passes did not pass: ")
                .contains("::tests::adds;");
    }

    @Test
    void aPackageWithoutSuchTestsIsNoFaultAndTestsThatDoNotCompileAreNamed() throws IOException {
        Path small = Files.createDirectories(folder.resolve("small"));
        Files.writeString(
                small.resolve("Cargo.toml"), "[package]\nname = \"small\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        Files.writeString(Files.createDirectories(small.resolve("src")).resolve("main.rs"), "fn main() {}\n");
        CrateTestRequest request = new CrateTestRequest(
                Command.of("cargo", "test", "--offline").in(small), "small", "small", List.of(), Duration.ofMinutes(1));
        Variant any = new Variant("pgo", Path.of("/bin/true"));
        assertThat(tests().integration(request, any, List.of(any)).results())
                .singleElement()
                .matches(r ->
                        r.shown() == Shown.NOT && r.detail().equals("not done: the package has no integration tests"));

        Files.writeString(
                Files.createDirectories(small.resolve("tests")).resolve("broken.rs"), "#[test] fn broken( {}\n");
        assertThatThrownBy(() -> tests().integration(request, any, List.of(any)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the crate's tests do not compile (exit 101)")
                .hasMessageContaining("-Dpgobolt.check.crateTests=none")
                .hasMessageContaining("broken.rs");
    }

    private CrateTests tests() {
        return new CrateTests(crate.processes, folder.resolve("kept"));
    }

    /**
     * Returns a separate target folder, without link-time optimisation, which every test executable would have to wait
     * for.
     */
    private static Path targetFolder() {
        return crate.release.getParent().getParent().resolveSibling("target-tests");
    }

    private static Path cargosOwn() throws IOException {
        return targetFolder().resolve(crate.host()).resolve("release/checked");
    }

    private static CrateTestRequest request(Map<String, String> more) throws IOException {
        return request(more, Duration.ofMinutes(2));
    }

    private static CrateTestRequest request(Map<String, String> more, Duration limit, String... arguments)
            throws IOException {
        Command cargo = Command.of(
                        "cargo",
                        "test",
                        "--manifest-path",
                        CheckedCrate.MANIFEST,
                        "--target",
                        crate.host(),
                        "--target-dir",
                        targetFolder(),
                        "--release",
                        "--offline")
                .in(CheckedCrate.MANIFEST.getParent())
                .with("CARGO_PROFILE_RELEASE_LTO", "off")
                .with("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs")
                .with(more);
        return new CrateTestRequest(cargo, "checked", "checked", List.of(arguments), limit);
    }
}
