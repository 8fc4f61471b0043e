package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingFunctionTest {

    private static final MissingFunction LINES =
            new MissingFunction("tally.5915db0fefdba3f-cgu.0", "_RNvCstDwouigjkV_5tally5lines", "254743407589041981");

    private static final String WARNING = "tally.5915db0fefdba3f-cgu.0: no profile data available for function"
            + " _RNvCstDwouigjkV_5tally5lines Hash = 254743407589041981 up to 0 count discarded";

    /** What cargo 1.99.1 printed of a build with the profile of another version. */
    static String buildLog() throws IOException {
        return resource("build.log");
    }

    static String resource(String name) throws IOException {
        try (InputStream in = MissingFunctionTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theWarningsOfARealBuildAreRead() throws IOException {
        MissingFunction.Listed listed = MissingFunction.listed(buildLog());
        assertThat(listed.unread()).isZero();
        assertThat(listed.functions())
                .hasSize(13)
                .contains(LINES)
                .allSatisfy(function -> assertThat(function.module()).matches("(dep|tally)\\.[0-9a-f]+-cgu\\.0"));
    }

    @Test
    void whatLlvmWroteIntoComesAsJsonAndCountsOnce() {
        String json = "pgo-view-counts: {\"$message_type\":\"diagnostic\",\"message\":\"" + WARNING
                + "\",\"code\":null,\"level\":\"warning\",\"rendered\":\"warning: " + WARNING + "\\n\\n\"}\nmain\n";
        assertThat(MissingFunction.listed(json).functions()).containsExactly(LINES);
        assertThat(MissingFunction.listed(json).unread()).isZero();
    }

    @Test
    void aLineThatIsCutIsCountedAndNotGuessed() {
        for (String cut : List.of(
                WARNING.replace(" Hash = 254743407589041981", "pgo-view-counts: main\n"),
                WARNING.replace("Hash = 254743407589041981", "Hash = pgo-view-counts: main\n"),
                WARNING.replace("_RNvCstDwouigjkV_5tally5lines ", "_RNvCstDwoui\n"),
                WARNING.replace("tally.5915db0fefdba3f-cgu.0: ", ""),
                WARNING.replace("tally.5915db0fefdba3f-cgu.0", ""))) {
            MissingFunction.Listed listed = MissingFunction.listed("warning: " + cut + "\nwarning: " + WARNING + "\n");
            assertThat(listed.unread()).as(cut).isEqualTo(1);
            assertThat(listed.functions()).as(cut).containsExactly(LINES);
        }
    }

    @Test
    void theOptionIsSeenInWhateverFormItIsGiven() {
        assertThat(MissingFunction.isAskedFor(List.of("-C", "llvm-args=-x -pgo-warn-missing-function")))
                .isTrue();
        assertThat(MissingFunction.isAskedFor(List.of(MissingFunction.LIST))).isTrue();
        assertThat(MissingFunction.isAskedFor(List.of("-Copt-level=3"))).isFalse();
    }
}
