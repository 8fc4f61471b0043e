package io.github.pgobolt.report;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.pipeline.Status;
import java.util.List;

/**
 * The time of the steps that ran in a build. What was reused cost it none.
 *
 * @param wallSeconds from the start of the first step to the end of the last, with the detection before them; null if no start
 *     is known
 * @param workSeconds all steps together; some run at the same time
 * @param ownSeconds how much of that was the plugin's own, while none of a step's processes ran; null if that of a step is
 *     unknown
 * @param ownPercent its part of the wall time, per cent
 */
public record Time(Double wallSeconds, double workSeconds, Double ownSeconds, Double ownPercent) {

    public Time {
        wallSeconds = Nulls.finite(wallSeconds);
        ownSeconds = Nulls.finite(ownSeconds);
        ownPercent = Nulls.finite(ownPercent);
    }

    /** Adds up the steps; null if none ran. */
    static Time of(List<Report.Step> steps) {
        List<Report.Step> ran = steps.stream()
                .filter(step -> step.status() == Status.RAN && step.seconds() != null)
                .toList();
        if (ran.isEmpty()) {
            return null;
        }
        Double wall = wall(ran);
        Double own = ran.stream().anyMatch(step -> step.ownSeconds() == null)
                ? null
                : Double.valueOf(
                        ran.stream().mapToDouble(Report.Step::ownSeconds).sum());
        return new Time(
                wall,
                ran.stream().mapToDouble(Report.Step::seconds).sum(),
                own,
                wall == null || own == null || wall == 0 ? null : Double.valueOf(100 * own / wall));
    }

    private static Double wall(List<Report.Step> ran) {
        List<Report.Step> started =
                ran.stream().filter(step -> step.startedAt() != null).toList();
        if (started.isEmpty()) {
            return null;
        }
        long first = started.stream().mapToLong(Report.Step::startedAt).min().getAsLong();
        double last = started.stream()
                .mapToDouble(step -> step.startedAt() + step.seconds() * 1000)
                .max()
                .getAsDouble();
        double before = ran.stream()
                .filter(step -> step.startedAt() == null)
                .mapToDouble(Report.Step::seconds)
                .sum();
        return before + (last - first) / 1000;
    }
}
