package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.pipeline.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges a branch profile before llvm-bolt makes a file from it, wherever the profile is from. */
final class BranchJudge {

    private final Session session;
    private final Records records;

    BranchJudge(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * Judges the profile; a bad one is reported before llvm-bolt makes a file from it that nobody should ship.
     *
     * @param yaml where it is written as YAML along with it; null for nowhere
     */
    BranchQuality judge(
            Path input, Path profile, String source, SampleCounts samples, boolean inferred, Path yaml, Path log)
            throws IOException {
        BranchQuality quality = look(input, profile, samples, inferred, yaml, log);
        String reasons = String.join("; ", quality.reasons());
        if (quality.grade() == Grade.bad) {
            String what = "The branch profile (by " + source + ") is bad: " + reasons + ".";
            if (!session.settings().bolt().allowBadProfile()) {
                throw Failure.user(what + " Collect it again on this build, and longer:"
                        + " " + Goals.command("bolt-profile") + " -Dpgobolt.force. Or go without BOLT:"
                        + " -Dpgobolt.bolt.skip, or have llvm-bolt go by it all the same: -Dpgobolt.allowBadProfile."
                        + " What llvm-bolt said is in " + log);
            }
            session.log().warn(what + " llvm-bolt goes by it, since allowBadProfile is set.");
        } else if (quality.grade() == Grade.usable) {
            session.log().info("  The branch profile is usable and not good: " + reasons);
        }
        return quality;
    }

    /** Has llvm-bolt read the profile, and judges it without a consequence. */
    BranchQuality look(Path input, Path profile, SampleCounts samples, boolean inferred, Path yaml, Path log)
            throws IOException {
        BranchCoverage.Coverage coverage =
                inferred ? BranchCoverage.Coverage.UNKNOWN : new BranchCoverage(session, records).of(input, profile);
        return BranchQuality.judge(
                session.llvmBolt().read(input, profile, inferred, yaml, log),
                samples,
                coverage.coveredPercent(),
                coverage.countsPercent());
    }

    static List<NotUnderstood> notUnderstood(Session session, SampleCounts samples, BranchQuality quality) {
        List<NotUnderstood> all = new ArrayList<>(
                NotUnderstood.of("llvm-bolt", session.bolt().llvmBolt().version(), quality.notUnderstood()));
        if (samples != null) {
            // perf2bolt is llvm-bolt by another name.
            all.addAll(NotUnderstood.of("perf2bolt", session.bolt().llvmBolt().version(), samples.notUnderstood()));
        }
        return all;
    }

    static String summary(BoltProfileResult result) {
        return String.format(
                Locale.ROOT,
                "by %s, %s, %d KiB%s%s",
                result.source(),
                result.quality().grade(),
                result.bytes() / 1024,
                result.shortenedNames() == 0
                        ? ""
                        : "; " + Counted.of(result.shortenedNames(), "symbol name") + " shortened",
                result.arrivedShare() == null ? "" : arrived(result));
    }

    /** The share alone would hide that the hot function itself may be one that changed. */
    private static String arrived(BoltProfileResult result) {
        Double inferred = result.quality().inferredPercent();
        return "; " + Percent.down(result.arrivedShare()) + " % of its counts are of functions in this file"
                + (inferred == null || inferred == 0
                        ? ", none of which changed"
                        : String.format(Locale.ROOT, ", %.1f %% of them in functions that changed", inferred));
    }
}
