package io.github.pgobolt.workload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Whatever must exist while a workload runs, such as the server that it sends requests to. */
public interface Surroundings {

    /** For workloads that need nothing beside them. */
    Surroundings NONE = new Surroundings() {

        @Override
        public boolean has(Workload workload) {
            return false;
        }

        @Override
        public Closeable open(Workload workload, Path subject, Map<String, String> environment) {
            return () -> {};
        }
    };

    /** Whether the workload needs anything; two runs of such a workload would interfere. */
    boolean has(Workload workload);

    /**
     * Sets up what the workload needs, and returns once it is ready. Closing takes it down again.
     *
     * @param environment variables that a process of the subject needs in order to write its profile
     * @throws io.github.pgobolt.base.Failure if it cannot be set up; closing throws one if it ended badly
     */
    Closeable open(Workload workload, Path subject, Map<String, String> environment) throws IOException;
}
