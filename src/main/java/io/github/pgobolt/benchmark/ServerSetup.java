package io.github.pgobolt.benchmark;

import io.github.pgobolt.workload.Workload;
import java.util.List;
import java.util.Map;

/**
 * The server that a workload, the load, talks to. It is started afresh for every run, on the file that is measured, and
 * gets SIGTERM when the load ends.
 *
 * @param workload the name of the workload that is the load; its command usually names no subject
 * @param start the command that starts the server; its {@code timeoutSeconds} limits the wait until it is ready
 * @param readyPort the loopback port that accepts connections once it is ready, or 0
 * @param readyLine a regular expression for the line that it prints once it is ready, or null
 * @param stopSeconds how long it may take to end after SIGTERM before it is killed
 */
public record ServerSetup(String workload, Workload start, int readyPort, String readyLine, int stopSeconds) {

    /** Returns the same server as {@code cargo run} would start it; its own settings take precedence. */
    public ServerSetup asCargoRuns(Map<String, String> variables, List<String> runner) {
        return new ServerSetup(workload, start.asCargoRuns(variables, runner), readyPort, readyLine, stopSeconds);
    }

    /** Returns the same server with its file run by a runner. */
    public ServerSetup under(List<String> runner) {
        return new ServerSetup(workload, start.under(runner), readyPort, readyLine, stopSeconds);
    }
}
