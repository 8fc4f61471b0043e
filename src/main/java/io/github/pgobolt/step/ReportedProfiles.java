package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.report.Profiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the report says of the two profiles: what was collected, how good it is, and what to do about it. */
final class ReportedProfiles {

    private final Session session;
    private final Records records;

    ReportedProfiles(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /** Returns both profiles; null if there is none. */
    Profiles profiles() {
        Profiles.Pgo pgo = records.findResult(MergeStep.KEY).map(this::pgo).orElse(null);
        Profiles.Bolt bolt = records.findResult(BoltProfileStep.KEY)
                .filter(profile -> profile.unfit() == null)
                .map(this::bolt)
                .orElse(null);
        return pgo == null && bolt == null ? null : new Profiles(pgo, bolt);
    }

    private Profiles.Pgo pgo(MergeResult merged) {
        ProfileMatch match = records.findResult(OptimizeStep.KEY)
                .map(BuildResult::profileMatch)
                .orElse(null);
        long mismatches = match == null ? 0 : match.hashMismatches();
        Long functions = merged.summary().functions();
        // Without the number of functions, the share of those that do not match is unknown.
        double share = functions == null || functions == 0 ? 0 : (double) mismatches / functions;
        double moreSamples = records.findResult(TrainStep.KEY)
                .map(TrainResult::sampled)
                .map(TrainResult.Sampled::moreSamplesFactor)
                .orElse(1.0);
        boolean good = share < 0.01
                && (functions != null || mismatches == 0)
                && merged.lostFiles() == 0
                && moreSamples <= 1
                && merged.reasons().isEmpty();
        boolean bad = share >= 0.1 || moreSamples > 10;
        List<String> advice = new ArrayList<>();
        if (moreSamples > 1) {
            advice.add(String.format(
                    Locale.ROOT, "llvm-profgen would like %.1f times more samples: train longer", moreSamples));
        } else if (mismatches > 0 && !(share < 0.01)) {
            advice.add("Train again on these sources: the profile was collected on others");
        }
        merged.reasons().forEach(reason -> advice.add(capitalised(reason)));
        if (merged.lostFiles() > 0 && merged.reasons().isEmpty()) {
            advice.add(capitalised(Counted.of(merged.lostFiles(), "raw profile")) + " could not be used");
        }
        records.findResult(TrainStep.KEY)
                .ifPresent(train -> train.warnings().forEach(warning -> advice.add(capitalised(warning))));
        return new Profiles.Pgo(
                session.work().file(merged.file()).toString(),
                merged.summary().functions(),
                merged.summary().totalCount(),
                merged.summary().maxCount(),
                merged.rawFiles(),
                merged.rawBytes(),
                merged.lostFiles(),
                session.isStored() ? session.found().stored().from() : null,
                merged.translated() == null ? null : merged.translated().functions(),
                match == null || match.arrivedShare() == null ? null : 100 * match.arrivedShare(),
                match == null ? null : match.hashMismatches(),
                match == null ? null : match.discardedCounts(),
                good ? Grade.good : bad ? Grade.bad : Grade.usable,
                advice.isEmpty() ? null : String.join(". ", advice) + ".");
    }

    private Profiles.Bolt bolt(BoltProfileResult profile) {
        Optional<BoltLog> log = records.findResult(BoltStep.KEY).map(BoltResult::log);
        Map<String, Profiles.DynoStat> dyno = new LinkedHashMap<>();
        log.ifPresent(l -> l.dynoStats().forEach((name, stat) -> dyno.put(name, dynoStat(stat))));
        BranchQuality quality = profile.quality();
        Optional<SampleCounts> samples = Optional.ofNullable(profile.samples());
        List<String> reasons = new ArrayList<>(quality.reasons());
        reasons.addAll(profile.warnings());
        return new Profiles.Bolt(
                profile.source(),
                profile.reason(),
                session.work().file(profile.fdata()).toString(),
                quality.profiledFunctions(),
                quality.totalFunctions(),
                quality.coveragePercent(),
                quality.stalePercent(),
                quality.inferredPercent(),
                profile.arrivedShare() == null ? null : 100 * profile.arrivedShare(),
                samples.map(SampleCounts::samples).orElse(null),
                samples.map(SampleCounts::branchRecords).orElse(null),
                samples.map(SampleCounts::moreSamplesFactor)
                        .filter(factor -> factor > 1)
                        .orElse(null),
                samples.map(SampleCounts::mismatchingPercent).orElse(null),
                samples.map(SampleCounts::outOfRangePercent).orElse(null),
                quality.cfgGapPercent(),
                profile.agreements().stream()
                        .map(a -> new Profiles.Agreement(a.source(), a.percent(), a.hottestEdges()))
                        .toList(),
                dyno,
                log.map(l -> l.warnings().size()).orElse(null),
                quality.grade(),
                reasons.isEmpty() ? null : capitalised(String.join("; ", reasons)) + ".");
    }

    /**
     * Returns every method of branch sampling; if PGO's profile was sampled and there is no BOLT, those of training.
     */
    List<TriedRung> rungs() {
        return records.findResult(BoltProfileStep.KEY)
                .map(BoltProfileResult::rungs)
                .or(() -> records.findResult(TrainStep.KEY)
                        .map(TrainResult::sampled)
                        .map(TrainResult.Sampled::rungs))
                .orElse(List.of());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Profiles.DynoStat dynoStat(BoltLog.DynoStat stat) {
        Double change = stat.changePercent();
        Long before = change == null || change <= -100 ? null : Math.round(stat.value() / (1 + change / 100));
        return new Profiles.DynoStat(before, stat.value(), change);
    }
}
