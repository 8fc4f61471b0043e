package io.github.pgobolt.step;

import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoMessages;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the file that the variants are compared with. */
public final class BaselineStep implements Step<BuildResult> {

    public static final StepKey<BuildResult> KEY =
            new StepKey<>("baseline", "cargo builds the baseline", BuildResult.class);

    private final Session session;
    private final SubjectBuild build;

    public BaselineStep(Session session) {
        this.session = session;
        this.build = new SubjectBuild(session, KEY, session.work().buildFolder("baseline"), this::build);
    }

    private CargoBuild.Built build() throws IOException {
        boolean inherit = session.settings().base().build().inheritsBaseline();
        return session.cargo()
                .build(
                        flags(session),
                        inherit,
                        session.work().buildFolder("baseline"),
                        false,
                        session.work().log(KEY.goal()));
    }

    @Override
    public StepKey<BuildResult> key() {
        return KEY;
    }

    @Override
    public String skippedBecause() {
        if (!session.settings().does(KEY)) {
            return "switched off";
        }
        return session.needsBaseline()
                ? null
                : "nothing is run on " + session.subject().target() + " and compared with it";
    }

    @Override
    public void preflight() {
        Preflight.build(session);
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = session.buildInputs();
        inputs.put("strip", session.settings().base().strip().name());
        inputs.put("pgoMode", session.settings().base().pgoMode().name());
        if (session.samples()) {
            // An environment that allows -Z options, or no longer does, produces a different file.
            inputs.put("flags", flags(session).toString());
        }
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

    /**
     * Returns the rustc flags of the baseline; if it is recorded, including those by which samples are attributed.
     * Stripping removes that again.
     */
    static List<String> flags(Session session) {
        List<String> flags = new ArrayList<>(Builds.NO_STRIP);
        if (session.samples()) {
            flags.addAll(SampleOptions.of(session).recording(session.cargo().flags(List.of())));
        }
        return flags;
    }

    @Override
    public Done<BuildResult> run() throws IOException {
        Builds builds = new Builds(session);
        Path log = session.work().log(KEY.goal());
        CargoBuild.Built built = build.built();
        Path linked = builds.keep(built, Variants.BASELINE);
        List<Command> commands = new ArrayList<>(List.of(built.command()));
        Path shipped = builds.ship(linked, Variants.BASELINE, commands, log);
        BuildResult result = new BuildResult(
                builds.relative(linked),
                builds.relative(shipped),
                Builds.cargoFile(built, session.work().buildFolder("baseline")),
                built.compiled(),
                null,
                null,
                built.peakMemoryBytes(),
                session.found().std().ofBaseline().kind(),
                builds.notUnderstood(built, null));
        return Done.of(result, List.of(linked, shipped), commands, builds.tools(), build.compiles());
    }

    @Override
    public String summary(BuildResult result) {
        return result.shipped();
    }
}
