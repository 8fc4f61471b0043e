package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Status;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.step.FurtherTarget.Evidence;
import io.github.pgobolt.step.StoredSettings.Named;
import io.github.pgobolt.toolchain.Missing;
import io.github.pgobolt.toolchain.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the subject for further targets. Each is a build of its own, in a work folder of its own, by the same steps as any
 * other: its stored profile is what this build trained.
 */
final class FurtherTargets {

    /** Makes the pipeline of a further target. */
    interface Pipelines {
        SubjectPipeline of(Session session) throws IOException;
    }

    private static final String NAME = "targets";

    /** The steps that a further target may do. */
    private static final List<StepKey<?>> RECORDED = List.of(
            BaselineStep.KEY,
            MergeStep.KEY,
            OptimizeStep.KEY,
            BoltProfileStep.KEY,
            BoltStep.KEY,
            CheckStep.KEY,
            BenchmarkStep.KEY,
            SelectStep.KEY);

    private final Session session;
    private final Records records;
    private final Pipelines pipelines;
    private final Map<String, TargetProbe> probes = new HashMap<>();
    private volatile String progress = "looks at what was built before";

    FurtherTargets(Session session, Records records, Pipelines pipelines) {
        this.session = session;
        this.records = records;
        this.pipelines = pipelines;
    }

    /** Returns the name of JNA's resource folder; JNA has none of its own for musl. */
    static String jnaName(String triple) {
        return Platform.ofTriple(triple).jnaName() + musl(triple);
    }

    /** Returns the classifier of os-maven-plugin, which knows no musl either. */
    static String classifier(String triple) {
        return Platform.ofTriple(triple).classifier() + musl(triple);
    }

    private static String musl(String triple) {
        return triple.contains("-musl") ? "-musl" : "";
    }

    /** Returns the triples, without the subject's own, which is built anyway. */
    List<String> triples() {
        return session.settings().base().targets().stream()
                .filter(triple -> !triple.equals(session.subject().target()))
                .distinct()
                .toList();
    }

    /**
     * Builds for each. One that fails does not keep the others from being built.
     *
     * @throws Failure that names all that failed
     */
    List<TargetsResult.Row> build() throws IOException {
        Optional<Named> profile = profile();
        Evidence trained = evidence();
        List<TargetsResult.Row> rows = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<String> triples = triples();
        for (int i = 0; i < triples.size(); i++) {
            progress = triples.get(i) + ", " + (i + 1) + " of " + triples.size();
            session.log().info("targets: " + progress);
            try {
                rows.add(build(triples.get(i), profile, trained));
            } catch (Failure failure) {
                failures.add(failure.inWords("target " + triples.get(i) + ": " + failure.getMessage()));
                session.log().warn("target " + triples.get(i) + " failed; what follows is built all the same");
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            Failure all = Failure.user(Counted.of(failures.size(), "target") + " could not be built.\n"
                    + String.join(
                            "\n", failures.stream().map(Failure::getMessage).toList()));
            failures.forEach(all::addSuppressed);
            throw all;
        }
        return rows;
    }

    private TargetsResult.Row build(String triple, Optional<Named> profile, Evidence trained) throws IOException {
        TargetProbe probe = probe(triple);
        if (!probe.environment().isEmpty()) {
            session.log().info("    linked by " + probe.linkedBy() + ", since cargo is told of no linker for it");
        }
        FurtherSettings settings = new FurtherSettings(session, probe, profile, trained);
        SubjectPipeline pipeline = pipelines.of(settings.session(null));
        for (String folder : List.of(Variants.BASELINE, NamesBuild.NAME)) {
            Builds.giveHostParts(session, pipeline.session(), folder);
        }
        Optional<String> trouble;
        try {
            pipeline.run();
            trouble = plainRunsFail(pipeline);
        } catch (Failure failure) {
            if (settings.target().runner() == null || !isOfARun(pipeline)) {
                throw failure;
            }
            trouble = failure.getMessage().lines().findFirst();
        }
        if (trouble.isPresent()) {
            String why = settings.target().run() + " could not run it: "
                    + trouble.get().replaceFirst("\\.$", "");
            session.log().warn(triple + ": " + why + ". It goes on as a target that is not run.");
            pipeline = pipelines.of(settings.session(why));
            pipeline.run();
        }
        requireMusl(triple, pipeline);
        pipeline.report();
        return row(triple, pipeline, settings.target());
    }

    /** Returns what tells how each target's file was made, checked and measured. */
    List<Attestations> attestations(List<TargetsResult.Row> rows, String pluginVersion) throws IOException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Optional<Named> profile = profile();
        Evidence trained = evidence();
        List<Attestations> all = new ArrayList<>();
        for (TargetsResult.Row row : rows) {
            Session own = new FurtherSettings(session, probe(row.name()), profile, trained).attested();
            all.add(new Attestations(
                    own, new Records(own.work(), key -> !row.steps().contains(key.goal())), pluginVersion));
        }
        return all;
    }

    /** Returns which of them is built. */
    String progress() {
        return progress;
    }

