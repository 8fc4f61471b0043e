package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Pattern LINE =
            Pattern.compile("  … train: (\\d+) s; runs the training workloads, 12 s last time");

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

        void await(int count) throws InterruptedException {
            for (int i = 0; i < 1000 && said.size() < count; i++) {
                Thread.sleep(10);
            }
            assertThat(said).hasSizeGreaterThanOrEqualTo(count);
        }
    }

    /** With seconds of 10 ms each, all beats of two minutes pass in little more than one second. */
    @Test
    void afterFiveSecondsItSaysWhatHappens() throws InterruptedException {
        Lines log = new Lines();
        try (Heartbeat.Beating beating = new Heartbeat(log, Duration.ofMillis(10))
                .of("train", () -> "runs the training workloads, 12 s last time")) {
            log.await(5);
            assertThat(beating.elapsedSeconds()).isGreaterThanOrEqualTo(60);
        }
        List<Integer> due = List.of(5, 15, 30, 60, 120);
        for (int i = 0; i < due.size(); i++) {
            Matcher line = LINE.matcher(log.said.get(i));
            assertThat(line.matches()).as(log.said.get(i)).isTrue();
            assertThat(Integer.parseInt(line.group(1))).as("none is early").isGreaterThanOrEqualTo(due.get(i));
        }
    }

    @Test
    void whatRunsAtTheSameTimeSharesALineAndWhatEndedIsNotInIt() throws InterruptedException {
        Lines log = new Lines();
        Heartbeat heartbeat = new Heartbeat(log, Duration.ofMillis(10));
        try (Heartbeat.Beating one = heartbeat.of("baseline", () -> "builds")) {
            try (Heartbeat.Beating other = heartbeat.of("instrument", () -> "builds, too")) {
                log.await(2);
            }
            log.said.clear();
            log.await(1);
        }
        assertThat(log.said.get(0)).matches("  … baseline: \\d+ s; builds");
        log.said.clear();
        try (Heartbeat.Beating one = heartbeat.of("baseline", () -> "builds");
                Heartbeat.Beating other = heartbeat.of("instrument", () -> "builds, too")) {
            log.await(3);
        }
        assertThat(log.said)
                .allMatch(line -> line.matches("  … baseline: \\d+ s; builds \\| instrument: \\d+ s; builds, too"));
    }

    @Test
    void aShortStepSaysNothing() {
        Lines log = new Lines();
        try (Heartbeat.Beating beating = new Heartbeat(log).of("merge", () -> "merges")) {
            assertThat(beating.elapsedSeconds()).isLessThan(5);
        }
        assertThat(log.said).isEmpty();
    }
}
