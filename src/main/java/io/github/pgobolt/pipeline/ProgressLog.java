package io.github.pgobolt.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of the steps that were asked for. Two threads may report at the same time. */
final class ProgressLog {

    private final Map<StepKey<?>, Progress> entries = new LinkedHashMap<>();
    private final Map<StepKey<?>, Exception> failures = new HashMap<>();

    synchronized void note(Progress progress) {
        entries.put(progress.step(), progress);
    }

    synchronized void failed(StepKey<?> step, double seconds, Exception why) {
        failures.put(step, why);
        note(new Progress(step, Status.FAILED, seconds, firstLine(why)));
    }

    /** Replaces a failure by one that explains more than its step could. */
    synchronized void explained(Exception failure, Exception explained) {
        failures.forEach((step, why) -> {
            if (why == failure) {
                note(new Progress(step, Status.FAILED, entries.get(step).seconds(), firstLine(explained)));
            }
        });
    }

    synchronized List<Progress> all() {
        return new ArrayList<>(entries.values());
    }

    synchronized Optional<Progress> of(StepKey<?> step) {
        return Optional.ofNullable(entries.get(step));
    }

    private static String firstLine(Exception why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    }
}