    /** Whether a step failed that runs the file. */
    private static boolean isOfARun(SubjectPipeline pipeline) {
        return pipeline.progress().stream()
                .anyMatch(one -> one.status() == Status.FAILED
                        && (one.step().equals(CheckStep.KEY) || one.step().equals(BenchmarkStep.KEY)));
    }

    /** Returns how the runs of the plain file ended if that is not as they should: what runs it is at fault, or it is. */
    private static Optional<String> plainRunsFail(SubjectPipeline pipeline) {
        return pipeline.records().findResult(CheckStep.KEY).stream()
                .flatMap(check -> check.rows().stream())
                .filter(row -> row.variant().equals(Variants.BASELINE) && row.shown() == Shown.WRONG)
                .map(CheckStepResult.Row::detail)
                .findFirst();
    }

    private static void requireMusl(String triple, SubjectPipeline pipeline) throws IOException {
        Session own = pipeline.session();
        if (triple.contains("-musl") && own.llvm().readobj() != null) {
            Path file =
                    own.work().file(pipeline.records().result(SelectStep.KEY).file());
            MuslLinkage.require(
                    triple,
                    file,
                    new ElfReader(
                                    own.processes(),
                                    own.llvm().readobj().path(),
                                    null,
                                    own.work().file("elf"))
                            .read(file)
                            .needed());
        }
    }

    private TargetsResult.Row row(String triple, SubjectPipeline pipeline, FurtherTarget target) throws IOException {
        Records own = pipeline.records();
        Path root = pipeline.session().work().root();
        SelectResult selected = own.result(SelectStep.KEY);
        Optional<ProfileMatch> match = own.findResult(OptimizeStep.KEY).map(BuildResult::profileMatch);
        List<StepRecord> done =
                RECORDED.stream().flatMap(key -> own.find(key).stream()).toList();
        // A profile of which too little arrives leaves no record, and took a compile all the same.
        Optional<StoredNames> refused = own.find(MergeStep.KEY).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(pipeline.session().found().stored().names());
        Optional<CheckStepResult> checked = own.findResult(CheckStep.KEY);
        Shown shown = checked.map(check -> check.of(selected.variant())).orElse(Shown.NOT);
        return new TargetsResult.Row(
                triple,
                selected.variant(),
                selected.reason(),
                session.work().root().relativize(root.resolve(selected.file())).toString(),
                selected.sha256(),
                selected.sizeBytes(),
                own.findResult(BaselineStep.KEY).isPresent()
                        ? Files.size(root.resolve(own.result(BaselineStep.KEY).shipped()))
                        : null,
                share(pipeline, match.map(ProfileMatch::arrivedShare).orElse(null)),
                match.map(ProfileMatch::missingFunctions).orElse(null),
                match.map(ProfileMatch::hashMismatches).orElse(null),
                target.run(),
                shown,
                failed(checked, session.work().root().relativize(root)),
                own.findResult(BenchmarkStep.KEY)
                        .flatMap(measured -> againstPlain(measured, selected.variant()))
                        .orElse(null),
                done.stream().mapToInt(StepRecord::compiles).sum()
                        + refused.map(StoredNames::compiles).orElse(0),
                done.stream().mapToDouble(StepRecord::seconds).sum()
                        + refused.map(StoredNames::seconds).orElse(0.0),
                selected.copiedTo(),
                session.work()
                        .root()
                        .relativize(pipeline.reportOutputs().page())
                        .toString(),
                RECORDED.stream()
                        .filter(key -> own.find(key).isPresent())
                        .map(StepKey::goal)
                        .toList());
    }

    /** Returns the checks that found something, with their evidence relative to the work folder of the main build. */
    private static List<CheckStepResult.Row> failed(Optional<CheckStepResult> checked, Path folder) {
        return checked.stream()
                .flatMap(check -> check.rows().stream())
                .filter(row -> row.shown() == Shown.WRONG)
                .map(row -> new CheckStepResult.Row(
                        row.name(),
                        row.variant(),
                        row.shown(),
                        row.detail(),
                        row.evidence() == null
                                ? null
                                : folder.resolve(row.evidence()).toString()))
                .toList();
    }

    /** Returns what ships against the plain file; where that is the plain file itself, what was built with the profile. */
    private static Optional<Comparison> againstPlain(BenchmarkResult measured, String ships) {
        return measured.overall(ships, Variants.BASELINE).or(() -> measured.overall(Variants.PGO, Variants.BASELINE));
    }

    private static Double share(SubjectPipeline pipeline, Double arrived) {
        return arrived == null ? pipeline.session().found().stored().refusedShare() : arrived;
    }

    /** Returns the profile of this build as a stored one; empty if it has none. */
    private Optional<Named> profile() throws IOException {
        if (records.find(MergeStep.KEY).isEmpty()) {
            return Optional.empty();
        }
        if (session.isStored() && !session.isReused()) {
            return Optional.of(session.found().stored().named());
        }
        Optional<TrainedProfile> trained = TrainedProfile.of(session, records);
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        Path folder = session.work().emptied(session.work().file(NAME).resolve("profile"));
        ProfileWriter.folder(trained.get().manifest(), trained.get().members(), folder);
        return Optional.of(Named.trained(folder));
    }

