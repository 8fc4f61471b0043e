package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The {@code <server>} of a workload: it is started before the workload's command, which is the load, and gets SIGTERM
 * after it.
 */
public class ServerConfig {

    /** The command that starts it, in which <code>${subject}</code> is the built file. */
    List<String> start;

    /** The loopback port that accepts connections once it is ready; or {@code readyLine}. */
    int readyPort;

    /** A regular expression for the line that it prints once it is ready; or {@code readyPort}. */
    String readyLine;

    /** How long it may take until it is ready, in seconds. */
    int readySeconds = 30;

    /** How long it may take to end after SIGTERM before it is killed, in seconds. */
    int stopSeconds = 10;

    /** Additions to its environment. */
    Map<String, String> env;

    /** Its working directory; the workload's by default. */
    File workingDirectory;

    ServerSetup of(Workload load) {
        String where = "<server> of workload '" + load.name() + "'";
        List<String> command = Workloads.orEmpty(start);
        Map<String, String> environment = env == null ? Map.of() : env;
        if (command.isEmpty()) {
            throw Failure.user(where + " has no <start>. Give the command that starts it:"
                    + " <start><arg>${subject}</arg><arg>--port</arg><arg>8089</arg></start>");
        }
        boolean subject = command.stream().anyMatch(word -> word.contains("${subject"))
                || environment.values().stream().anyMatch(value -> value.contains("${subject"));
        if (!subject) {
            throw Failure.user(
                    "<start> of " + where + " does not name ${subject}, so that every variant would get the load"
                            + " of one and the same server. Put ${subject} where the program's path is.");
        }
        if ((readyPort == 0) == (readyLine == null)) {
            throw Failure.user(
                    where + " needs either <readyPort> or <readyLine>, so that the load begins when it is ready,"
                            + " and has " + (readyPort == 0 ? "none." : "both."));
        }
        if (readyPort < 0 || readyPort > 65_535) {
            throw Failure.user(
                    "<readyPort> of " + where + " is " + readyPort + "; a port is a number from 1 to 65535.");
        }
        if (readySeconds < 1 || stopSeconds < 1) {
            throw Failure.user("<readySeconds> and <stopSeconds> of " + where + " are " + readySeconds + " and "
                    + stopSeconds + "; each is at least 1.");
        }
        if (readyLine != null) {
            Workloads.requirePattern("<readyLine> of " + where, readyLine);
        }
        Path directory = workingDirectory == null
                ? load.workingDirectory()
                : workingDirectory.toPath().toAbsolutePath();
        Workload server = new Workload(
                load.name() + "-server",
                Use.both,
                command,
                false,
                null,
                environment,
                directory,
                1,
                readySeconds,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        return new ServerSetup(load.name(), server, readyPort, readyLine, stopSeconds);
    }
}
