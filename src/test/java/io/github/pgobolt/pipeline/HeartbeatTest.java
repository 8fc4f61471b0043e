package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Pattern LINE =
            Pattern.compile("  … train: (\\d+) s, took 12 s last time; runs the training workloads");

    private static final class Lines implements Log {

        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void info(String line) {
            said.add(line);
        }

        @Override
        public void warn(String line) {
            said.add(line);
        }

        @Override
        public void debug(String line) {
            said.add(line);
        }
    }

    /** With seconds of 10 ms each, all beats of two minutes pass in little more than one second. */
    @Test
    void afterFiveSecondsItSaysWhatHappensAndHowLongItTookLastTime() throws InterruptedException {
        Lines log = new Lines();
        try (Heartbeat heartbeat = new Heartbeat(
                log, "train", () -> "runs the training workloads", OptionalDouble.of(12.3), Duration.ofMillis(10))) {
            for (int i = 0; i < 1000 && log.said.size() < 5; i++) {
                Thread.sleep(10);
            }
            assertThat(heartbeat.elapsedSeconds()).isGreaterThanOrEqualTo(120);
        }
        assertThat(log.said).hasSizeGreaterThanOrEqualTo(5);
        List<Integer> due = List.of(5, 15, 30, 60, 120);
        for (int i = 0; i < due.size(); i++) {
            Matcher line = LINE.matcher(log.said.get(i));
            assertThat(line.matches()).as(log.said.get(i)).isTrue();
            assertThat(Integer.parseInt(line.group(1))).as("none is early").isGreaterThanOrEqualTo(due.get(i));
        }
    }

    @Test
    void aShortStepSaysNothing() {
        Lines log = new Lines();
        try (Heartbeat heartbeat = new Heartbeat(log, "merge", () -> "merges", OptionalDouble.empty())) {
            assertThat(heartbeat.elapsedSeconds()).isLessThan(5);
        }
        assertThat(log.said).isEmpty();
    }
}
