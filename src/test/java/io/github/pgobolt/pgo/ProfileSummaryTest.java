package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of llvm-profdata of several majors; a file name without a number is rustc 1.95's. */
class ProfileSummaryTest {

    @Test
    void theNumbersOfAMergedProfile() {
        assertThat(ProfileSummary.parse(text("show.txt")))
                .isEqualTo(new ProfileSummary(62L, 76893L, 1214495L, List.of()));
    }

    @Test
    void aCounterThatOverflowedIsLargeAndNotNegative() {
        ProfileSummary summary = ProfileSummary.parse(text("show-overflow.txt"));
        assertThat(summary.maxCount()).isEqualTo(Long.MAX_VALUE);
        assertThat(summary.totalCount()).isEqualTo(4259303336614035288L);
    }

    @Test
    void anEmptyProfileHasNoFunctions() {
        assertThat(ProfileSummary.parse(
                        "Instrumentation level: Front-end\nTotal functions: 0\nMaximum function count: 0\n"
                                + "Maximum internal block count: 0\nTotal number of blocks: 0\nTotal count: 0\n"))
                .isEqualTo(new ProfileSummary(0L, 0L, 0L, List.of()));
        assertThat(ProfileSummary.parse(text("show-19-of-nothing.txt")).isEmpty())
                .isTrue();
    }

    /** Captured for one program, built by rustc 1.70, 1.75, 1.85, 1.87 and 1.99. */
    @ParameterizedTest
    @CsvSource({"16, 29,", "17, 10,", "19, 24,", "20, 25, 45796", "23, 13, 45448"})
    void eachMajorSaysWhatItSays(int llvm, long functions, Long total) {
        ProfileSummary summary = ProfileSummary.parse(text("show-" + llvm + ".txt"));
        assertThat(summary).isEqualTo(new ProfileSummary(functions, 24500L, total, List.of()));
        assertThat(summary.isEmpty()).isFalse();
    }

    @Test
    void whatIsNotSaidIsNotZero() {
        ProfileSummary unknown = ProfileSummary.parse("Functions in all: 62\nTotal count: 12\n");
        assertThat(unknown.functions()).isNull();
        assertThat(unknown.maxCount()).isNull();
        assertThat(unknown.totalCount()).isEqualTo(12);
        assertThat(unknown.isEmpty()).isFalse();
        assertThat(unknown.notUnderstood())
                .containsExactly(
                        "how many functions the profile has (llvm-profdata show)",
                        "the highest count of the profile (llvm-profdata show)");
        assertThat(ProfileSummary.parse("").isEmpty()).isFalse();
    }

    static String text(String name) {
        try (InputStream in = ProfileSummaryTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
