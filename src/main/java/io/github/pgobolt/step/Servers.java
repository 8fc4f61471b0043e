package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.RunningServer;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.LostProfile;
import io.github.pgobolt.workload.Surroundings;
import io.github.pgobolt.workload.Workload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The servers that workloads talk to, each started once per run.
 *
 * @param processes starts them
 * @param setups one per workload that has a server
 * @param timeoutFactor how many times longer a start may take, since instrumented code is slow
 * @param mustEnd whether a server that has to be killed is a failure, because its profile is lost then
 */
record Servers(ProcessRunner processes, List<ServerSetup> setups, int timeoutFactor, boolean mustEnd)
        implements Surroundings {

    Servers {
        setups = List.copyOf(setups);
    }

    @Override
    public boolean has(Workload workload) {
        return of(workload) != null;
    }

    @Override
    public Closeable open(Workload workload, Path subject, Map<String, String> environment) throws IOException {
        ServerSetup setup = of(workload);
        if (setup == null) {
            return () -> {};
        }
        RunningServer server = RunningServer.start(processes, patient(setup, environment), subject);
        return () -> {
            if (!server.stop() && mustEnd) {
                throw Failure.user(
                        "The server of workload '" + workload.name() + "' did not end within " + setup.stopSeconds()
                                + " s of SIGTERM and was killed, so that its profile is lost. Let it handle SIGTERM and return from"
                                + " main, or raise <stopSeconds> of its <server>. It was started by: "
                                + setup.start().on(subject).line());
            }
        };
    }

    /** Returns the inputs of a step that runs the workloads, beside the workloads themselves. */
    static Map<String, String> inputs(Session session, List<Workload> workloads) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        for (ServerSetup setup : session.settings().runs().servers()) {
            if (workloads.stream().anyMatch(w -> w.name().equals(setup.workload()))) {
                Workload start = setup.start().redacted();
                inputs.put(
                        "server of workload " + setup.workload(),
                        List.of(
                                        setup.start().contentHash(session.written()),
                                        start.command(),
                                        start.environment(),
                                        start.workingDirectory(),
                                        start.timeoutSeconds(),
                                        setup.readyPort(),
                                        String.valueOf(setup.readyLine()),
                                        setup.stopSeconds())
                                .toString());
            }
        }
        return inputs;
    }

    /** Returns the message for a workload that ended well while its server left no profile. */
    static String noProfile(Workload workload) {
        return "Workload '" + workload.name()
                + "' ended well, but its server left no profile. It got SIGTERM, of which a"
                + " program without a handler dies at once, and writes nothing. Let it handle SIGTERM and return from main"
                + " (axum: with_graceful_shutdown). If it does, check that <start> names ${subject}. "
                + LostProfile.OTHER_REASONS;
    }

    private ServerSetup of(Workload workload) {
        return setups.stream()
                .filter(s -> s.workload().equals(workload.name()))
                .findFirst()
                .orElse(null);
    }

    private ServerSetup patient(ServerSetup setup, Map<String, String> environment) {
        Workload start = setup.start();
        Map<String, String> all = new TreeMap<>(start.environment());
        all.putAll(environment);
        return new ServerSetup(
                setup.workload(),
                new Workload(
                        start.name(),
                        start.use(),
                        start.command(),
                        start.shell(),
                        start.stdin(),
                        all,
                        start.workingDirectory(),
                        start.weight(),
                        start.timeoutSeconds() * timeoutFactor,
                        start.repeat(),
                        start.expectExit(),
                        start.outputs(),
                        start.inputs(),
                        start.ignore(),
                        start.runner()),
                setup.readyPort(),
                setup.readyLine(),
                setup.stopSeconds());
    }
}
