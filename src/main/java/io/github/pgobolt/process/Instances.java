package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes that run a file, whoever started them: a daemon is not a child of this process. */
public final class Instances {

    private Instances() {}

    /**
     * Waits, up to a limit, until none is left.
     *
     * @return how many are left
     */
    public static int awaitEnd(Path file, Duration limit) throws IOException {
        String command = file.toRealPath().toString();
        long end = System.nanoTime() + limit.toNanos();
        int left = 0;
        for (ProcessHandle process : of(command)) {
            try {
                process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException stillThere) {
                left++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return left + 1;
            }
        }
        return left;
    }

    private static List<ProcessHandle> of(String command) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().map(command::equals).orElse(false))
                .toList();
    }
}
