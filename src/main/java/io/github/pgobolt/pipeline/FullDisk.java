package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a full disk from other causes of a failed step: a crate that does not compile, a lost profile. */
public final class FullDisk {

    /** The C library's messages for ENOSPC and EDQUOT. */
    private static final String[] SAID = {"No space left on device", "Disk quota exceeded"};

    /** Less than this is too little for any file of a step. */
    private static final long NOTHING_BYTES = 256 << 10;

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private FullDisk() {}

    /** Code that may write to the work folder or to the folder for temporary files. */
    @FunctionalInterface
    public interface Writing<T> {
        T run() throws IOException;
    }

    /** Runs the code and returns its result; if it fails because a disk is full, the failure names the disk. */
    public static <T> T told(Path work, Writing<T> writing) throws IOException {
        try {
            return writing.run();
        } catch (Failure failure) {
            throw explain(failure, work);
        } catch (UncheckedIOException e) {
            throw explain(e.getCause(), work);
        } catch (IOException e) {
            throw explain(e, work);
        }
    }

    /** Returns the failure, with the disk named if one was full; otherwise unchanged. */
    static Failure explain(Failure failure, Path work) {
        return isFull(failure.getMessage(), work)
                ? new Failure(failure.kind(), failure.getMessage() + "\n" + advice(work), failure)
                : failure;
    }

    private static IOException explain(IOException failure, Path work) {
        return isFull(failure.getMessage(), work)
                ? new IOException(failure.getMessage() + "\n" + advice(work), failure)
                : failure;
    }

    private static boolean isFull(String message, Path work) {
        for (String said : SAID) {
            if (message != null && message.contains(said)) {
                return true;
            }
        }
        return freeBytes(work) < NOTHING_BYTES;
    }

    private static String advice(Path work) {
        return String.format(
                Locale.ROOT,
                "A disk is full: that of the work folder %s has %d KiB left, that of %s %d KiB. Make room, or name another folder"
                        + " (-Dpgobolt.workDirectory=path), and start the build again: what was done stays.",
                work,
                freeBytes(work) / 1024,
                TEMPORARY,
                freeBytes(TEMPORARY) / 1024);
    }

    private static long freeBytes(Path work) {
        try {
            return Files.getFileStore(work).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
