package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.StoredProfile;
import io.github.pgobolt.toolchain.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the stored branch profile in place of a collected one. It is of one file, by the places of branches in it. For that
 * very file it is taken as it is; for another one its functions get the names that they have there, and llvm-bolt fits it by
 * the contents of each block, where it can, and where enough of it fits.
 */
public final class StoredBranchesStep implements Step<BoltProfileResult> {

    private static final String ALONE = "; PGO goes on alone";

    private final Session session;
    private final Records records;

    public StoredBranchesStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /** Returns why the stored branch profile does not serve for the file that was built; null if it does. */
    static String misfit(Session session, Records records) {
        return session.takesStoredBranches() && session.doesBolt()
                ? records.findResult(BoltProfileStep.KEY)
                        .map(BoltProfileResult::unfit)
                        .map(unfit -> unfit.reason() + ALONE)
                        .orElse(null)
                : null;
    }

    private boolean isOfThisFile() {
        ProfileManifest.Branches branches = session.found().stored().manifest().branches();
        return !branches.inferred() && records.output(OptimizeStep.KEY, 0).equals(branches.sha256());
    }

    @Override
    public StepKey<BoltProfileResult> key() {
        return BoltProfileStep.KEY;
    }

    @Override
    public String activity() {
        return "takes " + session.storedBranches();
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(OptimizeStep.KEY);
    }

    @Override
    public String skippedBecause() {
        return session.doesBolt() ? null : session.withoutBolt();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put(
                "stored profile", session.found().stored().manifest().members().toString());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        inputs.put("bolt", session.settings().base().wanted().bolt().name());
        inputs.put(
                "minBranchMatch",
                Double.toString(session.settings().base().stored().minBranchMatch()));
        inputs.put("allowBadProfile", Boolean.toString(session.settings().bolt().allowBadProfile()));
        return inputs;
    }

    @Override
    public Done<BoltProfileResult> run() throws IOException {
        Path log = session.work().log(BoltProfileStep.KEY.goal());
        Path linked = session.work().file(records.result(OptimizeStep.KEY).linked());
        BoltInput input = BoltInput.of(session, linked, log);
        ProfileManifest.Branches branches = session.found().stored().manifest().branches();
        boolean ofThisFile = isOfThisFile();
        StoredProfile read = session.found().stored().read(session.work());
        Path taken = (ofThisFile ? read.branches() : read.branchYaml().or(read::branches)).orElseThrow();
        StoredProfiles stored = new StoredProfiles(session.work(), "stored", Hashes.ofFile(input.file()));
        String name = taken.getFileName().toString();
        Path profile = WholeFile.copy(taken, stored.file(name.substring(name.lastIndexOf('.'))));
        if (!ofThisFile && name.endsWith(Perf2Bolt.YAML)) {
            session.found().stored().names().rename(session, profile, input.file());
        }
        InferredBranches.Fit fit = ofThisFile
                ? new InferredBranches.Fit(
                        null,
                        new BranchJudge(session, records)
                                .judge(input.file(), profile, branches.source(), null, false, null, log),
                        null)
                : new InferredBranches(session, records).fit(input.file(), profile, branches, log);
        tell(fit);
        BoltProfileResult result = new BoltProfileResult(
                branches.source(),
                session.found().stored().isOfThisBuild()
                        ? "of " + session.found().stored().from()
                        : "stored: " + session.found().stored().from(),
                session.work().root().relativize(profile).toString(),
                session.work().root().relativize(input.file()).toString(),
                0,
                Files.size(profile),
                input.shortenedNames(),
                List.of(),
                List.of(),
                List.of(),
                null,
                !ofThisFile,
                null,
                fit.arrivedShare(),
                fit.unfit(),
                fit.quality(),
                List.of(),
                fit.quality() == null ? List.of() : BranchJudge.notUnderstood(session, null, fit.quality()));
        return Done.of(
                result,
                input.shortenedNames() == 0 ? List.of(profile) : List.of(profile, input.file()),
                List.of(),
                List.of(session.bolt().llvmBolt()));
    }

    private void tell(InferredBranches.Fit fit) {
        if (fit.unfit() != null) {
            if (session.settings().base().wanted().bolt() == Need.require) {
                throw Failure.user("BOLT is required (pgobolt.bolt=require): "
                        + fit.unfit().reason() + ". Collect it again: " + Goals.command("update-profile")
                        + ". Or let PGO go on alone: -Dpgobolt.bolt=auto");
            }
            if (session.isFurtherTarget()) {
                session.log().info("  No BOLT: " + fit.unfit().reason() + ALONE);
            } else {
                session.log()
                        .warn("No BOLT: " + fit.unfit().reason() + ALONE + ". Collect it again: "
                                + Goals.command("update-profile") + orAcceptAsLittle(fit.unfit()));
            }
        } else if (fit.arrivedShare() != null) {
            session.log()
                    .info("  llvm-bolt fits " + session.storedBranches() + ", which is of another file"
                            + (fit.quality().reasons().isEmpty()
                                    ? ""
                                    : ". It is usable and not good: "
                                            + String.join("; ", fit.quality().reasons())));
        }
    }

    private String orAcceptAsLittle(BoltProfileResult.Unfit unfit) {
        return unfit.share() == null
                        || unfit.share() >= session.settings().base().stored().minBranchMatch()
                ? ""
                : ". Or accept as little: -Dpgobolt.minBranchMatch=" + Percent.down(unfit.share()) + "%";
    }

    @Override
    public String summary(BoltProfileResult result) {
        if (result.unfit() != null) {
            return "not used: " + result.unfit().reason();
        }
        return BranchJudge.summary(result);
    }
}
