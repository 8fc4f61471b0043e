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

    private static final String NAMES = "names";

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
        return "takes " + session.found().stored().profile()
                + (names().isUsed()
                        ? " under the names of this build"
                        : mustTranslate() ? "; a compile tells the names that its functions have here" : "");
    }

    private boolean mustTranslate() {
        return session.found().stored().hasOtherSymbols() && !names().isUsed();
    }

    private StoredNames names() {
        return session.found().stored().names();
    }

    @Override
    public String skippedBecause() {
        return session.doesPgo() ? null : session.withoutPgo();
    }

    @Override
    public boolean compiles() {
        return true;
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put(
                PROFILE,
                session.found().stored().manifest().members().get(Member.MERGED).sha256());
        inputs.put(NAMES, namesInput());
        inputs.put("llvm-profdata", session.llvm().profdata().identity());
        return inputs;
    }

    private String namesInput() {
        return names().isUsed() ? names().sha256() : "as stored";
    }

    @Override
    public Done<MergeResult> run() throws IOException {
        StoredProfile profile = session.found().stored().read(session.work());
        int compiles = 0;
        if (mustTranslate()) {
            long start = System.nanoTime();
            NamesBuild.Listed listed =
                    new NamesBuild(session).list(profile.merged().orElseThrow());
            compiles = listed.compiled() > 0 ? 1 : 0;
            names().asked(compiles, (System.nanoTime() - start) / 1e9);
            require(names().translate(session, listed.profile(), listed.arrivedShare(), listed.heard()));
        }
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
        return Done.of(result, List.of(file), List.of(), List.of(session.llvm().profdata()), compiles)
                .withChangedInputs(Map.of(NAMES, namesInput()));
    }

    /** Refuses, before anything is built with it, a profile of which too little finds a function here. */
    private void require(Double share) {
        if (!names().isUsed()) {
            throw ProfileUnfit.of(
                    session,
                    share == null ? 0 : share,
                    share == null
                            ? "their names could not be translated"
                            : session.isFurtherTarget()
                                    ? ProfileUnfit.OTHER_PLATFORM
                                    : "the control flow of the others is another here",
                    false);
        }
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
