package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which kind of branch sampling to record with, and why not the others.
 *
 * @param chosen null when there is none: BOLT's instrumentation takes its place
 * @param reason one sentence
 * @param rungs every rung that was looked at, best first
 * @param perf perf itself; null when there is none
 * @param asked what was asked for: {@code auto}, {@code none} or an event
 */
public record LadderResult(Rung chosen, String reason, List<RungStatus> rungs, Path perf, String asked) {

    public LadderResult {
        rungs = List.copyOf(rungs);
    }

    /** Whether the user named an event, which is then used or refused, and never quietly replaced. */
    public boolean explicit() {
        return !asked.equals("auto") && !asked.equals("none");
    }

    /**
     * Refuses where an event was named and does not serve.
     *
     * @return this
     */
    public LadderResult requireWhatWasAsked() {
        if (chosen == null && explicit()) {
            String fix = rungs.stream().map(RungStatus::fix).filter(Objects::nonNull).findFirst().orElse(null);
            throw Failure.user("perfEvent=" + asked + " cannot be used: " + reason
                    + (fix == null ? "" : "\n  To fix it: " + fix)
                    + "\nOr type -Dpgobolt.perfEvent=auto, which takes BOLT's instrumentation where sampling does "
                    + "not serve.");
        }
        return this;
    }

    /** For the doctor's screen: a line for the outcome, one a rung, and one for what would fix it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Branches  "
                + (chosen == null ? "BOLT's instrumentation" : chosen.name() + ", perf record -e " + chosen.event())
                + ": " + reason);
        if (perf != null) {
            lines.add(String.format(Locale.ROOT, "  %-16s %-9s %s", "(perf)", "", perf));
        }
        for (RungStatus status : rungs) {
            lines.add(String.format(Locale.ROOT, "  %-16s %-9s %s", status.rung().name(),
                    status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), status.reason()));
        }
        rungs.stream().map(RungStatus::fix).filter(Objects::nonNull).distinct()
                .forEach(fix -> lines.add("To fix    " + fix));
        return List.copyOf(lines);
    }
}