    /** Returns what this build shows of PGO. */
    private Evidence evidence() {
        String triple = session.subject().target();
        Optional<SelectResult> selected = records.findResult(SelectStep.KEY);
        Optional<BenchmarkResult> measured = records.findResult(BenchmarkStep.KEY);
        VariantFiles variants = new VariantFiles(session, records);
        boolean shownWrong = variants.all(Shown.WRONG).stream()
                .anyMatch(variant -> variant.name().equals(Variants.PGO));
        if (shownWrong) {
            return new Evidence(triple, false, "PGO gave other outputs than the plain build");
        }
        boolean ships = selected.map(SelectResult::variant)
                .filter(variant -> Set.of(Variants.PGO, Variants.PGO_BOLT).contains(variant))
                .isPresent();
        Optional<Comparison> pgo = measured.flatMap(result -> result.overall(Variants.PGO, Variants.BASELINE));
        if (pgo.isEmpty()) {
            return new Evidence(triple, ships, ships ? "a stored verdict lets PGO ship" : "nothing was measured");
        }
        Verdict verdict = pgo.get().verdict();
        boolean notSlower = verdict == Verdict.FASTER
                || verdict == Verdict.SAME
                || verdict == Verdict.NO_DIFFERENCE_SHOWN
                || ships && verdict != Verdict.SLOWER;
        return new Evidence(triple, notSlower, "PGO was measured: " + verdict.words());
    }

    /** Returns what each of them depends on, beside what cargo reads. */
    List<String> inputs() {
        Evidence trained = evidence();
        return List.of(
                triples().toString(),
                trained.toString(),
                records.find(MergeStep.KEY).isPresent() ? records.output(MergeStep.KEY, 0) : "none",
                Objects.toString(session.copyFolder()),
                session.settings().section(Settings.TargetSettings.class).toString());
    }

    /** Refuses targets that cannot be built here, all at once. */
    void preflight() throws IOException {
        List<String> asked = session.settings().base().targets();
        asked.stream()
                .filter(triple -> asked.indexOf(triple) != asked.lastIndexOf(triple))
                .distinct()
                .forEach(triple -> session.log().info("targets: " + triple + " is named twice, and built once"));
        if (asked.contains(session.subject().target())) {
            session.log()
                    .info("targets: " + session.subject().target() + " is built anyway: it is the one that trains");
        }
        if (session.std().isProfiled() && !triples().isEmpty()) {
            session.log()
                    .info("targets: their standard library stays the prebuilt one; std=profiled is for "
                            + session.subject().target() + " alone");
        }
        List<String> refused = new ArrayList<>();
        for (String triple : triples()) {
            requireFolder(triple);
            for (Missing gap : probe(triple).missing()) {
                refused.add(triple + " cannot be built: " + gap.sentence());
            }
        }
        // Behind the question whether rustc knows them: a misspelt one may have the place of another.
        requireSound(triples());
        if (!refused.isEmpty()) {
            throw Failure.user(String.join("\n", refused)
                    + "\nOr take "
                    + Counted.word(refused.size(), "it", "them")
                    + " out of targets (-Dpgobolt.targets). "
                    + Goals.command("doctor")
                    + " -Dpgobolt.targets=" + String.join(",", triples()) + " looks again, and with -Dpgobolt.install"
                    + " installs what a package or rustup has.");
        }
    }

    private void requireFolder(String triple) {
        if (session.settings().has(Settings.ShippingSettings.class)) {
            Path copies = session.settings().shipping().copyTo();
            CopyFolder.require(copies == null ? null : copies.resolve(jnaName(triple)));
        }
    }

    /** Refuses targets whose files would have one place, the subject's own among them. */
    private void requireSound(List<String> triples) {
        Map<String, String> folders = new HashMap<>();
        folders.put(session.detection().platform().jnaName(), session.subject().target());
        for (String triple : triples) {
            String other = folders.put(jnaName(triple), triple);
            if (other != null) {
                throw Failure.user("The files of " + other + " and " + triple + " would both lie in " + jnaName(triple)
                        + ". Take " + (triples.contains(other) ? "one of them" : "the latter")
                        + " out of targets (-Dpgobolt.targets).");
            }
        }
    }

    private TargetProbe probe(String triple) throws IOException {
        TargetProbe known = probes.get(triple);
        if (known == null) {
            WorkFolder work = new WorkFolder(folder(session, triple));
            work.create();
            known = TargetProbe.look(
                    session.settings().base(),
                    triple,
                    session.subject().kind() == Subject.Kind.lib,
                    session.found().detector(),
                    session.processes(),
                    session.subject().directory(),
                    work);
            probes.put(triple, known);
        }
        return known;
    }

    /** Returns the work folder of a target. */
    static Path folder(Session session, String triple) {
        return session.work().file(NAME).resolve(triple);
    }
}
