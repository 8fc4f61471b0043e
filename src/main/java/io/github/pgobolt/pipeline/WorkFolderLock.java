package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two builds out of one work folder. The kernel gives the lock back even when the build is killed. */
final class WorkFolderLock implements AutoCloseable {

    /**
     * The properties of the JVM hold which folders it has locked, whichever class loader asked. The file must not be
     * opened a second time: POSIX gives a process's lock back when it closes any of its handles of the file.
     */
    private static final String HELD = "pgobolt.held.";

    private final FileChannel channel;
    private final String held;

    private WorkFolderLock(FileChannel channel, String held) {
        this.channel = channel;
        this.held = held;
    }

    static WorkFolderLock take(Path root) throws IOException {
        String held = HELD + root.toRealPath();
        if (System.getProperties().putIfAbsent(held, "true") != null) {
            throw Failure.user("Another module of this build is at work in " + root
                    + ". Give each module a work folder of its own: <workDirectory>.");
        }
        FileChannel channel = null;
        try {
            Path file = root.resolve(".lock");
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                String holder = Files.readString(file).strip();
                throw Failure.user("Another build" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + " is at work in " + root + ". Wait for it, or use another work folder: -Dpgobolt.workDirectory=path");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
            return new WorkFolderLock(channel, held);
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(held);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.getProperties().remove(held);
        }
    }
}
