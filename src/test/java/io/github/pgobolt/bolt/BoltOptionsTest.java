package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of four majors, from their own help; which flags each accepts was tried on the real programs. */
class BoltOptionsTest {

    private static final List<String> COMMON = List.of(
            "-reorder-blocks=ext-tsp",
            "-split-functions",
            "-split-all-cold",
            "-split-eh",
            "-jump-tables=move",
            "-update-debug-sections",
            "-dyno-stats",
            "-no-huge-pages");

    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void beforeCdsortTheDefaultOrderOfFunctionsIsHfsort(int major) {
        assertThat(Captured.options(major).defaults())
                .containsAll(COMMON)
                .contains("-reorder-functions=hfsort+")
                .hasSize(9);
    }

    @Test
    void aBooleanIcfHasNoSafeForm() {
        assertThat(Captured.options(19).defaults())
                .containsAll(COMMON)
                .contains("-reorder-functions=cdsort")
                .hasSize(9);
    }

    @Test
    void theNewestHasAllDefaults() {
        assertThat(Captured.options(22).defaults())
                .containsAll(COMMON)
                .contains("-reorder-functions=cdsort", "-icf=safe")
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({
        "15, -icf=safe, false",
        "16, -icf=safe, false",
        "19, -icf=safe, false",
        "22, -icf=safe, true",
        "15, -icf=true, true",
        "19, -icf, true",
        "22, -icf, true",
        "22, -icf=1, true",
        "22, -icf=true, false",
        "15, -align-blocks=64, false",
        "22, -align-blocks=64, false",
        "22, -align-blocks=1, true",
        "22, -align-blocks, true",
        "15, -split-functions=2, true",
        "22, --split-functions, true",
        "22, --split-eh=no, false",
        "15, -lite=0, true",
        "15, -split-strategy=cdsplit, false",
        "16, -split-strategy=cdsplit, false",
        "19, -split-strategy=cdsplit, true",
        "15, -reorder-functions=cdsort, false",
        "22, -reorder-functions=hfsort+, true",
        "22, -reorder-functions, false",
        "22, -icp=calls, true",
        "22, -icp=nothing, false",
        "22, -icp-topn=2, true",
        "22, -icp-use-mp=3, false",
        "22, -block-alignment=64, true",
        "22, -block-alignment, false",
        "22, -v=1, true",
        "22, -asm-dump, true",
        "22, -asm-dump=/tmp/x, true",
        "22, -infer-stale-profile, true",
        "15, -infer-stale-profile, false",
        "22, -no-such-thing, false"
    })
    void aFlagIsKnownWhereTheRealProgramTakesIt(int major, String flag, boolean known) {
        assertThat(Captured.options(major).has(flag)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void theGuidesAlignBlocksIsRefusedWithWhatToWriteInstead(int major) {
        assertThatThrownBy(() -> Captured.options(major).require(List.of("-icf", "-align-blocks=64"), "boltFlags"))
                .isInstanceOf(Failure.class)
                .hasMessage("llvm-bolt " + major + ".1.0 (/usr/lib/llvm-" + major + "/bin/llvm-bolt) does not know"
                        + " -align-blocks=64 of boltFlags. It is a boolean: write -align-blocks -block-alignment=64."
                        + " List its options: /usr/lib/llvm-" + major + "/bin/llvm-bolt --help-hidden");
    }

    @Test
    void aRefusalSaysWhatTheOptionTakes() {
        assertThatThrownBy(() -> Captured.options(16).require(List.of("-reorder-functions=cdsort"), "boltExtraFlags"))
                .hasMessageContaining("boltExtraFlags")
                .hasMessageContaining("-reorder-functions=hfsort+, -reorder-functions=");
        assertThatThrownBy(() -> Captured.options(19).require(List.of("-icf=safe"), "boltFlags"))
                .hasMessageContaining("no value but 0 and 1: write -icf.");
        assertThatThrownBy(() -> Captured.options(22).require(List.of("-icf=al"), "boltFlags"))
                .hasMessageContaining("-icf=safe")
                .hasMessageNotContaining("<empty>");
        assertThatThrownBy(() -> Captured.options(22).require(List.of("-block-alignment"), "boltFlags"))
                .hasMessageContaining("It takes a value: write -block-alignment=…");
        assertThatThrownBy(() -> Captured.options(22).require(List.of("64"), "boltFlags"))
                .hasMessageContaining("'64' in boltFlags is no option of llvm-bolt: options start with '-'");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void noMajorRefusesItsOwnDefaults(int major) {
        BoltOptions options = Captured.options(major);
        assertThatCode(() -> options.require(options.defaults(), "boltFlags")).doesNotThrowAnyException();
    }

    @Test
    void aProgramThatListsNothingIsNotTakenForOneWithoutOptions() {
        Tool broken = new Tool("llvm-bolt", Path.of("/bin/false"), "22.1.0", 22, "");
        assertThatThrownBy(() -> BoltOptions.probe(new ProcessRunner(), broken))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not list its options (exit 1)")
                .hasMessageContaining("/bin/false --help-hidden")
                .hasMessageContaining("-Dpgobolt.bolt.skip");
    }
}
