package io.github.pgobolt.step;

import io.github.pgobolt.pipeline.CurrentRecords;
import io.github.pgobolt.pipeline.Progress;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Status;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the report says of each step: its status, what it took, and its result in a line. */
final class ReportedSteps {

    private final Session session;
    private final CurrentRecords current;
    private final Records records;
    private final List<Progress> progress;

    /** @param progress the status of the steps in this build */
    ReportedSteps(Session session, CurrentRecords current, List<Progress> progress) {
        this.session = session;
        this.current = current;
        this.records = current.shown();
        this.progress = progress;
    }

    /** @param steps all of them, in order */
    List<Report.Step> rows(List<Step<?>> steps) {
        List<Report.Step> rows = new ArrayList<>();
        double looked = session.found().seconds();
        rows.add(new Report.Step("detect", Status.RAN, looked, looked, 0, null, null, "every build looks again", null));
        for (Step<?> step : steps) {
            StepKey<?> name = step.key();
            Progress p = progress.stream()
                    .filter(one -> one.step().equals(name))
                    .findFirst()
                    .orElse(null);
            Optional<StepRecord> record = records.find(name);
            if (p == null && record.isEmpty()) {
                if (current.outdated().containsKey(name)) {
                    rows.add(new Report.Step(
                            name.goal(),
                            Status.OUTDATED,
                            null,
                            0,
                            null,
                            current.outdated().get(name),
                            null));
                }
                continue;
            }
            Status status = p == null ? Status.REUSED : p.status();
            Double seconds = record.map(StepRecord::seconds).orElse(p == null ? null : p.seconds());
            rows.add(new Report.Step(
                    name.goal(),
                    status,
                    seconds,
                    record.map(StepRecord::ownSeconds).orElse(null),
                    record.map(StepRecord::compiles).orElse(0),
                    peakMemory(name),
                    record.map(StepRecord::startedAtMillis).orElse(null),
                    p == null ? "done by an earlier build" : p.reason(),
                    result(step)));
        }
        return rows;
    }

    private Long peakMemory(StepKey<?> step) {
        return records.findResult(step)
                .filter(BuildResult.class::isInstance)
                .map(result -> ((BuildResult) result).peakMemoryBytes())
                .filter(bytes -> bytes > 0)
                .orElse(null);
    }

    private <R> String result(Step<R> step) {
        return records.findResult(step.key()).map(step::summary).orElse(null);
    }
}
