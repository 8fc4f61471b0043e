package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The kind of branch sampling to record with, and why the others were not chosen.
 *
 * @param chosen null if there is none: BOLT's instrumentation is used instead
 * @param reason one sentence
 * @param rungs every rung that was considered, best first
 * @param perf perf itself; null if there is none
 * @param asked the user's choice: {@code auto}, {@code none} or an event
 */
public record LadderResult(Rung chosen, String reason, List<RungStatus> rungs, Path perf, String asked) {

    public LadderResult {
        rungs = List.copyOf(rungs);
    }

    /** Whether the user named an event, which is then used or refused, and never silently replaced. */
    public boolean explicit() {
        return !asked.equals("auto") && !asked.equals("none");
    }

    /**
     * Refuses if an event was named and does not work.
     *
     * @return this
     */
    public LadderResult requireWhatWasAsked() {
        if (chosen == null && explicit()) {
            String fix = rungs.stream()
                    .map(RungStatus::fix)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            throw Failure.user("perfEvent=" + asked + " cannot be used: " + reason
                    + (fix == null ? "" : "\n  To fix it: " + fix)
                    + "\nOr type -Dpgobolt.perfEvent=auto, which takes BOLT's instrumentation where sampling does "
                    + "not serve.");
        }
        return this;
    }

    /** Returns lines for the doctor's screen: one for the outcome, one per rung, and one for what would fix it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Branches  "
                + (chosen == null ? "BOLT's instrumentation" : chosen.name() + ", perf record -e " + chosen.event())
                + ": " + reason);
        if (perf != null) {
            lines.add(String.format(Locale.ROOT, "  %-16s %-9s %s", "(perf)", "", perf));
        }
        for (RungStatus status : rungs) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-16s %-9s %s",
                    status.rung().name(),
                    status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    status.reason()));
        }
        rungs.stream()
                .map(RungStatus::fix)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(fix -> lines.add("To fix    " + fix));
        return List.copyOf(lines);
    }
}
