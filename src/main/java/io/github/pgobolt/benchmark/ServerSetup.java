package io.github.pgobolt.benchmark;

import io.github.pgobolt.workload.Workload;
import java.util.List;
import java.util.Map;

/**
 * The server that a workload, the load, talks to. It is started anew for every run on the file that is measured, and
 * gets SIGTERM when the load is over.
 *
 * @param workload the name of the workload that is the load; its command usually names no subject
 * @param start how the server is started; its {@code timeoutSeconds} limits the wait until it is ready
 * @param readyPort the loopback port that it answers on when it is ready, or 0
 * @param readyLine a regular expression of the line that it prints when it is ready, or null
 * @param stopSeconds how long it may take to end after SIGTERM before it is killed
 */
public record ServerSetup(String workload, Workload start, int readyPort, String readyLine, int stopSeconds) {

    /** The same server as {@code cargo run} would start it; what it says itself wins. */
    public ServerSetup asCargoRuns(Map<String, String> variables, List<String> runner) {
        return new ServerSetup(workload, start.asCargoRuns(variables, runner), readyPort, readyLine, stopSeconds);
    }

    /** The same server, its file run by a runner. */
    public ServerSetup under(List<String> runner) {
        return new ServerSetup(workload, start.under(runner), readyPort, readyLine, stopSeconds);
    }
}
