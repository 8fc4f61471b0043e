package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.profile.ProfileManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the stored branch profile in place of a collected one. It is of one file, by the places of branches in it, and
 * serves for that very file alone.
 */
public final class StoredBranchesStep implements Step<BoltProfileResult> {

    private final Session session;
    private final Records records;

    public StoredBranchesStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * Returns why the stored branch profile does not serve for the file that was built; null if it does, or if nothing was
     * built yet.
     */
    static String misfit(Session session, Records records) {
        if (!session.takesStoredBranches()
                || !session.doesBolt()
                || records.find(OptimizeStep.KEY).isEmpty()) {
            return null;
        }
        ProfileManifest.Branches branches = session.found().stored().manifest().branches();
        String built = records.output(OptimizeStep.KEY, 0);
        return branches.sha256().equals(built)
                ? null
                : "the stored branch profile is of a file with SHA-256 " + branches.sha256() + ", and this build made "
                        + built + ": BOLT's profile names places in one file. The same sources, toolchain, flags and"
                        + " profile make it again; PGO goes on alone";
    }

    @Override
    public StepKey<BoltProfileResult> key() {
        return BoltProfileStep.KEY;
    }

    @Override
    public String activity() {
        return "takes the stored branch profile";
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(OptimizeStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.doesBolt()) {
            return session.withoutBolt();
        }
        String misfit = misfit(session, records);
        return misfit == null ? null : "no BOLT: " + misfit;
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put(
                "stored profile", session.found().stored().manifest().members().toString());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        inputs.put("allowBadProfile", Boolean.toString(session.settings().bolt().allowBadProfile()));
        return inputs;
    }

    @Override
    public Done<BoltProfileResult> run() throws IOException {
        Path log = session.work().log(BoltProfileStep.KEY.goal());
        Path linked = session.work().file(records.result(OptimizeStep.KEY).linked());
        BoltInput input = BoltInput.of(session, linked, log);
        ProfileManifest.Branches branches = session.found().stored().manifest().branches();
        Path taken = session.found().stored().read(session.work()).branches().orElseThrow();
        StoredProfiles stored = new StoredProfiles(session.work(), "stored", Hashes.ofFile(input.file()));
        String name = taken.getFileName().toString();
        Path profile = WholeFile.copy(taken, stored.file(name.substring(name.lastIndexOf('.'))));
        BranchQuality quality = new BranchJudge(session, records)
                .judge(input.file(), profile, branches.source(), null, branches.inferred(), log);
        BoltProfileResult result = new BoltProfileResult(
                branches.source(),
                "stored: " + session.found().stored().from(),
                session.work().root().relativize(profile).toString(),
                session.work().root().relativize(input.file()).toString(),
                0,
                Files.size(profile),
                input.shortenedNames(),
                List.of(),
                List.of(),
                List.of(),
                null,
                branches.inferred(),
                quality,
                List.of(),
                BranchJudge.notUnderstood(session, null, quality));
        return Done.of(
                result,
                input.shortenedNames() == 0 ? List.of(profile) : List.of(profile, input.file()),
                List.of(),
                List.of(session.bolt().llvmBolt()));
    }

    @Override
    public String summary(BoltProfileResult result) {
        return BranchJudge.summary(result);
    }
}
