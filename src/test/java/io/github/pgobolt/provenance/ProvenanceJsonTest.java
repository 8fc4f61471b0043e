package io.github.pgobolt.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceJsonTest {

    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final Resource SUBJECT = Resource.ofContent("reckon", SHA);

    private static Statement provenance(BuildPlatform platform) {
        return Statement.of(
                SUBJECT,
                new SlsaProvenance(
                        new SlsaProvenance.BuildDefinition(
                                Documentation.BUILD_TYPE, Map.of("lto", "fat"), Map.of(), List.of(SUBJECT)),
                        new SlsaProvenance.RunDetails(
                                new SlsaProvenance.Builder(platform.builderId(), Map.of("plugin", "1")),
                                new SlsaProvenance.Metadata(
                                        platform.invocationId(), "2026-11-26T00:00:00Z", "2026-11-26T00:01:00Z"),
                                List.of())));
    }

    @Test
    void aProvenanceIsThatOfSlsa() throws IOException {
        String json = ProvenanceJson.text(provenance(BuildPlatform.of(Map.of())));
        assertThat(Schemas.problemsOfStatement(json)).isEmpty();
        assertThat(json)
                .contains("\"_type\": \"https://in-toto.io/Statement/v1\"")
                .doesNotContain("invocationId");
    }

    @Test
    void theSchemaFindsWhatIsWrong() throws IOException {
        String json = ProvenanceJson.text(provenance(BuildPlatform.of(Map.of())));
        for (String[] wrong : new String[][] {
            {"Statement/v1", "Statement/v0.1"},
            {"\"buildType\"", "\"type\""},
            {"\"id\"", "\"name\""},
            {SHA, "ABC"},
            {"2026-11-26T00:00:00Z", "2026-11-26"},
            {"\"subject\"", "\"subjects\""}
        }) {
            assertThat(Schemas.problemsOfStatement(json.replace(wrong[0], wrong[1])))
                    .as(wrong[1])
                    .isNotEmpty();
        }
    }

    @Test
    void whatCouldNotBeTestedHasNotPassed() throws IOException {
        List<Resource> configuration = List.of(SUBJECT);
        TestResult all = TestResult.of(configuration, List.of("outputs of w"), List.of(), List.of());
        TestResult some = TestResult.of(configuration, List.of("outputs of w"), List.of("debugger"), List.of());
        TestResult none = TestResult.of(configuration, List.of(), List.of(), List.of());
        TestResult wrong = TestResult.of(configuration, List.of("a"), List.of("debugger"), List.of("hardening"));
        assertThat(List.of(all, some, none, wrong))
                .extracting(TestResult::result)
                .containsExactly(
                        TestResult.Result.PASSED,
                        TestResult.Result.WARNED,
                        TestResult.Result.WARNED,
                        TestResult.Result.FAILED);
        for (TestResult result : List.of(all, some, none, wrong)) {
            assertThat(Schemas.problemsOfStatement(ProvenanceJson.text(Statement.of(SUBJECT, result))))
                    .isEmpty();
        }
    }

    @Test
    void aVerdictHasNoNumberWhereThereIsNone() throws IOException {
        MeasuredVerdict.Compared few =
                new MeasuredVerdict.Compared(null, "TOO_FEW_PAIRS", 0.9, 0.0, Double.POSITIVE_INFINITY, 3);
        MeasuredVerdict.Compared nothing =
                new MeasuredVerdict.Compared("w", "TOO_FEW_PAIRS", Double.NaN, Double.NaN, Double.NaN, 0);
        String json = ProvenanceJson.text(Statement.of(
                SUBJECT,
                new MeasuredVerdict(
                        "pgo", "It is faster.", SUBJECT, "cpu", 0.05, 0.01, false, null, few, List.of(nothing))));
        assertThat(Schemas.problemsOfStatement(json)).isEmpty();
        assertThat(json).contains("\"ratio\": 0.9").doesNotContain("\"low\"").doesNotContain("\"high\"");
    }

    @Test
    void aResourceThatNothingIdentifiesIsABug() {
        assertThatThrownBy(() -> new Resource("x", null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Bom bom(String version) {
        return Bom.of(
                "io.github.pgobolt",
                "pgo-bolt-maven-plugin",
                version,
                Bom.shipped(true, "reckon", "1.2.3", SHA, List.of(new Bom.Property("pgo-bolt:variant", "pgo"))),
                List.of(
                        Bom.profile("merged.profdata", SHA),
                        Bom.tool("rustc", "1.99.1", SHA),
                        Bom.tool("ld", null, null)));
    }

    @Test
    void aBillOfMaterialsIsThatOfCycloneDx() throws IOException {
        String json = ProvenanceJson.text(bom("0.1.0"));
        assertThat(Schemas.problemsOfBom(json)).isEmpty();
        assertThat(Schemas.problemsOfBom(json.replace("\"data\"", "\"profile\"")))
                .isNotEmpty();
        assertThat(Schemas.problemsOfBom(json.replace("\"bom-ref\"", "\"ref\"")))
                .isNotEmpty();
    }

    @Test
    void equalBillsAreEqualBytesAndOthersHaveAnotherNumber() {
        assertThat(ProvenanceJson.text(bom("0.1.0"))).isEqualTo(ProvenanceJson.text(bom("0.1.0")));
        assertThat(bom("0.2.0").serialNumber()).isNotEqualTo(bom("0.1.0").serialNumber());
    }
}
