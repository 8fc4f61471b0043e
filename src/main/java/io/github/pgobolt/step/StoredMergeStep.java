package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.pgo.ProfileMerge;
import io.github.pgobolt.pgo.ProfileMerge.Kind;
import io.github.pgobolt.pgo.ProfileSummary;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.StoredProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the stored profile in place of one that is merged from a training. */
public final class StoredMergeStep implements Step<MergeResult> {

    /** The name of the profile's hash among the inputs. */
    static final String PROFILE = "stored profile";

    private final Session session;

    public StoredMergeStep(Session session) {
        this.session = session;
    }

    @Override
    public StepKey<MergeResult> key() {
        return MergeStep.KEY;
    }

    @Override
    public String activity() {
        return "takes the stored profile " + session.found().stored().from()
                + (names().isUsed() ? " under the names of this build" : "");
    }

    private StoredNames names() {
        return session.found().stored().names();
    }

    @Override
    public String skippedBecause() {
        return session.doesPgo() ? null : session.withoutPgo();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put(
                PROFILE,
                session.found().stored().manifest().members().get(Member.MERGED).sha256());
        inputs.put("names", names().isUsed() ? names().sha256() : "as stored");
        inputs.put("llvm-profdata", session.llvm().profdata().identity());
        return inputs;
    }

    @Override
    public Done<MergeResult> run() throws IOException {
        StoredProfile profile = session.found().stored().read(session.work());
        Path merged = names().isUsed() ? names().file() : profile.merged().orElseThrow();
        Path folder = session.work().emptied(session.work().profiles().resolve("merged"));
        // The name holds the hash, since cargo rebuilds only when a flag changes.
        Path file = WholeFile.copy(
                merged,
                folder.resolve(session.subject().name() + "-"
                        + Hashes.ofFile(merged).substring(0, 16) + (session.samples() ? ".prof" : ".profdata")));
        ProfileSummary summary = new ProfileMerge(
                        session.processes(),
                        session.llvm().profdata(),
                        session.samples() ? Kind.SAMPLED : Kind.INSTRUMENTED)
                .summary(file, session.work().log(MergeStep.KEY.goal()));
        MergeResult result = new MergeResult(
                session.work().root().relativize(file).toString(),
                summary,
                0,
                0,
                0,
                0,
                null,
                new TreeMap<>(),
                List.of(),
                NotUnderstood.of("llvm-profdata", session.llvm().profdata().version(), summary.notUnderstood()),
                names().profile());
        return Done.of(result, List.of(file), List.of(), List.of(session.llvm().profdata()));
    }

    @Override
    public String summary(MergeResult result) {
        return MergeStep.counts(result)
                + (result.translated() == null
                        ? ""
                        : "; " + Counted.of(result.translated().functions(), "function")
                                + " had other names in its training");
    }
}
