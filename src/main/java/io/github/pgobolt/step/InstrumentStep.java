package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Builds with {@code -Cprofile-generate}. */
public final class InstrumentStep implements Step<BuildResult> {

    public static final StepKey<BuildResult> KEY =
            new StepKey<>("instrument", "cargo builds with -Cprofile-generate", BuildResult.class);

    private final Session session;
    private final SubjectBuild build;

    public InstrumentStep(Session session) {
        this.session = session;
        this.build = new SubjectBuild(session, KEY, session.work().buildFolder("pgo"), this::build);
    }

    private CargoBuild.Built build() throws IOException {
        if (!session.detection().rust().hasProfilerRuntime(session.subject().target())) {
            throw Failure.user("The standard library of " + session.subject().target() + " has no profiler runtime"
                    + " (profiler_builtins), so that PGO instrumentation cannot be built for it. Choose a target that has it"
                    + " (-Dpgobolt.target=" + session.detection().rust().host()
                    + "), or go without PGO: -Dpgobolt.instrument.skip");
        }
        return session.found()
                .std()
                .orPrebuilt(
                        std -> session.cargo()
                                .withStd(std)
                                .buildInstrumented(
                                        flags(session),
                                        session.work().buildFolder("pgo"),
                                        session.detection().rust(),
                                        said -> session.log().info(KEY.goal() + ": " + said),
                                        session.work().log(KEY.goal())),
                        session.log());
    }

    @Override
    public StepKey<BuildResult> key() {
        return KEY;
    }

    @Override
    public String skippedBecause() {
        if (session.isStored()) {
            return session.insteadOfTraining();
        }
        if (session.samples()) {
            return "pgoMode is sample: what is recorded is the baseline";
        }
        return session.doesPgo() ? null : session.withoutPgo();
    }

    @Override
    public void preflight() {
        Preflight.build(session);
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        return session.optimizedInputs();
    }

    @Override
    public boolean compiles() {
        return true;
    }

    @Override
    public Asked asked() throws IOException {
        return build.asked();
    }

    @Override
    public String seenChange() throws IOException {
        return build.seenChange();
    }

    /** Returns the rustc flags of this build and of the executables that train beside it. */
    static List<String> flags(Session session) {
        // rustc takes the underscore for a dash. The crate cc does not: it passes the flag on to clang, whose counters
        // end the program with SIGSEGV if its version differs from that of rustc's LLVM runtime. The folder is for
        // processes that nobody gave LLVM_PROFILE_FILE; it is never one that a user works in.
        return List.of(
                "-Cstrip=none",
                "-Cprofile_generate=" + session.work().profiles().resolve("stray"));
    }

    @Override
    public Done<BuildResult> run() throws IOException {
        Builds builds = new Builds(session);
        CargoBuild.Built built = build.built();
        Path kept = builds.keep(built, "instrumented");
        BuildResult result = new BuildResult(
                builds.relative(kept),
                null,
                Builds.cargoFile(built, session.work().buildFolder("pgo")),
                built.compiled(),
                null,
                null,
                built.peakMemoryBytes(),
                session.std().kind(),
                builds.notUnderstood(built, null));
        return Done.of(result, List.of(kept), List.of(built.command()), builds.tools(), build.compiles())
                .withChangedInputs(Map.of(Builds.STD, session.std().fingerprint()));
    }

    @Override
    public String summary(BuildResult result) {
        return result.linked();
    }
}
