package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Cancelled;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BesideTest {

    private static final Command LONG = Command.of("sleep", "600");

    @TempDir
    Path folder;

    private FakeBuild.FakeStep baseline;
    private FakeBuild.FakeStep instrument;
    private FakeBuild.FakeStep optimize;
    private FakeBuild.FakeStep check;
    private List<Step<?>> all;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<Step<?>> built = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong freeMiB = new AtomicLong(4096);
    private long lastPeakMiB;

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
        optimize = build.step("optimize", instrument);
        check = build.step("check", baseline, optimize);
        check.compiles = false;
        all = List.of(baseline, instrument, optimize, check);
    }

    private Beside beside(Boolean asked) {
        return beside(asked, 60);
    }

    private Beside beside(Boolean asked, long limitSeconds) {
        return new Beside(
                log,
                new ProcessRunner(),
                asked,
                () -> Optional.of(new FreeMemory(freeMiB.get() << 20, "MemAvailable of /proc/meminfo")),
                step -> lastPeakMiB << 20,
                failure -> !failure.getMessage().contains("does not compile"),
                limitSeconds);
    }

    /** What a step does. */
    private interface Work {
        boolean of(Step<?> step) throws IOException;
    }

    private void run(Beside beside, Work work) throws IOException {
        beside.run(all, step -> step, (step, processes) -> work.of(step));
    }

    private boolean build(Step<?> step) {
        return built.add(step);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatOnlyALaterStepNeedsRunsBesideThoseBeforeThatOne() throws Exception {
        CountDownLatch optimized = new CountDownLatch(1);
        run(beside(null), step -> {
            if (step == baseline) {
                await(optimized);
            } else if (step == optimize) {
                optimized.countDown();
            } else if (step == check) {
                assertThat(built).as("check needs it").contains(baseline);
            }
            return build(step);
        });
        assertThat(built).hasSize(4).last().isEqualTo(check);
        assertThat(said).isEmpty();
    }

    @Test
    void theyTakeTurnsWhereAskedForOrWhereMemoryIsScarce() throws Exception {
        run(beside(false), this::build);
        freeMiB.set(1536);
        run(beside(null), this::build);
        assertThat(built).containsExactly(baseline, instrument, optimize, check, baseline, instrument, optimize, check);
        assertThat(said).hasSize(2);
        assertThat(said.get(0))
                .isEqualTo("baseline is built first, and not beside the others: parallelBuilds is false");
        assertThat(said.get(1))
                .contains(
                        "1.5 GiB of memory are free (MemAvailable of /proc/meminfo)",
                        "2 builds at once may take 2.0 GiB",
                        "-Dpgobolt.parallelBuilds=true");
        said.clear();
        run(beside(true), this::build);
        new Beside(log, new ProcessRunner(), null, Optional::empty, step -> 0, failure -> true, 60)
                .run(all, step -> step, (step, processes) -> build(step));
        assertThat(said).as("asked for, or nobody can tell").isEmpty();
    }

    @Test
    void whatTheLastBuildsTookSaysHowMuchMemoryTheyNeed() throws Exception {
        lastPeakMiB = 3000;
        run(beside(null), this::build);
        assertThat(said).singleElement().asString().contains("4.0 GiB of memory are free", "may take 5.9 GiB");
    }

    @Test
    void aBuildWaitsForTheOneBesideItWhereMemoryHasBecomeScarceMeanwhile() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        run(beside(null), step -> {
            if (step == instrument) {
                lastPeakMiB = 900;
                freeMiB.set(800);
                waits.countDown();
            } else if (step == baseline) {
                await(waits);
            } else if (step == optimize) {
                assertThat(built).contains(baseline);
            }
            return build(step);
        });
        // The baseline may have ended before optimize was due.
        assertThat(said).allMatch(line -> line.startsWith("optimize: waits for baseline: 0.8 GiB of memory are free"));
    }

    @Test
    void whatFailsBesideAnotherIsTriedOnceMoreWhenThatHasEnded() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        run(beside(null), step -> {
            if (step == instrument && failed.getCount() > 0) {
                failed.countDown();
                throw Failure.user("collided");
            }
            if (step == baseline) {
                // What its build script does is done to its end.
                await(failed);
            }
            return build(step);
        });
        assertThat(built).containsExactly(baseline, instrument, optimize, check);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith(
                        "instrument: failed while baseline was built at the same time; it is tried once more, alone");
    }

    @Test
    void whatFailsAsideIsTriedOnceMoreWhenTheStepOfThatTimeHasEnded() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch optimizing = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        run(beside(null), step -> {
            if (step == baseline && tries.getAndIncrement() == 0) {
                await(optimizing);
                failed.countDown();
                throw Failure.user("collided");
            }
            if (step == optimize) {
                optimizing.countDown();
                await(failed);
            }
            return build(step);
        });
        assertThat(built).containsExactly(instrument, optimize, baseline, check);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("baseline: failed while another build ran at the same time; it is tried once more, alone");
    }

    @Test
    void anErrorInTheSourcesEndsTheOtherBuildAtOnce() {
        Beside beside = beside(null);
        CountDownLatch compiling = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> run(beside, step -> {
                    if (step == baseline) {
                        compiling.countDown();
                        beside.aside().run(LONG);
                    }
                    await(compiling);
                    tries.incrementAndGet();
                    throw Failure.user("does not compile");
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("does not compile");
        assertThat(tries).hasValue(1);
        assertThat(said).isEmpty();
    }

    @Test
    void anErrorAsideEndsTheStepOfThatTimeAtOnceAndIsTheOneThatIsShown() {
        Beside beside = beside(null);
        CountDownLatch compiling = new CountDownLatch(1);
        assertThatThrownBy(() -> run(beside, step -> {
                    if (step == baseline) {
                        await(compiling);
                        throw Failure.user("the baseline does not compile");
                    }
                    compiling.countDown();
                    beside.path().run(LONG);
                    return build(step);
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("the baseline does not compile");
        assertThat(built).isEmpty();
    }

    @Test
    void anErrorAsideIsShownAlthoughTheStepNoticesItsEndWhileOtherProcessesAreStillBeingEnded() {
        Beside beside = beside(null);
        ProcessRunner ended = beside.path();
        CountDownLatch compiling = new CountDownLatch(1);
        Path started = folder.resolve("started");
        assertThatThrownBy(() -> run(beside, step -> {
                    if (step == baseline) {
                        await(compiling);
                        throw Failure.user("the baseline does not compile");
                    }
                    new Thread(() -> catchThrowable(() -> ended.run(
                                    Command.of("sh", "-c", "trap '' TERM; touch " + started + "; sleep 600"))))
                            .start();
                    while (!Files.exists(started)) {
                        ended.run(Command.of("true"));
                    }
                    compiling.countDown();
                    while (true) {
                        ended.run(Command.of("true"));
                    }
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("the baseline does not compile");
        assertThat(said).isEmpty();
    }

    private static final class OtherWay extends Failure implements GoesOn {

        private static final long serialVersionUID = 1L;

        private OtherWay() {
            super(Kind.USER, "it goes on otherwise", null);
        }
    }

    @Test
    void whereTheBuildGoesOnOtherwiseWhatRunsBesideIsNotEnded() {
        CountDownLatch failing = new CountDownLatch(1);
        assertThatThrownBy(() -> run(beside(null), step -> {
                    if (step == instrument) {
                        failing.countDown();
                        throw new OtherWay();
                    }
                    await(failing);
                    return build(step);
                }))
                .isInstanceOf(OtherWay.class);
        assertThat(built).containsExactly(baseline);
        assertThat(said).isEmpty();
    }

    @Test
    void nothingIsTriedAgainThatNoOtherBuildCanHaveHit() {
        AtomicInteger tries = new AtomicInteger();
        Work failing = step -> {
            if (step == instrument) {
                tries.incrementAndGet();
                throw Failure.user("broken");
            }
            return false;
        };
        assertThatThrownBy(() -> run(beside(null), failing))
                .as("the other was up to date")
                .hasMessage("broken");
        assertThat(tries).hasValue(1);
        assertThatThrownBy(() -> run(beside(null, 0), step -> !failing.of(step)))
                .as("ended at its limit")
                .hasMessage("broken");
        assertThat(tries).hasValue(2);
        assertThatThrownBy(() -> run(beside(null), step -> {
                    if (step == instrument) {
                        tries.incrementAndGet();
                        throw new IllegalStateException("an error of the plugin");
                    }
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(3);
        assertThatThrownBy(() -> run(beside(null), step -> {
                    if (step == check) {
                        tries.incrementAndGet();
                        throw Failure.user("no build");
                    }
                    return true;
                }))
                .hasMessage("no build");
        assertThat(tries).hasValue(4);
        assertThat(said).isEmpty();
    }

    @Test
    void afterAFailureProcessesCanBeStartedAgain() {
        Beside beside = beside(null);
        assertThatThrownBy(() -> run(beside, step -> {
                    if (step == baseline) {
                        beside.aside().run(LONG);
                    }
                    throw new IllegalStateException("an error of the plugin");
                }))
                .isInstanceOf(IllegalStateException.class);
        for (ProcessRunner processes : List.of(beside.path(), beside.aside())) {
            assertThat(processes)
                    .satisfies(runner ->
                            assertThat(runner.run(Command.of("true")).ok()).isTrue());
        }
    }

    @Test
    void whoIsCancelledSaysWhy() {
        Beside beside = beside(null);
        beside.path().strand().cancel("baseline failed");
        assertThatThrownBy(() -> beside.path().run(LONG))
                .isInstanceOf(Cancelled.class)
                .hasMessage("baseline failed");
    }
}
