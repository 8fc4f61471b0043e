package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.List;

/** A pipeline's view of one build. */
public interface Build {

    WorkFolder work();

    Log log();

    /** Returns the plugin's version, an input of every step, since another version may do or record it differently. */
    String pluginVersion();

    /** Tells that a step is left out. */
    default void leftOut(StepKey<?> step, String why) {
        log().info(step + ": skipped, " + why);
    }

    /** Whether every step runs again. */
    boolean force();

    /**
     * Returns the steps in their order. Called for each request to a pipeline: a step may cache what it finds
     * meanwhile.
     */
    List<Step<?>> steps(Records records);

    /** Called when all steps are about to run: work that they will need may begin. */
    default void begins() {}

    /** Returns how builds run beside steps that do not need them. */
    Beside beside();

    /** Returns a step in the form that runs beside others, at the lowest priority. */
    default Step<?> quiet(Step<?> step) {
        return step;
    }

    /** Returns the watch on whether the tools are still those of the beginning. */
    ToolWatch tools();

    /** Returns a failure after further investigation, now that nothing runs any more; by default unchanged. */
    default Failure explained(Failure failure) throws IOException {
        return failure;
    }
}
