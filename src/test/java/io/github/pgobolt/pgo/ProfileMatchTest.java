package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of rustc 1.95 for a profile of another state of the source, or a file that is not a profile. */
class ProfileMatchTest {

    @Test
    void everyFunctionThatDoesNotFitIsCountedOnce() {
        ProfileMatch match = ProfileMatch.parse(ProfileSummaryTest.text("profile-use-of-another-state.txt"));
        assertThat(match).isEqualTo(new ProfileMatch(2, 618_252, 1, false, null, List.of()));
    }

    @Test
    void aBuildWithoutWarningsMatched() {
        assertThat(
                        ProfileMatch.parse(
                                "   Compiling demo v0.1.0 (/w/demo)\n    Finished `release` profile [optimized] target(s) in 3.68s\n"))
                .isEqualTo(new ProfileMatch(0, 0, 0, false, null, List.of()));
    }

    @Test
    void warningsInOtherWordsAreNamedOnceAndCountForNothing() {
        String changed = ProfileSummaryTest.text("profile-use-of-another-state.txt")
                .replace(
                        "function control flow change detected (hash mismatch)",
                        "the profile is of other control flow:");
        ProfileMatch match = ProfileMatch.parse(changed + "warning: unused variable: `profile`\n");
        assertThat(match.hashMismatches()).isZero();
        assertThat(match.missingFunctions()).isEqualTo(1);
        assertThat(match.rejected()).isFalse();
        assertThat(match.notUnderstood())
                .singleElement()
                .matches(what -> what.contains("the profile is of other control flow:"));
        assertThat(ProfileMatch.parse("warning: /w/x.profdata: a fault of a new kind")
                        .notUnderstood())
                .containsExactly("warning: …x.profdata: a fault of a new kind");
        assertThat(ProfileMatch.parse("up to 18446744073709551615 count discarded, up to 9 count discarded")
                        .discardedCounts())
                .isEqualTo(Long.MAX_VALUE);
    }

    /** Output of rustc 1.70 and 1.99.1 for a profile of another state, each in its mangling. */
    @ParameterizedTest
    @ValueSource(strings = {"use-1.70-legacy.txt", "use-1.70-v0.txt", "use-1.99-v0.txt"})
    void warningsOfBothManglingsAreUnderstood(String captured) {
        ProfileMatch match = ProfileMatch.parse(ProfileSummaryTest.text(captured));
        assertThat(match.missingFunctions()).isPositive();
        assertThat(match.hashMismatches()).isEqualTo(captured.contains("1.70") ? 1 : 0);
        assertThat(match.notUnderstood()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warning: /w/in.txt: invalid instrumentation profile data (bad magic)",
                "warning: /w/cut.profdata: invalid instrumentation profile data (file header is corrupt)",
                "warning: /w/bad.profdata: malformed instrumentation profile data: corrupted binary ids",
                "warning: /w/x.profdata: unsupported instrumentation profile format version",
                "warning: /w/x.profdata: truncated profile data"
            })
    void rustcBuiltWithoutAProfileThatItCouldNotRead(String warning) {
        assertThat(ProfileMatch.parse("   Compiling demo v0.1.0 (/w/demo)\n" + warning + "\n")
                        .rejected())
                .isTrue();
    }
}
