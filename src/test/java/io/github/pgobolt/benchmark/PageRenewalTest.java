package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRenewalTest {

    @TempDir
    Path folder;

    private Path subject;
    private final Meter meter = new Meter();

    /** Notes what it is told to renew; the real one is in {@link RustRunnerIT}. */
    private static final class Meter implements RunMeter {

        private final List<Path> renewed = new ArrayList<>();
        private Path stays;
        private Duration takes = Duration.ZERO;

        @Override
        public Measurement measure(Command command, Path output, Path errors) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean renewPages(Path file) throws IOException {
            long end = System.nanoTime() + takes.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            renewed.add(file);
            return !file.equals(stays);
        }

        @Override
        public String measuredBy() {
            return "runner";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void build() throws IOException {
        subject = Files.writeString(Files.createDirectory(folder.resolve("pgo")).resolve("app"), "");
    }

    private static Measurement run(Duration wall) {
        return new Measurement(
                wall.toNanos(), null, null, null, null, null, null, null, null, 0, 0, false, null, Map.of(), null);
    }

    @Test
    void theMeasuredFileIsRenewedAndNothingElse() throws IOException {
        Files.writeString(subject.resolveSibling("data"), "");
        new PageRenewal(meter).before(subject);
        assertThat(meter.renewed).containsExactly(subject);
    }

    @Test
    void itTakesAThirdOfTheTimeAtMost() throws IOException {
        PageRenewal pages = new PageRenewal(meter);
        meter.takes = Duration.ofMillis(20);
        for (int run = 0; run < 20; run++) {
            pages.before(subject);
            pages.ran(run(Duration.ofMillis(10)));
        }
        assertThat(meter.renewed).hasSizeBetween(2, 6);
        meter.takes = Duration.ZERO;
        pages.ran(run(Duration.ofSeconds(10)));
        int before = meter.renewed.size();
        pages.before(subject);
        assertThat(meter.renewed).hasSize(before + 1);
    }

    @Test
    void whatStaysIsCounted() throws IOException {
        PageRenewal pages = new PageRenewal(meter);
        pages.before(subject);
        pages.ran(run(Duration.ofSeconds(1)));
        assertThat(pages.warning()).isEmpty();
        meter.stays = subject;
        pages.before(subject);
        assertThat(pages.warning())
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("Before 1 of 2 runs a file stayed in its pages", subject.toString())
                        .contains("-Dpgobolt.workDirectory"));
        meter.stays = null;
        for (int run = 0; run < 10; run++) {
            pages.before(subject);
        }
        assertThat(pages.warning()).as("1 of 12").isEmpty();
    }
}
