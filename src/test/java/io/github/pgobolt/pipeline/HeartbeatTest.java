package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

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

    @Test
    void afterFiveSecondsItSaysWhatHappensAndHowLongItTookLastTime() throws InterruptedException {
        Lines log = new Lines();
        try (Heartbeat heartbeat = new Heartbeat(log, "train", () -> "runs the training workloads", OptionalDouble.of(12.3))) {
            Thread.sleep(1000);
            assertThat(log.said).isEmpty();
            for (int i = 0; i < 100 && log.said.isEmpty(); i++) {
                Thread.sleep(100);
            }
            assertThat(log.said).hasSize(1);
            assertThat(log.said.get(0)).matches("  … train: \\d+ s, took 12 s last time; runs the training workloads");
            assertThat(heartbeat.elapsedSeconds()).isGreaterThanOrEqualTo(5);
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
