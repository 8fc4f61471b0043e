package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.pipeline.FakeBuild.FakeStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the pipeline, on steps that do nothing else: two that need none, and three that build on them. */
class PipelineTest {

    @TempDir
    Path folder;

    private FakeBuild build;
    private FakeStep plain;
    private FakeStep counted;
    private FakeStep profile;
    private FakeStep fast;
    private FakeStep checked;

    @BeforeEach
    void steps() {
        build = new FakeBuild(folder.resolve("work"));
        plain = build.step("plain");
        counted = build.step("counted");
        profile = build.step("profile", counted);
        fast = build.step("fast", profile);
        checked = build.step("checked", plain, fast);
        plain.reads.put("flags", "-O");
        counted.reads.put("flags", "-O");
    }

    private void run() throws IOException {
        build.pipeline().run();
    }

    private Status status(Pipeline pipeline, FakeStep step) {
        return entry(pipeline, step).status();
    }

    private static Progress entry(Pipeline pipeline, FakeStep step) {
        return pipeline.progress().stream()
                .filter(p -> p.step().equals(step.key()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allRunInOrderAndThenNoneAgain() throws IOException {
        Pipeline first = build.pipeline();
        first.run();
        assertThat(build.ran).containsExactly("plain", "counted", "profile", "fast", "checked");
        assertThat(build.said).contains("plain: does plain", "checked: does checked");
        assertThat(first.progress()).extracting(Progress::status).containsOnly(Status.RAN);

        Pipeline second = build.pipeline();
        second.run();
        assertThat(build.ran).isEmpty();
        assertThat(build.said).contains("plain: up to date", "checked: up to date");
        assertThat(second.progress()).extracting(Progress::status).containsOnly(Status.REUSED);
        assertThat(second.progress())
                .extracting(Progress::step)
                .extracting(StepKey::goal)
                .containsExactly("plain", "counted", "profile", "fast", "checked");
    }

    @Test
    void whatChangedRunsAgainWithWhatBuildsOnItAndNothingElse() throws IOException {
        run();
        counted.reads.put("flags", "-O3");
        run();
        assertThat(build.ran).containsExactly("counted", "profile", "fast", "checked");
        assertThat(build.said)
                .contains(
                        "counted: does counted again, since this changed: flags",
                        "plain: up to date",
                        "profile: does profile again, since this changed: counted");
    }

    @Test
    void whereTheSameComesOutNothingBuildsOnItAnew() throws IOException {
        run();
        Files.writeString(profile.output(), "damaged");
        run();
        assertThat(build.ran).containsExactly("profile");
        assertThat(build.said)
                .contains("profile: does profile again, since its files were changed or removed", "fast: up to date");
        Files.delete(checked.output());
        run();
        assertThat(build.ran).containsExactly("checked");
    }

    @Test
    void anotherPluginAndForceDoAllAgain() throws IOException {
        run();
        build.version = "2";
        run();
        assertThat(build.ran).hasSize(5);
        assertThat(build.said).contains("plain: does plain again, since this changed: plugin");
        build.force = true;
        run();
        assertThat(build.ran).hasSize(5);
        assertThat(build.said).contains("plain: does plain again, since -Dpgobolt.force was given");
    }

    @Test
    void aDamagedRecordIsNone() throws IOException {
        run();
        Path record = folder.resolve("work/steps/profile.json");
        Files.writeString(
                record,
                Files.readString(record).replace("does profile", "").replace("\"compiles\": 0", "\"compiles\": 9"));
        assertThatThrownBy(() -> build.pipeline().run(fast.key()))
                .hasMessageContaining("record of 'profile' is damaged");
        run();
        assertThat(build.ran).containsExactly("profile");
        assertThat(build.said).contains("profile: does profile again, since its record is damaged");
    }

    @Test
    void timeInWhichNoProcessRanIsTheProgramsOwn() throws IOException {
        run();
        StepRecord record = build.work.read(profile.key()).orElseThrow();
        assertThat(record.ownSeconds()).isPositive().isEqualTo(record.seconds());
    }

    @Test
    void aRecordOfAnotherShapeIsDamaged() throws IOException {
        run();
        StepRecord record = build.work.read(profile.key()).orElseThrow();
        build.work.write(
                profile.key(),
                new StepRecord(
                        record.schemaVersion(),
                        record.step(),
                        record.inputs(),
                        record.commands(),
                        record.tools(),
                        record.outputs(),
                        WorkFolder.toJson(new int[] {1}),
                        0,
                        1,
                        1,
                        null));
        run();
        assertThat(build.ran).containsExactly("profile");
    }

    @Test
    void aStepThatFailsEndsTheBuildAndTheNextOneGoesOnThere() throws IOException {
        fast.failure = Failure.user("no room\nand more");
        Pipeline failing = build.pipeline();
        assertThatThrownBy(failing::run).isInstanceOf(Failure.class).hasMessage("no room\nand more");
        assertThat(build.ran).containsExactly("plain", "counted", "profile", "fast");
        assertThat(status(failing, fast)).isEqualTo(Status.FAILED);
        assertThat(entry(failing, fast).reason()).isEqualTo("no room");
        assertThat(build.work.hasRecord(fast.key())).isFalse();
        fast.failure = null;
        run();
        assertThat(build.ran).containsExactly("fast", "checked");
    }

    @Test
    void aStepThatFailsForgetsWhatItDidBefore() throws IOException {
        run();
        fast.reads.put("profile's options", "new");
        fast.failure = new IOException("broken pipe");
        assertThatThrownBy(this::run).isInstanceOf(IOException.class).hasMessage("broken pipe");
        fast.failure = null;
        fast.reads.clear();
        run();
        assertThat(build.ran).containsExactly("fast");
        assertThat(build.said).contains("fast: does fast");
    }

    @Test
    void moreIsFoundOutOfAFailureWhenNothingRunsAnyMore() {
        Failure failure = Failure.user("cargo ended with 101");
        counted.failure = failure;
        build.explained = f -> f == failure ? Failure.user("the flag is to blame") : f;
        Pipeline pipeline = build.pipeline();
        assertThatThrownBy(pipeline::run).hasMessage("the flag is to blame");
        assertThat(entry(pipeline, counted).reason()).isEqualTo("the flag is to blame");
        assertThat(entry(pipeline, plain).status()).isEqualTo(Status.RAN);
    }

    @Test
    void whatIsRefusedIsRefusedBeforeAnythingIsDone() throws IOException {
        checked.refusal = "no workload";
        assertThatThrownBy(this::run).hasMessage("no workload");
        assertThat(build.ran).isEmpty();
        assertThatThrownBy(() -> build.pipeline().preflight()).hasMessage("no workload");
        build.pipeline().run(plain.key());
        assertThat(build.ran).as("a goal refuses what its own step needs").containsExactly("plain");
    }

    @Test
    void whatBecameOfAStepIsToldToTheOtherGoalsOfTheBuild() throws IOException {
        Pipeline first = build.pipeline();
        first.run(plain.key());
        Pipeline second = first.with(build);
        second.run(counted.key());
        assertThat(second.progress()).extracting(Progress::step).containsExactly(plain.key(), counted.key());
    }

    @Test
    void aStepThatIsLeftOutIsSaidAndWhatItLeftBeforeIsNotRead() throws IOException {
        run();
        profile.skipped = "switched off";
        Pipeline pipeline = build.pipeline();
        pipeline.run();
        assertThat(build.said).contains("profile: skipped, switched off");
        assertThat(status(pipeline, profile)).isEqualTo(Status.SKIPPED);
        assertThat(build.ran).as("what built on it is another").containsExactly("fast", "checked");
        assertThat(pipeline.records().find(profile.key())).isEmpty();
        pipeline.run(fast.key());
        assertThat(build.said).as("by hand, too").contains("fast: up to date");
    }

    @Test
    void oneStepByHandRunsAlone() throws IOException {
        build.pipeline().run(counted.key());
        assertThat(build.ran).containsExactly("counted");
        build.pipeline().run(profile.key());
        assertThat(build.ran).containsExactly("profile");
    }

    @Test
    void oneStepByHandDoesNotBuildOnWhatIsMissingOrOld() throws IOException {
        assertThatThrownBy(() -> build.pipeline().run(profile.key()))
                .hasMessageContainingAll("'counted' has not run in this work folder", ":counted", ":run");
        run();
        counted.reads.put("flags", "-O3");
        assertThatThrownBy(() -> build.pipeline().run(profile.key()))
                .hasMessageContainingAll(
                        "'profile' builds on 'counted', which is out of date, since this changed: flags", ":counted");
        counted.reads.put("flags", "-O");
        Files.writeString(counted.output(), "changed");
        assertThatThrownBy(() -> build.pipeline().run(profile.key()))
                .hasMessageContaining("its files were changed or removed");
        assertThat(build.ran).isEmpty();
    }

    @Test
    void whatOnlyCargoSeesCountsWhenItIsAsked() throws IOException {
        counted.cargoBuilds = "aaa";
        run();
        run();
        assertThat(build.ran).isEmpty();
        counted.compiled = 1;
        Pipeline same = build.pipeline();
        same.run();
        assertThat(build.said).contains("counted: up to date; cargo compiled again, and the same came out");
        assertThat(entry(same, counted).reason()).isEqualTo("cargo compiled again, and the same came out");
        counted.cargoBuilds = "bbb";
        assertThatThrownBy(() -> build.pipeline().run(profile.key()))
                .hasMessageContaining("this changed: cargo's build of counted");
        run();
        assertThat(build.ran).startsWith("counted").doesNotContain("plain");
    }

    @Test
    void whatARunChangedOfItsOwnInputsIsNoChange() throws IOException {
        plain.reads.put("file", "before");
        plain.changedInputs.put("file", "after");
        run();
        plain.reads.put("file", "after");
        run();
        assertThat(build.ran).isEmpty();
    }

    @Test
    void stepsThatNeedNoneRunBesideEachOther() throws IOException {
        build.inTurn = false;
        CountDownLatch both = new CountDownLatch(2);
        plain.meanwhile = counted.meanwhile = () -> {
            both.countDown();
            try {
                assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        run();
        assertThat(build.ran).hasSize(5);
        assertThat(build.ran.subList(0, 2)).containsExactlyInAnyOrder("plain", "counted");
    }

    @Test
    void twoBuildsOfOneFolderDoNotRunAtOnce() throws IOException {
        plain.meanwhile = () ->
                assertThatThrownBy(() -> WorkFolderLock.take(build.work.root())).isInstanceOf(Failure.class);
        run();
        WorkFolderLock.take(build.work.root()).close();
    }

    @Test
    void aReportShowsWhatIsOfNowAndSaysWhyTheRestIsNot() throws IOException {
        run();
        assertThat(build.pipeline().current().outdated()).isEmpty();
        assertThat(build.pipeline().current().shown().find(checked.key())).isPresent();

        counted.reads.put("flags", "-O3");
        CurrentRecords current = build.pipeline().current();
        Map<StepKey<?>, String> outdated = current.outdated();
        assertThat(outdated).containsOnlyKeys(counted.key(), profile.key(), fast.key(), checked.key());
        assertThat(outdated.get(counted.key())).isEqualTo("this changed: flags");
        assertThat(outdated.get(checked.key()))
                .as("of a chain its first link")
                .isEqualTo("it builds on counted, and there this changed: flags");
        assertThat(current.shown().find(plain.key())).isPresent();
        assertThat(current.shown().find(profile.key())).isEmpty();
    }

    @Test
    void aReportAsksNoCargoAndGoesByWhatCanBeSeen() throws IOException {
        plain.cargoBuilds = "aaa";
        run();
        plain.cargoBuilds = "bbb";
        assertThat(build.pipeline().current().outdated()).isEmpty();
        plain.seenChange = "src/main.rs changed";
        assertThat(build.pipeline().current().outdated().get(checked.key()))
                .isEqualTo("it builds on plain, and there src/main.rs changed");
    }

    @Test
    void aReportAfterAFailureShowsWhatWasDoneInThisBuild() throws IOException {
        run();
        profile.reads.put("workload", "new");
        profile.failure = Failure.user("the workload crashed");
        Pipeline failing = build.pipeline();
        assertThatThrownBy(failing::run).isInstanceOf(Failure.class);
        CurrentRecords current = failing.current();
        assertThat(current.shown().find(counted.key())).isPresent();
        assertThat(current.shown().find(fast.key())).isEmpty();
        assertThat(current.outdated().get(fast.key())).isEqualTo("it builds on profile, and there it failed");
        assertThat(current.outdated()).doesNotContainKey(profile.key());
    }
}
