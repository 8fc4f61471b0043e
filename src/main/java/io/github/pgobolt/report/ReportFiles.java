package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes files that may be read at the same time: to a temporary name first, then a rename. */
final class ReportFiles {

    private ReportFiles() {}

    static void write(Path file, String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "Cannot write " + file + " (" + e + "). Free space or fix the "
                            + "permissions of its folder, then run " + Goals.command("report") + ".",
                    e);
        }
    }
}
