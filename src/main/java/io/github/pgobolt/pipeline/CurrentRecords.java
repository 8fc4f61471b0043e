package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which records tell of now, and why the others do not. Each is looked at once, since a look hashes the sources. */
final class CurrentRecords {

    /** What this needs to know of the steps. */
    interface Steps {

        /** Whether this build does the step at all. */
        boolean does(StepName name);

        /** The steps whose records this one reads. */
        List<StepName> needs(StepName name);

        /** What became of the step in this build; empty where it was not asked for. */
        Optional<Pipeline.Status> outcome(StepName name);

        /** Why a record does not tell of now, as far as its own inputs and outputs go; null where it does. */
        String obstacle(StepName name, StepRecord record) throws IOException;
    }

    private static final String BUILDS_ON = "it builds on ";

    private final WorkFolder work;
    private final Steps steps;
    private final Map<StepName, Optional<String>> obstacles = new EnumMap<>(StepName.class);

    CurrentRecords(WorkFolder work, Steps steps) {
        this.work = work;
        this.steps = steps;
    }

    /** The records that a report may show. */
    Records shown() {
        return new Records(work, name -> !steps.does(name) || obstacle(name).isPresent());
    }

    /** The records that an earlier build left and that are not of now, each with why not. */
    Map<StepName, String> outdated() {
        Map<StepName, String> found = new TreeMap<>();
        for (StepName name : StepName.values()) {
            if (steps.does(name) && steps.outcome(name).isEmpty() && work.hasRecord(name)) {
                obstacle(name).ifPresent(why -> found.put(name, why));
            }
        }
        return found;
    }

    private Optional<String> obstacle(StepName name) {
        Optional<String> known = obstacles.get(name);
        if (known == null) {
            known = look(name);
            obstacles.put(name, known);
        }
        return known;
    }

    private Optional<String> look(StepName name) {
        Optional<Pipeline.Status> outcome = steps.outcome(name);
        if (outcome.isPresent()) {
            boolean done = outcome.get() == Pipeline.Status.ran || outcome.get() == Pipeline.Status.reused;
            return done ? Optional.empty() : Optional.of("it " + outcome.get());
        }
        try {
            StepRecord record = work.read(name).orElse(null);
            if (record == null) {
                return Optional.of(work.hasRecord(name) ? "its record is damaged" : "it has not run");
            }
            // What builds on a step that is no longer of now is not of now either, though its own inputs lie there still.
            for (StepName needed : steps.needs(name)) {
                Optional<String> below = steps.does(needed) ? obstacle(needed) : Optional.empty();
                if (below.isPresent()) {
                    // Of a chain only its first link is what one has to know.
                    return below.get().startsWith(BUILDS_ON)
                            ? below
                            : Optional.of(BUILDS_ON + needed.goal() + ", and there " + below.get());
                }
            }
            return Optional.ofNullable(steps.obstacle(name, record));
        } catch (Failure | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read"));
        }
    }
}
