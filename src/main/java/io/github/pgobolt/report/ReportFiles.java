package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes what readers may look at while it is written: to a temporary name first, then a rename. */
final class ReportFiles {

    private ReportFiles() {}

    static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            // Not createTempFile, whose file nobody else may read: a report is for everybody who may see the folder.
            Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(temporary, text, StandardCharsets.UTF_8);
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "Cannot write " + file + " (" + e + "). Free space or mend the "
                            + "permissions of its folder, then run " + Goals.command("report") + ".",
                    e);
        }
    }
}
