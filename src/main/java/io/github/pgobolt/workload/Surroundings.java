package io.github.pgobolt.workload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What must be there while a workload runs, such as the server that it sends requests to. */
public interface Surroundings {

    /** Workloads that need nothing beside them. */
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

    /** Whether the workload needs anything; two runs of such a workload would be in each other's way. */
    boolean has(Workload workload);

    /**
     * Sets up what the workload needs, and returns when it is ready. Closing takes it down again.
     *
     * @param environment what a process of the subject needs beside its own, so that it writes its profile
     * @throws io.github.pgobolt.base.Failure where it cannot be set up; closing throws one where its end went wrong
     */
    Closeable open(Workload workload, Path subject, Map<String, String> environment) throws IOException;
}
