package io.github.pgobolt.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether a record is current. */
final class Freshness {

    static final String CHANGED_FILES = "its files were changed or removed";

    private final WorkFolder work;
    private final String pluginVersion;

    Freshness(Build build) {
        this.work = build.work();
        this.pluginVersion = build.pluginVersion();
    }

    /** Returns a step's inputs, as far as they are known without cargo. */
    Map<String, String> inputs(Step<?> step) throws IOException {
        Map<String, String> inputs = new TreeMap<>(step.inputs());
        inputs.put("plugin", pluginVersion);
        return inputs;
    }

    /** Returns why a record is not current; null if it is. */
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

    /** Returns which inputs differ from those of the record, in words; null if none do. */
    static String changes(StepRecord last, Map<String, String> inputs) {
        TreeSet<String> changed = new TreeSet<>(inputs.keySet());
        changed.addAll(last.inputs().keySet());
        changed.removeIf(key ->
                inputs.containsKey(key) && inputs.get(key).equals(last.inputs().get(key)));
        // Inputs from cargo are in the record, but not among the inputs until cargo has been asked again.
        changed.removeIf(key -> key.startsWith(Step.Asked.BY_CARGO) && !inputs.containsKey(key));
        return changed.isEmpty() ? null : "this changed: " + String.join(", ", changed);
    }
}
