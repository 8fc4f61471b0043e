package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The numbers are those of real programs; see {@link Volume}. */
class VolumeTest {

    @Test
    void aParentWhoseChildrenWereKilledIsNoProfile() {
        assertThat(Volume.tooFew("run", 59, 1, 0.4))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("'run' left 59 counts for 0.4 s", "killed", "_exit or exec", "chroot"));
    }

    @Test
    void whatIsShortOrWaitsOrFormatsIsNoAlarm() {
        assertThat(Volume.tooFew("a hello world", 27, 1, 0.003)).isEmpty();
        assertThat(Volume.tooFew("a thousand of them on a busy machine", 27_000, 1000, 20))
                .isEmpty();
        assertThat(Volume.tooFew("std's formatting", 1_500_035, 1, 0.212)).isEmpty();
        assertThat(Volume.tooFew("a sleep of two seconds", 30, 1, 0.003)).isEmpty();
    }
}
