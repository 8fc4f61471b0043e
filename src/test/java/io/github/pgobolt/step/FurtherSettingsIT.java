package io.github.pgobolt.step;

import static io.github.pgobolt.step.FurtherBuilds.ARM;
import static io.github.pgobolt.step.FurtherBuilds.HOST;
import static io.github.pgobolt.step.FurtherBuilds.MUSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.cargo.Crates;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.Repeats;
import io.github.pgobolt.it.Machine;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.step.FurtherTarget.Evidence;
import io.github.pgobolt.step.StoredSettings.Named;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a further target, with the real cargo and what this machine has to run files. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FurtherSettingsIT {

    private static final Evidence GAINS = new Evidence(HOST, true, "PGO was measured: faster");
    private static final Evidence LOSES = new Evidence(HOST, false, "PGO was measured: slower");
    private static final Set<StepKey<?>> OF_PGO = Set.of(MergeStep.KEY, OptimizeStep.KEY);

    @TempDir
    Path folder;

    private final ProcessRunner processes = Crates.runner(Map.of());
    private Path crate;

    @BeforeEach
    void machine() throws Exception {
        assumeThat(Machine.hasTargets(
                        "FurtherSettingsIT", List.of(MUSL, ARM), List.of("aarch64-linux-gnu-gcc", "qemu-aarch64")))
                .isTrue();
    }

    /** The session of the build that trains. */
    private Session main(boolean library, Map<String, String> env, Workload... workloads) throws Exception {
        crate = FurtherBuilds.crate(folder, library);
        Settings.Base base =
                FurtherBuilds.base(crate, FurtherBuilds.build(CrossTool.none, env), List.of(), folder.resolve("main"));
        Settings settings = Settings.of(base)
                .with(new Settings.RunSettings(List.of(workloads), List.of(), true, false))
                .with(new Settings.ProfileSettings(0, "auto", 10, List.of(), false, false))
                .with(new Settings.BoltSettings(false, null, List.of(), 60, null))
                .with(new Settings.CheckSettings(
                        Map.of(), Repeats.DEFAULT, Settings.CrateTestChoice.integration, List.of(), 60))
                .with(new Settings.BenchmarkSettings(
                        10, 0.01, 0, "auto", 1, List.of(), List.of(), List.of(), VerdictSource.stored))
                .with(new Settings.GateSettings(0.01, 0.01, null, null, true, "fail"))
                .with(new Settings.ShippingSettings(false, folder.resolve("native"), false))
                .with(new Settings.TargetSettings(true));
        Discovery found =
                Discovery.look(base, FurtherBuilds.detector(processes, crate), processes, FurtherBuilds.SILENT);
        return Session.of(settings, found, processes, FurtherBuilds.SILENT);
    }

    private FurtherSettings further(Session main, String triple, boolean trained, Evidence evidence) throws Exception {
        TargetProbe probe = TargetProbe.look(
                main.settings().base(),
                triple,
                main.subject().kind() == Subject.Kind.lib,
                main.found().detector(),
                processes,
                crate,
                FurtherBuilds.work(FurtherTargets.folder(main, triple)));
        return new FurtherSettings(
                main,
                probe,
                trained
                        ? Optional.of(new Named("of this build's training", null, "not asked for here", true))
                        : Optional.empty(),
                evidence);
    }

    private Workload runs(String name, Use use) {
        return FurtherBuilds.workload(name, use, folder, "${subject}", "7").under(List.of("runner-of-the-host"));
    }

    @Test
    void aProgramForMuslIsCheckedAndMeasuredAsItIs() throws Exception {
        Session main = main(
                false,
                Map.of(),
                runs("train", Use.train),
                runs("evaluate", Use.evaluate),
                FurtherBuilds.workload("java", Use.evaluate, folder, "java", "-jar", "app.jar"));
        FurtherSettings further = further(main, MUSL, true, GAINS);
        Session session = further.session(null);
        assertThat(further.target().run()).isEqualTo("native");
        assertThat(session.settings().skipped()).doesNotContain(CheckStep.KEY, BenchmarkStep.KEY, MergeStep.KEY);
        assertThat(session.settings().runs().workloads())
                .as("what starts the file, without what runs this machine's own")
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("evaluate");
                    assertThat(one.runner()).isEmpty();
                });
        assertThat(session.settings().benchmark().verdict()).isEqualTo(VerdictSource.measured);
        assertThat(session.settings().gates().failIfSlower())
                .as("a gate is for the subject's own")
                .isNull();
        assertThat(session.copyFolder()).isEqualTo(folder.resolve("native/linux-x86-64-musl"));
        assertThat(session.sound().build().targetCpu()).as("the same processor").isEqualTo("native");
        assertThat(session.work().root()).isEqualTo(main.work().file("targets/" + MUSL));
    }

    @Test
    void underQemuItIsCheckedAndNotMeasured() throws Exception {
        Session main = main(false, Map.of(), runs("both", Use.both));
        FurtherSettings further = further(main, ARM, true, GAINS);
        Session session = further.session(null);
        assertThat(further.target().run()).isEqualTo("qemu-aarch64");
        assertThat(session.settings().skipped())
                .contains(BenchmarkStep.KEY, BoltStep.KEY)
                .doesNotContain(CheckStep.KEY)
                .doesNotContainAnyElementsOf(OF_PGO);
        assertThat(session.settings().runs().workloads().get(0).runner().get(0)).endsWith("qemu-aarch64");
        assertThat(session.sound().build().targetCpu()).as("another processor").isNull();
        assertThat(session.sound().build().environment().values())
                .anyMatch(linker -> linker.endsWith("aarch64-linux-gnu-gcc"));
        // Where nothing can be measured and the training lost, there is nothing to build by a profile.
        assertThat(further(main, ARM, true, LOSES).session(null).settings().skipped())
                .containsAll(OF_PGO);
        // A run that failed leaves a target that is not run.
        FurtherSettings unrun = further(main, ARM, true, GAINS);
        assertThat(unrun.session("qemu-aarch64 could not run it").settings().skipped())
                .contains(CheckStep.KEY, BenchmarkStep.KEY)
                .doesNotContain(BaselineStep.KEY, SelectStep.KEY);
        assertThat(unrun.target().unrun()).isEqualTo("qemu-aarch64 could not run it");
    }

    @Test
    void aRunnerWhoseNameSaysNothingIsNotMeasuredOnAnotherProcessor() throws Exception {
        Map<String, String> runner = Map.of(
                "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", "env X=1 qemu-aarch64 -L /usr/aarch64-linux-gnu");
        FurtherSettings further = further(main(false, runner, runs("both", Use.both)), ARM, true, GAINS);
        Session session = further.session(null);
        assertThat(further.target().run()).isEqualTo("qemu-aarch64");
        assertThat(session.settings().skipped()).contains(BenchmarkStep.KEY);
        assertThat(session.settings().runs().workloads().get(0).runner())
                .containsExactly("env", "X=1", "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu");
    }

    @Test
    void aLibraryThatOnlyAJvmLoadsIsNotRun() throws Exception {
        Session main =
                main(true, Map.of(), FurtherBuilds.workload("java", Use.both, folder, "java", "-jar", "app.jar"));
        FurtherSettings further = further(main, ARM, true, GAINS);
        Session session = further.session(null);
        assertThat(further.target().runner()).isNull();
        assertThat(further.target().unrun()).contains("a JVM of this machine does not load files for " + ARM);
        assertThat(session.settings().skipped()).contains(CheckStep.KEY, BenchmarkStep.KEY);
        assertThat(further.target().needsBaseline())
                .as("shipUnrun, and the training gained")
                .isFalse();
        assertThat(further(main, ARM, false, GAINS).session(null).settings().skipped())
                .as("nothing was trained")
                .containsAll(OF_PGO);
    }
}
