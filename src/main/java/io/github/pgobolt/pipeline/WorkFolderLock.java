package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.LeftBehind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two builds out of one work folder. The kernel gives the lock back even when the build is killed; the file then
 * still says which build it was, and what that one left running is ended before anything is written.
 */
public final class WorkFolderLock implements AutoCloseable {

    /**
     * The properties of the JVM hold which folders it has locked, whichever class loader asked. The file must not be
     * opened a second time: POSIX gives a process's lock back when it closes any of its handles of the file.
     */
    private static final String HELD = "pgobolt.held.";

    private static final int MOST_BYTES = 100;

    private final FileChannel channel;
    private final String held;
    private final int endedProcesses;

    private WorkFolderLock(FileChannel channel, String held, int endedProcesses) {
        this.channel = channel;
        this.held = held;
        this.endedProcesses = endedProcesses;
    }

    /** How many processes of a killed build were ended when this one took its place. */
    int endedProcesses() {
        return endedProcesses;
    }

    public static WorkFolderLock take(Path root) throws IOException {
        String held = HELD + root.toRealPath();
        if (System.getProperties().putIfAbsent(held, "true") != null) {
            throw Failure.user("Another module of this build is at work in " + root
                    + ". Give each module a work folder of its own: <workDirectory>.");
        }
        FileChannel channel = null;
        try {
            Path file = root.resolve(".lock");
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            boolean free = channel.tryLock() != null;
            String[] last = read(channel).split(" ", 2);
            if (!free) {
                String holder = last[0];
                throw Failure.user("Another build" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + " is at work in " + root + ". Wait for it, or use another work folder: -Dpgobolt.workDirectory=path");
            }
            int ended = last.length == 2 ? LeftBehind.end(last[1]) : 0;
            channel.truncate(0).write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + " " + LeftBehind.mark()));
            return new WorkFolderLock(channel, held, ended);
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(held);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** The process's number and the mark of its processes; nothing where the last build ended as it should. */
    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.truncate(0);
            channel.close();
        } finally {
            System.getProperties().remove(held);
        }
    }
}
