package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.report.SinceLast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The report of the last release, if the user names it. */
final class Previous {

    private Previous() {}

    /** Reads it; empty if none is named or the goal does not use it. */
    static Optional<Report> of(Session session) {
        return session.settings().has(Settings.PreviousSettings.class)
                ? read(session.settings().previous(), session.work().root())
                : Optional.empty();
    }

    static Optional<Report> read(Settings.PreviousSettings settings, Path workFolder) {
        if (settings.report() == null) {
            if (settings.failIfGainShrinks() != null) {
                throw Failure.user(SinceLast.GATE + " needs what shipped last, and it is not named. Add"
                        + " -Dpgobolt.previous=<report.json of the last release>, or take the gate out.");
            }
            return Optional.empty();
        }
        Path file = ReportJson.file(settings.report());
        Path own = workFolder.resolve("report/report.json").toAbsolutePath().normalize();
        if (file.equals(own)) {
            throw Failure.user(
                    "previous names the report that this build writes itself, " + file
                            + ": beside itself nothing changes. Keep a copy of the last release's report.json elsewhere, and name that.");
        }
        if (!Files.isRegularFile(file)) {
            throw Failure.user("previous names " + file + ", and there is no report. Name the report.json of the last"
                    + " release, or leave -Dpgobolt.previous out where this is the first one.");
        }
        return Optional.of(ReportJson.read(file));
    }
}
