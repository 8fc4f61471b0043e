package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoMessages;
import io.github.pgobolt.perf.SampleFlags;
import io.github.pgobolt.pgo.ArrivedCounts;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.translation.MissingFunction;
import io.github.pgobolt.translation.TranslatedProfile.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds with the profile, and with relocations if BOLT follows: the single link is both the {@code pgo} variant and
 * BOLT's input. Without PGO it is only BOLT's input.
 */
public final class OptimizeStep implements Step<BuildResult> {

    public static final StepKey<BuildResult> KEY =
            new StepKey<>("optimize", "cargo builds with -Cprofile-use", BuildResult.class);

    private final Session session;
    private final Records records;
    private final SubjectBuild build;

    public OptimizeStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.build = new SubjectBuild(session, KEY, Builds.optimizeFolder(session), this::build);
    }

    private CargoBuild.Built build() throws IOException {
        if (session.doesPgo() && !session.work().intact(records.of(MergeStep.KEY))) {
            throw Failure.user(
                    "The merged profile, which 'optimize' builds with, was changed or removed. Make it again: "
                            + Goals.command(MergeStep.KEY.goal()));
        }
        Builds.startFromEarlier(session);
        Path log = session.work().log(KEY.goal());
        // Warnings about the profile come from dependencies too, and cargo hides those unless it is verbose.
        return session.isStored() && session.doesPgo()
                ? session.found().std().orPrebuilt(std -> built(session.cargo().withStd(std), log), session.log())
                : built(session.optimizedCargo(), log);
    }

    private CargoBuild.Built built(CargoBuild cargo, Path log) throws IOException {
        return cargo.build(buildFlags(), false, Builds.optimizeFolder(session), true, log);
    }

    @Override
    public StepKey<BuildResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(MergeStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().does(KEY)) {
            return "switched off";
        }
        return session.doesPgo() || session.doesBolt() ? null : "neither PGO nor BOLT";
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = session.optimizedInputs();
        inputs.put("profile", session.doesPgo() ? records.output(MergeStep.KEY, 0) : "none");
        inputs.put("relocations", Boolean.toString(session.doesBolt()));
        inputs.put("strip", session.settings().base().strip().name());
        return inputs;
    }

    @Override
    public boolean compiles() {
        return true;
    }

    @Override
    public Asked asked() throws IOException {
        return build.asked();
    }

    /** Returns what its build scripts left. Cargo is asked, and builds nothing where all is up to date. */
    List<CargoMessages.ScriptOutput> scripts() throws IOException {
        return build.built().scripts();
    }

    @Override
    public String seenChange() throws IOException {
        return build.seenChange();
    }

    /** Returns the rustc flags of this build, with what has rustc say more and changes no byte of the file. */
    List<String> buildFlags() {
        List<String> flags = new ArrayList<>(flags());
        if (session.doesPgo() && !session.samples()) {
            flags.add(ArrivedCounts.LIST);
            if (session.isStored()
                    && !MissingFunction.isAskedFor(session.cargo().flags(flags))) {
                flags.add(MissingFunction.LIST);
            }
        }
        return flags;
    }

    private boolean remarks() {
        return session.settings().base().build().remarks();
    }

    /** Returns the rustc flags that make the file. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(session.doesBolt() ? Builds.RELOCATIONS : Builds.NO_STRIP);
        if (session.doesPgo()) {
            flags.addAll(profileFlags());
            if (!session.samples() && remarks()) {
                flags.addAll(List.of("-Cremark=pgo-instrumentation", MissingFunction.LIST));
            }
        }
        return flags;
    }

    /** Returns those flags that name PGO's profile. */
    List<String> profileFlags() {
        Path profile = session.work().file(records.result(MergeStep.KEY).file());
        return session.samples()
                ? SampleOptions.of(session).using(session.cargo().flags(List.of()), profile)
                // With an underscore, as in the instrumented build.
                : List.of("-Cprofile_use=" + profile);
    }

    @Override
    public Done<BuildResult> run() throws IOException {
        Builds builds = new Builds(session);
        Path log = session.work().log(KEY.goal());
        CargoBuild.Built built = build.built();
        if (session.doesPgo() && session.samples()) {
            requireRead(built.diagnostics(), log);
        }
        // rustc does not say how well a sample profile fits.
        ProfileMatch match = session.doesPgo() && !session.samples() ? match(built) : null;
        if (match != null && match.rejected()) {
            throw Failure.tool("rustc could not read the merged profile and built without it; see " + log
                    + ". Its LLVM and that of llvm-profdata must be of one major: " + Goals.command("doctor"));
        }
        if (match != null && session.isStored()) {
            requireFit(match, built.diagnostics());
        }
        Path linked = builds.keep(built, "optimized");
        if (session.doesBolt()) {
            new LinkedFile(session, linked).requireRelocations();
        }
        List<Command> commands = new ArrayList<>(List.of(built.command()));
        List<Path> outputs = new ArrayList<>(List.of(linked));
        Path shipped = null;
        if (session.doesPgo()) {
            shipped = builds.ship(linked, Variants.PGO, commands, log);
            outputs.add(shipped);
        }
        Integer remarks = remarks()
                ? (int) built.diagnostics()
                        .lines()
                        .filter(l -> l.startsWith("note: ") && l.contains("pgo-instrumentation")
                                || l.contains(MissingFunction.WARNING))
                        .count()
                : null;
        BuildResult result = new BuildResult(
                builds.relative(linked),
                shipped == null ? null : builds.relative(shipped),
                Builds.cargoFile(built, Builds.optimizeFolder(session)),
                built.compiled(),
                match,
                remarks,
                built.peakMemoryBytes(),
                session.std().kind(),
                builds.notUnderstood(built, match));
        return Done.of(result, outputs, commands, builds.tools(), build.compiles())
                .withChangedInputs(Map.of(Builds.STD, session.std().fingerprint()));
    }

    private ProfileMatch match(CargoBuild.Built built) throws IOException {
        Path profile = session.work().file(records.result(MergeStep.KEY).file());
        Path scratch = session.work().profiles().resolve("counts.txt");
        return ProfileMatch.parse(built.diagnostics())
                .with(ArrivedCounts.share(
                        built.diagnostics(), session.processes(), session.llvm().profdata(), profile, scratch));
    }

    /** Refuses a stored profile of which too little found its function. */
    private void requireFit(ProfileMatch match, String diagnostics) throws IOException {
        double least = session.settings().base().stored().minMatch();
        Double share = match.arrivedShare();
        if (share != null && share < least) {
            throw ProfileUnfit.of(
                    session,
                    share,
                    session.isFurtherTarget()
                            ? ProfileUnfit.OTHER_PLATFORM
                            : "sources, features or flags are not those of its training",
                    isPerhapsByNames(match, least) && isRenamed(share, diagnostics));
        }
    }

    /** Whether enough would arrive if all functions were found whose control flow is not known to be another. */
    private boolean isPerhapsByNames(ProfileMatch match, double least) {
        Long total = records.result(MergeStep.KEY).summary().totalCount();
        return total == null || match.discardedCounts() <= (1 - least) * total;
    }

    /** Gives the profile's functions the names that they have here. */
    private boolean isRenamed(double share, String diagnostics) throws IOException {
        Heard heard = new Heard(MissingFunction.listed(diagnostics), ArrivedCounts.functions(diagnostics));
        Path profile = session.work().file(records.result(MergeStep.KEY).file());
        return session.found().stored().names().change(session, profile, share, heard);
    }

    private static void requireRead(String diagnostics, Path log) {
        SampleFlags.rejected(diagnostics).ifPresent(said -> {
            throw Failure.tool("rustc could not read the sample profile and built without it: " + said + "\nSee " + log
                    + ". Another rustc may take it, such as -Dpgobolt.toolchain=nightly; counters do without samples:"
                    + " -Dpgobolt.pgoMode=instrument");
        });
    }

    @Override
    public String summary(BuildResult result) {
        if (result.profileMatch() == null) {
            return session.doesPgo() ? "by the sample profile" : "relocations for BOLT, no profile";
        }
        ProfileMatch match = result.profileMatch();
        String arrived = match.arrivedShare() == null
                ? "the profile matched"
                : Percent.down(match.arrivedShare()) + " % of the profile's counts arrived";
        return match.hashMismatches() == 0
                ? arrived
                : arrived + ", " + Counted.of(match.hashMismatches(), "function") + " did not match the profile, up to "
                        + Counted.of(match.discardedCounts(), "count") + " discarded";
    }
}
