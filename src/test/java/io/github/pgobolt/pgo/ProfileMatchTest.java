package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rustc 1.95 printed when it used a profile of another state of the source, or a file that is no profile. */
class ProfileMatchTest {

    @Test
    void everyFunctionThatDoesNotFitIsCountedOnce() {
        ProfileMatch match = ProfileMatch.parse(ProfileSummaryTest.text("profile-use-of-another-state.txt"));
        assertThat(match).isEqualTo(new ProfileMatch(2, 618_252, 1, false));
    }

    @Test
    void aBuildWithoutWarningsMatched() {
        assertThat(ProfileMatch.parse("   Compiling demo v0.1.0 (/w/demo)\n    Finished `release` profile [optimized] target(s) in 3.68s\n"))
                .isEqualTo(new ProfileMatch(0, 0, 0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "warning: /w/in.txt: invalid instrumentation profile data (bad magic)",
        "warning: /w/cut.profdata: invalid instrumentation profile data (file header is corrupt)",
        "warning: /w/bad.profdata: malformed instrumentation profile data: corrupted binary ids",
        "warning: /w/x.profdata: unsupported instrumentation profile format version",
        "warning: /w/x.profdata: truncated profile data"
    })
    void rustcBuiltWithoutAProfileThatItCouldNotRead(String warning) {
        assertThat(ProfileMatch.parse("   Compiling demo v0.1.0 (/w/demo)\n" + warning + "\n").rejected()).isTrue();
    }
}
