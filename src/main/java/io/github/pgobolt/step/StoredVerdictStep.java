package io.github.pgobolt.step;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkJson;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.MachineState;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.profile.StoredVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes the verdict that the stored profile brings in place of a measured one. It is of some files and serves for these
 * alone; for others, and where the profile brings none, the variants are measured as ever.
 */
public final class StoredVerdictStep implements Step<BenchmarkResult> {

    /** Of a hash, as much as a person compares. */
    private static final int SHOWN = 16;

    private final Session session;
    private final Records records;
    private final VariantFiles variants;
    private final BenchmarkStep measuring;
    private volatile boolean told;

    public StoredVerdictStep(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.variants = new VariantFiles(session, records);
        this.measuring = new BenchmarkStep(session, records);
    }

    /**
     * Why a stored verdict does not serve.
     *
     * @param toDo what to do about it
     */
    record Misfit(String why, String toDo) {}

    /** Returns why the stored verdict does not serve; null if it does, if none is asked for, or if nothing was built yet. */
    static Misfit misfit(Session session, Records records) throws IOException {
        boolean asked = session.settings().has(Settings.BenchmarkSettings.class)
                && session.settings().benchmark().verdict() == VerdictSource.stored;
        return !asked || records.find(BaselineStep.KEY).isEmpty()
                ? null
                : new StoredVerdictStep(session, records).misfit();
    }

    private Misfit misfit() throws IOException {
        if (!session.isStored()) {
            return new Misfit(
                    "verdict=stored (-Dpgobolt.verdict) asks for the verdict that a stored profile brings, and this build"
                            + " uses no stored profile",
                    "Name one (-Dpgobolt.storedProfile=group:artifact:version or a file), or make one: "
                            + Goals.command("update-profile"));
        }
        String from = session.found().stored().from();
        StoredVerdict verdict = session.found().stored().manifest().verdict();
        if (verdict == null) {
            return new Misfit(
                    "the stored profile " + from
                            + " brings no verdict: it was stored by a build that did not measure, or"
                            + " whose benchmark decided nothing",
                    "Train and measure anew, long enough for a verdict: " + Goals.command("update-profile"));
        }
        SortedMap<String, String> built = VerdictToStore.files(variants.hashes());
        List<String> measured = names();
        for (Map.Entry<String, String> file : built.entrySet()) {
            String stored = verdict.files().get(file.getKey());
            if (!file.getValue().equals(stored)) {
                return new Misfit(
                        "the stored verdict of " + from + " is of other files: " + file.getKey() + " has SHA-256 "
                                + start(file.getValue()) + ", and "
                                + (stored == null ? "no such file was measured" : start(stored) + " was measured")
                                + ". Linking alone can move a program by more than PGO does, so that it says nothing of this"
                                + " one",
                        "The same sources, toolchain, flags and profile make the same files. To store a verdict of these: "
                                + Goals.command("update-profile"));
            }
        }
        for (String variant : measured) {
            boolean compared = verdict.comparisons().stream()
                    .anyMatch(one -> one.workload() == null
                            && one.variant().equals(variant)
                            && one.reference().equals(StoredVerdict.REFERENCE));
            if (!compared && !variant.equals(StoredVerdict.REFERENCE)) {
                return new Misfit(
                        "the stored verdict of " + from + " says nothing of " + variant,
                        "To store one of it: " + Goals.command("update-profile"));
            }
        }
        return measured.size() > 1
                ? null
                : new Misfit("there is no variant beside the baseline", "Build one: " + Goals.command("optimize"));
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length())) + "...";
    }

    /** Returns the variants that the verdict is asked of, the baseline first. */
    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(Variants.BASELINE));
        variants.notWrong().stream().map(Variant::name).forEach(names::add);
        return names;
    }

    private boolean serves() {
        try {
            return misfit() == null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public StepKey<BenchmarkResult> key() {
        return BenchmarkStep.KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return measuring.needs();
    }

    @Override
    public String activity() {
        return serves() ? "takes the verdict that the stored profile brings" : measuring.activity();
    }

    @Override
    public String skippedBecause() {
        return measuring.skippedBecause();
    }

    /** The other files may turn out to be others than those that the verdict is of. */
    @Override
    public void preflight() throws IOException {
        measuring.preflight();
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        if (!serves()) {
            return measuring.inputs();
        }
        Map<String, String> inputs = new TreeMap<>(variants.hashes());
        inputs.put("variants", names().toString());
        inputs.put(
                "stored verdict",
                Hashes.ofText(session.found().stored().manifest().verdict().toString()));
        return inputs;
    }

    /** Is called in every build, also where an earlier measurement is up to date: so what is said is said here. */
    @Override
    public Asked asked() throws IOException {
        Misfit misfit = misfit();
        if (misfit == null) {
            return Asked.NOTHING;
        }
        if (!told) {
            told = true;
            session.log().warn("The verdict is measured here, since " + misfit.why() + ". " + misfit.toDo());
        }
        return measuring.asked();
    }

    @Override
    public String progress(Double lastSeconds) {
        return serves() ? activity() : measuring.progress(lastSeconds);
    }

    @Override
    public Done<BenchmarkResult> run() throws IOException {
        if (!serves()) {
            return measuring.run();
        }
        BenchmarkResult result = result(session.found().stored().manifest().verdict());
        Path file = session.work().root().resolve(Benchmark.RESULT);
        BenchmarkJson.write(file, result);
        return Done.of(result, List.of(file), List.of(), List.of());
    }

    /** Returns the result of a benchmark that had said this, without what is not stored of it. */
    private BenchmarkResult result(StoredVerdict verdict) {
        List<Comparison> comparisons = VerdictToStore.among(names(), verdict.comparisons());
        return new BenchmarkResult(
                BenchmarkResult.SCHEMA_VERSION,
                comparisons,
                verdict.control(),
                verdict.metric(),
                verdict.metricReason(),
                null,
                List.of(),
                false,
                List.of(),
                verdict.pairs(),
                null,
                0,
                0,
                0,
                0,
                0,
                verdict.alpha(),
                verdict.tolerance(),
                verdict.measuredBy(),
                verdict.measuredOnTrainingInput(),
                List.of(),
                List.of(),
                new MachineState(
                        null,
                        verdict.machine().cpuModel(),
                        0,
                        verdict.machine().processors(),
                        null,
                        null,
                        null,
                        null,
                        verdict.machine().virtualisation(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                verdict.day(),
                List.of());
    }

    @Override
    public String summary(BenchmarkResult result) {
        return (result.storedOn() == null ? "" : "stored on " + result.storedOn() + ", not measured here; ")
                + measuring.summary(result);
    }
}
