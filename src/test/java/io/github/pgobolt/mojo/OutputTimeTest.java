package io.github.pgobolt.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimeTest {

    @ParameterizedTest
    @CsvSource({"2026-11-22T00:00:00Z, 1795305600", "2026-11-22T02:00:00+02:00, 1795305600", "1795305600, 1795305600"})
    void thePomsTimeIsInSeconds(String timestamp, String seconds) {
        assertThat(OutputTime.in(Map.of("A", "1"), timestamp, Map.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "SOURCE_DATE_EPOCH", seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "1", "yesterday", "${git.commit.time}"})
    void whatIsNoTimeSetsNothing(String timestamp) {
        assertThat(OutputTime.in(Map.of(), timestamp, Map.of())).isEmpty();
    }

    @Test
    void aTimeThatIsThereAlreadyStays() {
        String time = "2026-11-22T00:00:00Z";
        assertThat(OutputTime.in(Map.of("SOURCE_DATE_EPOCH", "7"), time, Map.of()))
                .containsEntry("SOURCE_DATE_EPOCH", "7");
        assertThat(OutputTime.in(Map.of(), time, Map.of("SOURCE_DATE_EPOCH", "7")))
                .isEmpty();
    }
}
