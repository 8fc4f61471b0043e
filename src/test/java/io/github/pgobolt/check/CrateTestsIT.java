package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    void theVeryFileThatShipsRunsInTheTests() throws Exception {
        Candidate bolted = crate.bolted(crate.program().file(), "bolt");
        Path ran = folder.resolve("ran");
        Path before = crate.program().file();
        String cargosOwn = sha256(before);
        List<CheckResult> results = new CrateTests(crate.processes, folder.resolve("kept"))
                .integration(request(Map.of("CHECKED_COPY", ran.toString())), crate.program(), List.of(bolted));
        assertThat(results).hasSize(2).allMatch(CheckResult::passed);
        assertThat(results.get(1).detail()).isEqualTo("4 passed, 0 failed, 0 ignored");
        assertThat(results.get(1).evidence()).content().contains("passed\ttest ships::by_own_lookup");
        assertThat(sha256(ran)).as("what the last run of the tests really started").isEqualTo(sha256(bolted.file()));
        assertThat(sha256(before)).as("cargo's own file is back").isEqualTo(cargosOwn).isNotEqualTo(sha256(ran));
    }

    @Test
    void newFailuresAreToldFromOldOnes() throws Exception {
        // A program that prints nothing and succeeds: both ways of finding it must notice.
        Candidate silent = new Candidate("pgo", Files.copy(Path.of("/bin/true"), folder.resolve("checked")));
        List<CheckResult> results = new CrateTests(crate.processes, folder.resolve("kept"))
                .integration(request(Map.of("CHECKED_FAIL", "1")), crate.program(), List.of(silent));
        assertThat(results.get(0).detail()).isEqualTo("3 passed, 1 failed, 0 ignored");
        assertThat(results.get(1).passed()).as(results.get(1).detail()).isFalse();
        assertThat(results.get(1).detail())
                .startsWith("2 that the baseline passes did not pass: test ships::by_environment, test ships::by_own_lookup;")
                .contains("failing in the baseline, too: test ships::fails_everywhere");
    }

    @Test
    void unitAndDocTestsAreBuiltWithTheVariantsFlags() throws Exception {
        LinkedHashMap<String, Map<String, String>> flags = new LinkedHashMap<>();
        flags.put("baseline", Map.of());
        flags.put("pgo", Map.of("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs\u001f-Copt-level=2"));
        List<CheckResult> results = new CrateTests(crate.processes, folder.resolve("kept")).unitAndDoc(request(Map.of()), flags);
        assertThat(results).hasSize(2).allMatch(CheckResult::passed);
        assertThat(results.get(1).detail()).isEqualTo("4 passed, 0 failed, 0 ignored");
        assertThat(results.get(1).evidence()).content()
                .contains("doc::src/lib.rs - digits (line 5)").contains("::tests::panics").contains("::tests::adds");
    }

    private static CrateTestRequest request(Map<String, String> more) throws IOException {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("CARGO_ENCODED_RUSTFLAGS", "-Clink-arg=-Wl,--emit-relocs");
        return new CrateTestRequest(Path.of("cargo"), CheckedCrate.MANIFEST, "checked", "checked", crate.host(),
                List.of("--release", "--offline"), environment, crate.release.getParent().getParent(), List.of(),
                Duration.ofMinutes(2));
    }

    private static String sha256(Path file) throws Exception {
        return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))).toString(16);
    }
}
