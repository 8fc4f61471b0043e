package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.List;

/** What a pipeline is told of one build. */
public interface Build {

    WorkFolder work();

    Log log();

    /** An input of every step, since another version may do it and record it in another way. */
    String pluginVersion();

    /** Whether every step runs again. */
    boolean force();

    /** The steps in their order. Called for each thing that a pipeline is asked for: a step may keep what it found meanwhile. */
    List<Step<?>> steps(Records records);

    /** All steps are about to run: what they will ask for may be begun. */
    default void begins() {}

    /** How steps that need none run beside each other. */
    AtOnce atOnce();

    /** Whether the tools are still those of the beginning. */
    ToolWatch tools();

    /** A failure, after more was found out about it, now that nothing runs any more; by default as it is. */
    default Failure explained(Failure failure) throws IOException {
        return failure;
    }
}
