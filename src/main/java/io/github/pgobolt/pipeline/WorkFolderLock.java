package io.github.pgobolt.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two builds out of one work folder. The kernel gives the lock back even when the build is killed. */
final class WorkFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private WorkFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static WorkFolderLock take(Path root) throws IOException {
        Path file = root.resolve(".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameJvm) {
            // Another thread of this build has it: two modules were given the same work folder.
        }
        if (lock == null) {
            channel.close();
            String holder = Files.readString(file).strip();
            throw Failure.user("Another build" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                    + " is at work in " + root + ". Wait for it, or use another work folder: -Dpgobolt.workDirectory=path");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
        return new WorkFolderLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
