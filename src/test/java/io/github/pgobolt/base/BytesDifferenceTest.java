package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.BytesDifference.Cause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BytesDifferenceTest {

    private static BytesDifference of(String first, String second) {
        return BytesDifference.of(bytes(first), bytes(second), "/w/build/pgo", "/w/build/the-second")
                .orElseThrow();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void equalBytesHaveNone() {
        assertThat(BytesDifference.of(bytes("abc"), bytes("abc"), "/a", "/b")).isEmpty();
    }

    @Test
    void timesInEveryForm() {
        assertThat(of("\1\2built at 1764209354, so", "\1\2built at 1764209361, so"))
                .isEqualTo(new BytesDifference(19, "built at 1764209354, so", "built at 1764209361, so", Cause.TIME));
        assertThat(of("ms1764209354999", "ms1764209360001").cause()).isEqualTo(Cause.TIME);
        assertThat(of("1764209354123456789", "1764209354123466789").cause())
                .as("nanoseconds of one second")
                .isEqualTo(Cause.TIME);
        assertThat(of("at 2026-11-27T02:15:59Z", "at 2026-11-27T02:16:03Z").cause())
                .isEqualTo(Cause.TIME);
        assertThat(of("Nov 27 2026 02:15:59", "Nov 27 2026 02:16:03").cause()).isEqualTo(Cause.TIME);
    }

    @Test
    void numbersThatAreNoTime() {
        assertThat(of("seed 3141592653", "seed 1764209361").cause()).isNull();
        assertThat(of("key 9764209354123456789", "key 9764209354123466789").cause())
                .isNull();
        assertThat(of("size 123456", "size 123457").cause()).isNull();
        assertThat(of("src/main.rs:12:5", "src/main.rs:13:5").cause()).isNull();
        assertThat(of("2026-11-27 is a day: one", "2026-11-27 is a day: two").cause())
                .as("the time is the same in both")
                .isNull();
    }

    @Test
    void theFolderThatOnlyOneOfThemHad() {
        BytesDifference found = of("\0\3\0read /w/build/pgo/out/x", "\0\7\0read /w/build/the-second/out/x");
        assertThat(found.cause()).isEqualTo(Cause.PATH);
        assertThat(found.at()).as("where it is named").isEqualTo(8);
        assertThat(found.first()).isEqualTo("read /w/build/pgo/out/x");
        assertThat(found.second()).isEqualTo("read /w/build/the-second/out/x");
        assertThat(of("\3/w/build/pgo", "\7/w/build/pgo").cause())
                .as("both name the first one's")
                .isNull();
    }

    @Test
    void aTimeBesideAFolderIsTheCauseWhereItComesFirst() {
        assertThat(of("1764209354 /w/build/pgo", "1764209361 /w/build/the-second")
                        .cause())
                .isEqualTo(Cause.TIME);
    }

    @Test
    void whatIsNoTextIsNotShown() {
        assertThat(of("\1\2\3", "\1\2\4")).isEqualTo(new BytesDifference(2, null, null, null));
        assertThat(of("long enough", "long enough, and more"))
                .as("one ends before the other")
                .isEqualTo(new BytesDifference(11, "long enough", "long enough, and more", null));
        assertThat(of("", "x").at()).isZero();
    }
}
