package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What llvm-profdata 22 showed of profiles of a program of rustc 1.95. */
class ProfileSummaryTest {

    @Test
    void theNumbersOfAMergedProfile() {
        assertThat(ProfileSummary.parse(text("show.txt"))).isEqualTo(new ProfileSummary(62, 76893, 1214495));
    }

    @Test
    void aCounterThatOverflowedIsLargeAndNotNegative() {
        ProfileSummary summary = ProfileSummary.parse(text("show-overflow.txt"));
        assertThat(summary.maxCount()).isEqualTo(Long.MAX_VALUE);
        assertThat(summary.totalCount()).isEqualTo(4259303336614035288L);
    }

    @Test
    void anEmptyProfileHasNoFunctions() {
        assertThat(ProfileSummary.parse("Instrumentation level: Front-end\nTotal functions: 0\nMaximum function count: 0\n"
                + "Maximum internal block count: 0\nTotal number of blocks: 0\nTotal count: 0\n"))
                .isEqualTo(new ProfileSummary(0, 0, 0));
        assertThat(ProfileSummary.parse("")).isEqualTo(new ProfileSummary(0, 0, 0));
    }

    static String text(String name) {
        try (InputStream in = ProfileSummaryTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
