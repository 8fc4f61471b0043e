package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Conversation;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that compute all the time, until they are closed. */
final class BusyProcesses implements AutoCloseable {

    private final List<Conversation> processes = new ArrayList<>();

    BusyProcesses(ProcessRunner runner, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            processes.add(Conversation.start(runner, Command.of("sh", "-c", "while :; do :; done")));
        }
    }

    @Override
    public void close() {
        processes.forEach(process -> process.terminate(Duration.ofSeconds(1)));
        processes.forEach(Conversation::close);
    }
}
