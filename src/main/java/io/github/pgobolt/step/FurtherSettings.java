package io.github.pgobolt.step;

import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.FurtherTarget.Evidence;
import io.github.pgobolt.step.Settings.CheckSettings;
import io.github.pgobolt.step.Settings.RunSettings;
import io.github.pgobolt.step.StoredSettings.Named;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.TargetRunner;
import io.github.pgobolt.toolchain.Wanted;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a further target: those of the build that trained, without what is of that target alone. */
final class FurtherSettings {

    private static final List<StepKey<?>> OF_PGO = List.of(
            InstrumentStep.KEY, TrainStep.KEY, MergeStep.KEY, OptimizeStep.KEY, BoltProfileStep.KEY, BoltStep.KEY);

    private final Session main;
    private final TargetProbe probe;
    private final String triple;
    private final Optional<Named> profile;
    private final Evidence trained;
    private FurtherTarget target;

    FurtherSettings(Session main, TargetProbe probe, Optional<Named> profile, Evidence trained) {
        this.main = main;
        this.probe = probe;
        this.triple = probe.triple();
        this.profile = profile;
        this.trained = trained;
    }

    /** Returns what was found out about the target; known when its session is. */
    FurtherTarget target() {
        return target;
    }

    /**
     * Returns the session of the target.
     *
     * @param unrun why its file is not run although something could; null if it is run
     */
    Session session(String unrun) throws IOException {
        Settings.Base base = base();
        Log log = new IndentedLog(main.log());
        Discovery found = Discovery.look(base, ignored -> probe.detection(), probe.cargo(), main.processes(), log);
        List<Workload> workloads = workloads();
        TargetRunner runner = unrun == null && !workloads.isEmpty() ? runner(found) : null;
        if (runner != null) {
            runner = Wine.equipped(runner, rustc(found), FurtherTargets.folder(main, "wine"), main.processes());
        }
        String why = runner != null
                ? null
                : unrun != null
                        ? unrun
                        : workloads.isEmpty()
                                ? "no evaluation workload starts it: a "
                                        + (found.subject().kind() == Subject.Kind.lib ? "JVM" : "program")
                                        + " of this machine does not load files for " + triple
                                : "nothing on this machine runs files for " + triple;
        target = new FurtherTarget(
                runner,
                why,
                main.settings().section(Settings.TargetSettings.class).shipUnrun(),
                trained);
        return Session.of(settings(base, workloads), found, main.processes(), log);
    }

    /** Returns the session of the target for what is told of its file, once that is built; it runs nothing. */
    Session attested() throws IOException {
        Settings settings = Settings.of(base());
        Discovery found = Discovery.look(
                settings.base(), ignored -> probe.detection(), probe.cargo(), main.processes(), Log.SILENT);
        return Session.of(
                main.settings().has(Settings.BoltSettings.class)
                        ? settings.with(main.settings().bolt())
                        : settings,
                found,
                main.processes(),
                Log.SILENT);
    }

    private Settings settings(Settings.Base base, List<Workload> workloads) {
        Settings asked = main.settings();
        Settings settings = Settings.of(base)
                .with(target)
                .with(new RunSettings(
                        target.runner() == null
                                ? List.of()
                                : workloads.stream()
                                        .map(one -> one.asCargoRuns(
                                                target.runner().environment(),
                                                target.runner().words()))
                                        .toList(),
                        List.of(),
                        false,
                        asked.runs().ofPom()))
                .with(asked.profiles())
                .with(asked.bolt())
                .with(new CheckSettings(
                        asked.check().outputRules(),
                        asked.check().repeats(),
                        Settings.CrateTestChoice.none,
                        List.of(),
                        asked.check().crateTestTimeoutSeconds()))
                .with(asked.benchmark().measured(List.of()))
                .with(new Settings.GateSettings(
                        null, null, null, null, false, asked.gates().onInconclusive()))
                .with(new Settings.ShippingSettings(
                        asked.shipping().allowUnchecked(), asked.shipping().copyTo(), true))
                .with(new Settings.ReproduceSettings(false))
                .with(new Settings.PreviousSettings(null, null));
        for (StepKey<?> step : without()) {
            settings = settings.without(step);
        }
        return settings;
    }

    /** Returns the steps that this target does without. */
    private List<StepKey<?>> without() {
        List<StepKey<?>> without = new ArrayList<>(main.settings().skipped());
        boolean measured = isMeasured();
        if (profile.isEmpty() || !measured && !trained.gains()) {
            without.addAll(OF_PGO);
        }
        if (target.runner() == null) {
            without.add(CheckStep.KEY);
        }
        if (!measured) {
            without.addAll(List.of(BenchmarkStep.KEY, BoltProfileStep.KEY, BoltStep.KEY));
        }
        // What this build leaves out of its own is no choice for others: there is always something to fall back to.
        without.removeAll(List.of(BaselineStep.KEY, SelectStep.KEY));
        return without;
    }

    /** Whether times mean something. */
    private boolean isMeasured() {
        return target.runner() != null && !target.runner().emulates();
    }

    private Settings.Base base() {
        Settings.Base asked = main.settings().base();
        SubjectQuery subject = asked.subject();
        return new Settings.Base(
                new SubjectQuery(
                        main.subject().manifest(),
                        subject.baseDirectory(),
                        subject.packageName(),
                        subject.bin(),
                        subject.lib(),
                        triple),
                build(asked.build()),
                asked.toolchain(),
                asked.toolPaths(),
                new Wanted(Need.auto, asked.wanted().bolt() == Need.off ? Need.off : Need.auto),
                PgoMode.instrument,
                StdMode.prebuilt,
                new StoredSettings(
                        ProfilePolicy.auto,
                        profile.orElse(null),
                        List.of(),
                        asked.stored().minMatch(),
                        asked.stored().minBranchMatch(),
                        null,
                        null,
                        ReuseProfile.never),
                asked.strip(),
                asked.keptTrials(),
                FurtherTargets.folder(main, triple),
                asked.force(),
                asked.parallelBuilds(),
                List.of(),
                true);
    }

    private BuildSettings build(BuildSettings asked) {
        boolean library = main.subject().kind() == Subject.Kind.lib;
        boolean otherArch = !Platform.ofTriple(triple)
                .arch()
                .equals(main.detection().platform().arch());
        return asked.forTarget(
                // Without it rustc builds no cdylib for musl at all.
                library && triple.contains("-musl") ? List.of("-Ctarget-feature=-crt-static") : List.of(),
                probe.environment(),
                probe.tool(),
                otherArch ? null : asked.targetCpu());
    }

    /** Returns the workloads that can run the file: those that start it. */
    private List<Workload> workloads() {
        return main.settings().evaluationWorkloads().stream()
                .filter(workload -> workload.startsSubject() && !workload.shell()
                        || workload.shell() && main.subject().kind() == Subject.Kind.bin)
                .filter(workload -> workload.cargoTarget().isEmpty())
                .map(workload -> workload.usedTo(Use.evaluate).under(List.of()))
                .toList();
    }

    private List<String> rustc(Discovery found) {
        List<String> rustc =
                new ArrayList<>(List.of(found.detection().rust().rustc().path().toString(), "--target", triple));
        if (found.sound().flags().linker() != null) {
            rustc.add("-Clinker=" + found.sound().flags().linker());
        }
        return rustc;
    }

    private TargetRunner runner(Discovery found) {
        return TargetRunner.find(
                        Platform.current(),
                        triple,
                        found.subject().kind() == Subject.Kind.lib,
                        found.cargo().runner(),
                        main.programs(),
                        Path.of("/"))
                .orElse(null);
    }
}
