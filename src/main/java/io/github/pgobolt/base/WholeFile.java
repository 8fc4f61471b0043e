package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Writes each file whole or not at all: under a temporary name beside the file, which is then renamed. Readers see the
 * old file until then, and still have it after a full disk or a killed build. Missing folders are created.
 */
public final class WholeFile {

    /** Writes the contents to a path where no file exists yet. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(Path temporary) throws IOException;
    }

    private WholeFile() {}

    /**
     * @return the file
     * @throws IOException also for failures of the contents; the old file is kept and the temporary one deleted
     */
    public static Path write(Path file, Contents contents) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        // Not createTempFile, whose file only its owner may read: a report is for everybody who may see the folder.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            contents.writeTo(temporary);
            return move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a text as UTF-8. */
    public static Path write(Path file, String text) throws IOException {
        return write(file, temporary -> Files.writeString(temporary, text));
    }

    /** Writes only if the content differs: cargo recompiles a file that has a new time. */
    public static Path keep(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text) ? file : write(file, text);
    }

    /** Writes a script likewise, which everybody may run. */
    public static Path keepScript(Path file, String text) throws IOException {
        return Files.setPosixFilePermissions(keep(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Copies a file with its permissions and times. */
    public static Path copy(Path source, Path target) throws IOException {
        return write(target, temporary -> Files.copy(source, temporary, StandardCopyOption.COPY_ATTRIBUTES));
    }

    /** Renames a finished file over another; copies it where the two are on different file systems. */
    public static Path move(Path source, Path target) throws IOException {
        try {
            return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
