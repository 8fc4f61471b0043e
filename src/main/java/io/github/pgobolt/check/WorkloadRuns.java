package io.github.pgobolt.check;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Workload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Runs of one workload, and what the baseline's runs have in common: only a difference there counts against a variant.
 *
 * <p>The baseline runs from two places, since each variant is in a folder of its own: output that depends on the
 * program's path then differs between two baselines, too.
 */
final class WorkloadRuns {

    private final ProcessRunner processes;
    private final Surroundings surroundings;
    private final Workload workload;
    private final SavedOutputs saved;
    private final OutputRules rules;
    private final NormalForm normalForm;
    private final Path place;
    private final Map<String, Difference> varying = new LinkedHashMap<>();
    private OutputRun reference;

    /** @param place for saved outputs; each kind of run gets its own folder in it */
    WorkloadRuns(
            ProcessRunner processes,
            Surroundings surroundings,
            Workload workload,
            SavedOutputs saved,
            OutputRules rules,
            NormalForm normalForm,
            Path place) {
        this.processes = processes;
        this.surroundings = surroundings;
        this.workload = workload;
        this.saved = saved;
        this.rules = rules;
        this.normalForm = normalForm;
        this.place = place;
    }

    /** Runs the baseline until it is known what two of its runs have in common. */
    void ofBaseline(Variant baseline, Variant twin) throws IOException {
        reference = run(baseline, "reference");
        Seen second = compared(twin, "second-run");
        if (second.differences.isEmpty()) {
            return;
        }
        // A first run may leave a cache that every later one finds: then the later ones are the ones that agree.
        reference.delete();
        reference = second.run;
        compared(baseline, "third-run").differences.forEach(d -> varying.put(d.output(), d));
    }

    /** Returns the first relevant difference of a new run. */
    Optional<Difference> difference(Variant variant) throws IOException {
        return compared(variant, variant.name()).differences.stream().findFirst();
    }

    /**
     * Whether the baseline differs from itself in an output in which a variant was seen to differ.
     *
     * @param chances how many runs it gets to do so
     */
    boolean varies(String output, List<Variant> baselines, int chances) throws IOException {
        for (int again = 0; again < chances && !varying.containsKey(output); again++) {
            compared(baselines.get(again % baselines.size()), "again")
                    .differences
                    .forEach(d -> varying.put(d.output(), d));
        }
        return varying.containsKey(output);
    }

    private Seen compared(Variant variant, String label) throws IOException {
        OutputRun run = run(variant, label);
        List<Difference> differences = new OutputComparison(rules, normalForm, place.resolve(label))
                .differences(reference, run, varying.keySet());
        if (differences.isEmpty()) {
            run.delete();
        }
        return new Seen(run, differences);
    }

    private OutputRun run(Variant variant, String label) throws IOException {
        Files.createDirectories(place.resolve(label));
        try (Closeable around = surroundings.open(workload, variant.file(), Map.of())) {
            return OutputRun.of(processes, workload, variant.file(), saved, place.resolve(label));
        } catch (Failure notReady) {
            // A server that does not start is a fault of this file, and the others still have to be checked.
            throw new IOException(notReady.getMessage(), notReady);
        }
    }

    OutputRun reference() {
        return reference;
    }

    /** Returns the differences between runs of the baseline, by output. */
    Map<String, Difference> varying() {
        return Collections.unmodifiableMap(varying);
    }

    /** Returns the outputs that are not empty, and are the same in each run of the baseline. */
    SortedSet<String> comparable() throws IOException {
        SortedSet<String> outputs = new TreeSet<>();
        for (Map.Entry<String, Path> output : reference.outputs().entrySet()) {
            if (!varying.containsKey(output.getKey()) && !normalForm.isBlank(output.getValue(), reference.subject())) {
                outputs.add(output.getKey());
            }
        }
        return outputs;
    }

    /** Returns the files that the workload names as outputs but the baseline did not write. */
    List<String> unwritten() {
        List<String> names = new ArrayList<>(workload.outputs());
        names.removeAll(reference.outputs().keySet());
        return names;
    }

    private record Seen(OutputRun run, List<Difference> differences) {}
}
