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
        assertThat(ProfileSummary.parse(text("show.txt"))).isEqualTo(new ProfileSummary(62L, 76893L, 1214495L));
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
                .isEqualTo(new ProfileSummary(0L, 0L, 0L))
                .returns(true, ProfileSummary::isEmpty);
    }

    @Test
    void whatALlvmProfdataDoesNotSayIsUnknownAndSpeaksForNoEmptiness() {
        ProfileSummary old = ProfileSummary.parse(text("show-rustc-1.85.0.txt"));

        assertThat(old).as("LLVM 19 has no line for the sum").isEqualTo(new ProfileSummary(10L, 672369L, null));
        assertThat(old.isEmpty()).isFalse();
        assertThat(old.notUnderstood()).containsExactly("the sum of its counts");
        assertThat(ProfileSummary.parse(text("show-rustc-1.70.0.txt")).functions()).isEqualTo(24);
        assertThat(ProfileSummary.parse(text("show-rustc-1.99.1.txt"))).isEqualTo(new ProfileSummary(10L, 672369L, 2095699L));
        assertThat(ProfileSummary.parse("Functions: many").isEmpty()).isFalse();
        assertThat(ProfileSummary.parse("Total count: 99999999999999999999999").totalCount()).isEqualTo(Long.MAX_VALUE);
    }

    static String text(String name) {
        try (InputStream in = ProfileSummaryTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
