package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.DeadTables;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.step.Settings.BoltSettings;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lays out the code with llvm-bolt. */
public final class BoltStep implements Step<BoltResult> {

    public static final StepKey<BoltResult> KEY =
            new StepKey<>("bolt", "llvm-bolt lays out the code", BoltResult.class);

    private final Session session;
    private final Records records;

    public BoltStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<BoltResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return List.of(OptimizeStep.KEY, BoltProfileStep.KEY);
    }

    @Override
    public String skippedBecause() {
        if (!session.doesBolt()) {
            return session.withoutBolt();
        }
        String misfit = StoredBranchesStep.misfit(session, records);
        return misfit == null ? null : "no BOLT: " + misfit;
    }

    @Override
    public void preflight() throws IOException {
        BoltSettings asked = session.settings().bolt();
        if (session.mayBolt() && (asked.flags() != null || !asked.extraFlags().isEmpty())) {
            requireOptions();
        }
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put("branch profile", records.output(BoltProfileStep.KEY, 0));
        inputs.put("options", session.settings().bolt().toString());
        inputs.put("strip", session.settings().base().strip().name());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        Tool objdump = session.llvm().objdump();
        inputs.put("llvm-objdump", objdump == null ? "none" : objdump.identity());
        return inputs;
    }

    /** Returns the options in effect. */
    private BoltOptions.Chosen options() throws IOException {
        return options(session, session.bolt().llvmBolt());
    }

    /** Returns the options in effect with one of the candidates. */
    static BoltOptions.Chosen options(Session session, Tool llvmBolt) throws IOException {
        BoltSettings settings = session.settings().bolt();
        return BoltOptions.probe(session.processes(), llvmBolt)
                .choose(
                        settings.flags(),
                        settings.extraFlags(),
                        session.detection().platform().arch());
    }

    /** @throws Failure if no llvm-bolt on this machine has the options that the user asks for */
    private void requireOptions() throws IOException {
        Failure first = null;
        for (BoltTools tools : session.llvm().bolts()) {
            try {
                options(session, tools.llvmBolt());
                return;
            } catch (Failure unknown) {
                first = first == null ? unknown : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Whether llvm-bolt itself strips the file. llvm-objcopy moves the new segment, and the program headers in it, to
     * another place in the file; Linux before 5.18, and qemu 7.2, tell an executable the old place of its program
     * headers, and the dynamic loader gives up. The loader finds those of a library by itself.
     */
    static boolean strippedByBolt(Session session) {
        return session.subject().kind() == Subject.Kind.bin;
    }

    @Override
    public Done<BoltResult> run() throws IOException {
        Path log = session.work().log(KEY.goal());
        BoltProfileResult profile = records.result(BoltProfileStep.KEY);
        Path input = session.work().file(profile.input());
        Path linked =
                session.work().emptied(session.work().intermediate("bolted")).resolve(input.getFileName());
        SubjectLibraries.copy(input, linked);
        BoltOptions.Chosen options = options();
        List<String> flags = new ArrayList<>(options.flags());
        if (profile.inferred()) {
            flags.add(Bolt.INFER);
        }
        boolean strippedByBolt = strippedByBolt(session);
        if (strippedByBolt) {
            flags = session.settings().base().strip().linkedBy(flags);
        }
        Bolt bolt = new Bolt(
                session.processes(),
                session.bolt().llvmBolt(),
                Duration.ofSeconds(session.settings().bolt().timeoutSeconds()));
        Placement.Placed placed = new Placement(session, bolt, log)
                .place(input, linked, session.work().file(profile.fdata()), flags);
        Bolt.Optimized optimized = placed.optimized();
        flags = placed.flags();
        List<String> notes = new ArrayList<>(options.notes());
        notes.addAll(optimized.notes());
        notes.forEach(session.log()::warn);
        List<Command> commands = new ArrayList<>(List.of(optimized.command()));
        Builds builds = new Builds(session);
        Path shipped;
        if (!strippedByBolt) {
            shipped = builds.ship(linked, session.boltVariant(), commands, log);
        } else {
            shipped = session.work()
                    .emptied(session.work().variant(session.boltVariant()))
                    .resolve(linked.getFileName());
            SubjectLibraries.copy(linked, shipped);
            List<String> shipping = session.settings().base().strip().shippedBy(flags);
            if (shipping.equals(flags)) {
                WholeFile.copy(linked, shipped);
            } else {
                commands.add(bolt.optimize(input, shipped, session.work().file(profile.fdata()), shipping, log)
                        .command());
            }
        }
        if (placed.oldCode() == null) {
            commands.addAll(new DeadTables(session.processes()).fill(shipped, log));
        }
        LayoutAnalysis.Found layout = new LayoutAnalysis(session, records)
                .look(input, linked, shipped, session.work().file(profile.fdata()));
        BoltResult result = new BoltResult(
                session.boltVariant(),
                builds.relative(shipped),
                flags,
                optimized.log(),
                notes,
                placed.oldCode(),
                layout.layout(),
                layout.missing(),
                notUnderstood(optimized.log(), flags));
        return Done.of(
                result,
                List.of(shipped, linked),
                commands,
                List.of(session.bolt().llvmBolt()));
    }

    private List<NotUnderstood> notUnderstood(BoltLog log, List<String> flags) {
        List<String> whats = new ArrayList<>(log.notUnderstood());
        if (log.dynoStats().isEmpty() && flags.contains("-dyno-stats")) {
            whats.add("its dyno-stats");
        }
        return NotUnderstood.of("llvm-bolt", session.bolt().llvmBolt().version(), whats);
    }

    @Override
    public String summary(BoltResult result) {
        BoltLog.DynoStat taken = result.log().dynoStats().get("taken branches");
        return (result.log().profiledFunctions() == null
                        ? "an unknown number of functions with a profile"
                        : result.log().profiledFunctions() + " of "
                                + Counted.of(result.log().totalFunctions(), "function") + " with a profile")
                + (taken == null || taken.changePercent() == null
                        ? ""
                        : String.format(Locale.ROOT, ", taken branches %+.1f %%", taken.changePercent()));
    }
}
