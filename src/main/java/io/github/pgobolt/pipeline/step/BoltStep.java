package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Settings;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lays out the code by llvm-bolt. */
public final class BoltStep implements Step<BoltResult> {

    private final Session session;
    private final Records records;

    public BoltStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepName name() {
        return StepName.BOLT;
    }

    @Override
    public Class<BoltResult> resultType() {
        return BoltResult.class;
    }

    @Override
    public String skippedBecause() {
        return session.doesBolt() ? null : "no BOLT: " + session.whyNot(List.of(StepName.BOLT_PROFILE, StepName.BOLT));
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("optimized build", records.output(StepName.OPTIMIZE, 0));
        inputs.put("branch profile", records.output(StepName.BOLT_PROFILE, 0));
        inputs.put("options", session.settings().bolt().toString());
        inputs.put("strip", session.settings().strip().name());
        inputs.put("llvm-bolt", session.llvm().bolt().identity());
        return inputs;
    }

    /** The options in force; refuses those that this llvm-bolt does not have. Also called before the first build. */
    public static BoltOptions.Chosen options(Session session) throws IOException {
        Settings.BoltSettings settings = session.settings().bolt();
        return BoltOptions.probe(session.processes(), session.llvm().bolt())
                .choose(settings.flags(), settings.extraFlags(), session.detection().platform().arch());
    }

    @Override
    public Done<BoltResult> run() throws IOException {
        Path log = session.work().log(name().goal());
        BoltProfileResult profile = records.result(StepName.BOLT_PROFILE, BoltProfileResult.class);
        Path input = session.work().file(profile.input());
        Path linked = session.work().emptied(session.work().intermediate("bolted")).resolve(input.getFileName());
        BoltOptions.Chosen options = options(session);
        List<String> flags = new ArrayList<>(options.flags());
        if (profile.inferred()) {
            flags.add(Bolt.INFER);
        }
        Bolt.Optimized optimized = new Bolt(
                        session.processes(), session.llvm().bolt(), Duration.ofSeconds(session.settings().bolt().timeoutSeconds()))
                .optimize(input, linked, session.work().file(profile.fdata()), flags, log);
        List<String> notes = new ArrayList<>(options.notes());
        notes.addAll(optimized.notes());
        RustToolchain rust = session.detection().rust();
        if (session.llvm().bolt().llvmMajor() < rust.llvmMajor()) {
            notes.add("llvm-bolt " + session.llvm().bolt().version() + " is older than rustc's LLVM " + rust.llvmVersion()
                    + ". It was taken since toolPaths names it.");
        }
        notes.forEach(session.log()::warn);
        List<Command> commands = new ArrayList<>(List.of(optimized.command()));
        Builds builds = new Builds(session);
        Path shipped = builds.ship(linked, session.boltVariant(), commands, log);
        LayoutAnalysis.Found layout =
                new LayoutAnalysis(session, records).look(input, linked, shipped, session.work().file(profile.fdata()));
        BoltResult result = new BoltResult(
                session.boltVariant(),
                builds.relative(shipped),
                options.flags(),
                optimized.log(),
                notes,
                layout.layout(),
                layout.missing());
        return Done.of(result, List.of(shipped, linked), commands, List.of(session.llvm().bolt()));
    }

    @Override
    public String summary(BoltResult result) {
        BoltLog.DynoStat taken = result.log().dynoStats().get("taken branches");
        return result.log().profiledFunctions() + " of " + result.log().totalFunctions() + " functions have a profile"
                + (taken == null || taken.changePercent() == null
                        ? ""
                        : String.format(Locale.ROOT, ", taken branches %+.1f %%", taken.changePercent()));
    }
}
