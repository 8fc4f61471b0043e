package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtOnceTest {

    @TempDir
    Path folder;

    private Step<?> baseline;
    private Step<?> instrument;
    private List<Step<?>> both;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<Step<?>> built = Collections.synchronizedList(new ArrayList<>());

    private final Log log = new Log() {
        @Override
        public void info(String line) {
            said.add(line);
        }

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    @BeforeEach
    void steps() {
        FakeBuild build = new FakeBuild(folder);
        baseline = build.step("baseline");
        instrument = build.step("instrument");
        both = List.of(baseline, instrument);
    }

    private AtOnce builds(Boolean asked, long freeMiB) {
        return new AtOnce(log, asked, Optional.of(new FreeMemory(freeMiB << 20, "MemAvailable of /proc/meminfo")), 60);
    }

    private boolean build(Step<?> step) {
        return built.add(step);
    }

    @Test
    void theyRunAtTheSameTime() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        builds(null, 4096).run(both, step -> {
            running.countDown();
            try {
                assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return build(step);
        });
        assertThat(built).containsExactlyInAnyOrderElementsOf(both);
        assertThat(said).isEmpty();
    }

    @Test
    void theyTakeTurnsWhereAskedForOrWhereMemoryIsScarce() throws Exception {
        builds(false, 4096).run(both, this::build);
        builds(null, 1536).run(both, this::build);
        assertThat(built).containsExactly(baseline, instrument, baseline, instrument);
        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .isEqualTo("baseline and instrument are built one after the other: parallelBuilds is false");
        assertThat(said.get(1))
                .contains(
                        "1.5 GiB of memory are free (MemAvailable of /proc/meminfo)",
                        "2 GiB",
                        "-Dpgobolt.parallelBuilds=true");
        said.clear();
        builds(true, 1536).run(both, this::build);
        new AtOnce(log, null, Optional.empty(), 60).run(both, this::build);
        assertThat(said).as("asked for, or nobody can tell").isEmpty();
    }

    @Test
    void whatFailsBesideAnotherIsTriedOnceMoreAlone() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        builds(null, 4096).run(both, step -> {
            if (step == instrument && failures.getAndIncrement() == 0) {
                throw Failure.user("collided");
            }
            return build(step);
        });
        assertThat(built).containsExactlyInAnyOrderElementsOf(both);
        assertThat(built.get(1)).as("after the other has ended").isEqualTo(instrument);
        assertThat(said).hasSize(1);
        assertThat(said.get(0))
                .startsWith(
                        "instrument: failed while baseline was built at the same time; it is tried once more, alone");
    }

    @Test
    void aSecondFailureIsTheUsers() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> builds(null, 4096).run(both, step -> {
                    tries.incrementAndGet();
                    throw Failure.user("does not compile");
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("does not compile");
        assertThat(tries).as("both, and then the first alone").hasValue(3);
    }

    @Test
    void nothingIsTriedAgainThatNoOtherBuildCanHaveHit() {
        AtomicInteger tries = new AtomicInteger();
        AtOnce.Action failing = step -> {
            if (step == instrument) {
                tries.incrementAndGet();
                throw Failure.user("broken");
            }
            return true;
        };
        assertThatThrownBy(() -> builds(null, 4096).run(both, step -> failing.run(step) && false))
                .as("the other was up to date")
                .hasMessage("broken");
        assertThat(tries).hasValue(1);
        assertThatThrownBy(() -> new AtOnce(log, null, Optional.empty(), 0).run(both, failing))
                .as("ended at its limit")
                .hasMessage("broken");
        assertThat(tries).hasValue(2);
        assertThatThrownBy(() -> builds(null, 4096).run(both, step -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("an error of the plugin");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(4);
        assertThat(said).isEmpty();
    }
}
