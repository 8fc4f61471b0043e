package io.github.pgobolt.step;

import io.github.pgobolt.report.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of the report on further targets. */
final class TargetRows {

    private TargetRows() {}

    static List<Target> of(Session session, TargetsResult result) {
        Path root = session.work().root();
        return result.targets().stream()
                .map(row -> new Target(
                        row.name(),
                        row.variant(),
                        row.reason(),
                        root.resolve(row.file()).toString(),
                        row.sha256(),
                        row.sizeBytes(),
                        row.baselineSizeBytes(),
                        row.profileMatch(),
                        row.functionsWithoutData(),
                        row.mismatches(),
                        row.run(),
                        row.shown(),
                        row.failedChecks().stream().map(ReportAssembly::check).toList(),
                        Optional.ofNullable(row.comparison())
                                .map(ReportedBenchmark::comparison)
                                .orElse(null),
                        row.compiles(),
                        row.seconds(),
                        row.copiedTo(),
                        "../" + row.report()))
                .toList();
    }
}
