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
 * Keeps two builds out of one work folder. The kernel releases the lock even if the build is killed; the file then
 * still says which build it was, and processes that it left running are ended before anything is written.
 */
public final class WorkFolderLock implements AutoCloseable {

    /**
     * The JVM's properties hold the folders that it has locked, whatever the class loader. The file must not be opened
     * a second time: POSIX releases a process's lock when it closes any of its handles on the file.
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

    /** Returns how many processes of a killed build were ended when this one took over. */
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
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            boolean free = channel.tryLock() != null;
            String[] last = read(channel).split(" ", 2);
            if (!free) {
                String holder = last[0];
                throw Failure.user(
                        "Another build" + (holder.isEmpty() ? "" : " (process " + holder + ")") + " is at work in "
                                + root + ". Wait for it, or use another work folder: -Dpgobolt.workDirectory=path");
            }
            int ended = last.length == 2 ? LeftBehind.end(last[1]) : 0;
            channel.truncate(0)
                    .write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + " " + LeftBehind.mark()));
            return new WorkFolderLock(channel, held, ended);
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(held);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** Returns the process's number and the mark of its processes; empty if the last build ended normally. */
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
