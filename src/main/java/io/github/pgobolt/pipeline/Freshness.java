package io.github.pgobolt.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether a record tells of now. */
final class Freshness {

    static final String CHANGED_FILES = "its files were changed or removed";

    private final WorkFolder work;
    private final String pluginVersion;

    Freshness(Build build) {
        this.work = build.work();
        this.pluginVersion = build.pluginVersion();
    }

    /** What a step depends on, as far as that can be told without cargo. */
    Map<String, String> inputs(Step<?> step) throws IOException {
        Map<String, String> inputs = new TreeMap<>(step.inputs());
        inputs.put("plugin", pluginVersion);
        return inputs;
    }

    /** Why a record does not tell of now; null where it does. */
    String obstacle(StepRecord record, Step<?> step, Map<String, String> inputs) throws IOException {
        if (!Records.holds(record, step.key())) {
            return "its record is damaged";
        }
        String changes = changes(record, inputs);
        if (changes != null) {
            return changes;
        }
        return work.intact(record) ? null : CHANGED_FILES;
    }

    /** Which inputs are not those of the record, in words; null where none. */
    static String changes(StepRecord last, Map<String, String> inputs) {
        TreeSet<String> changed = new TreeSet<>(inputs.keySet());
        changed.addAll(last.inputs().keySet());
        changed.removeIf(key -> inputs.containsKey(key) && inputs.get(key).equals(last.inputs().get(key)));
        // What cargo was asked for stands in the record and not yet in the inputs where it has not been asked again.
        changed.removeIf(key -> key.startsWith(Step.Asked.BY_CARGO) && !inputs.containsKey(key));
        return changed.isEmpty() ? null : "this changed: " + String.join(", ", changed);
    }
}
