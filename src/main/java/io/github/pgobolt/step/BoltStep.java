package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.LayoutDraw;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.Settings.BoltSettings;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
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
        if (session.mayBolt()) {
            new LayoutOfTree(session).requireReadable();
        }
        BoltSettings asked = session.settings().bolt();
        if (session.mayBolt() && (asked.flags() != null || !asked.extraFlags().isEmpty())) {
            requireOptions();
        }
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        LayoutOfTree.Found layout = new LayoutOfTree(session).look(this::known);
        inputs.put(
                "layout of the source tree", layout.isUsed() ? layout.options().toString() : "none");
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put("branch profile", records.output(BoltProfileStep.KEY, 0));
        inputs.put("options", session.settings().bolt().toString());
        inputs.put("strip", session.settings().base().strip().name());
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        Tool objdump = session.llvm().objdump();
        inputs.put("llvm-objdump", objdump == null ? "none" : objdump.identity());
        return inputs;
    }

    private BoltOptions known() throws IOException {
        return BoltOptions.probe(session.processes(), session.bolt().llvmBolt());
    }

    /** Returns the options in effect with one of the candidates. */
    static BoltOptions.Chosen options(Session session, Tool llvmBolt) throws IOException {
        return options(session, BoltOptions.probe(session.processes(), llvmBolt));
    }

    /** Returns the options in effect: those of the POM, else of the source tree's layout, else the default ones. */
    private static BoltOptions.Chosen options(Session session, BoltOptions known) throws IOException {
        BoltSettings settings = session.settings().bolt();
        String arch = session.detection().platform().arch();
        LayoutOfTree.Found tree = new LayoutOfTree(session).look(() -> known);
        return tree.isUsed()
                // llvm-bolt takes no option twice; what was raced has those of the POM already.
                ? known.choose(LayoutDraw.with(tree.options(), settings.extraFlags()), List.of(), arch)
                : known.choose(settings.flags(), settings.extraFlags(), arch);
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

    @Override
    public Done<BoltResult> run() throws IOException {
        Path log = session.work().log(KEY.goal());
        BoltOptions known = known();
        LayoutOfTree.Found tree = new LayoutOfTree(session).look(() -> known);
        if (tree.isUsed()) {
            session.log().info("  " + tree.why());
        } else if (tree.why() != null) {
            session.log().warn(tree.why());
        }
        BoltOptions.Chosen options = options(session, known);
        BoltedFile bolted = new BoltedFile(session, records, log);
        BoltedFile.Made made = bolted.make(
                options.flags(),
                session.work().intermediate("bolted"),
                session.work().variant(session.boltVariant()));
        List<String> notes = new ArrayList<>(options.notes());
        notes.addAll(made.optimized().notes());
        notes.forEach(session.log()::warn);
        BoltLog said = made.optimized().log();
        LayoutAnalysis.Found layout = new LayoutAnalysis(session, records)
                .look(bolted.input(), made.linked(), made.shipped(), bolted.fdata());
        BoltResult result = new BoltResult(
                session.boltVariant(),
                new Builds(session).relative(made.shipped()),
                made.flags(),
                said,
                notes,
                made.oldCode(),
                layout.layout(),
                layout.missing(),
                notUnderstood(said, made.flags()));
        return Done.of(
                result,
                List.of(made.shipped(), made.linked()),
                made.commands(),
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
