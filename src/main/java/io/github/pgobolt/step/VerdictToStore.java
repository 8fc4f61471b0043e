package io.github.pgobolt.step;

import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.profile.StoredVerdict;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The verdict of a build that measured, as it goes with the profile that the build trained. */
final class VerdictToStore {

    private static final String VARIANT = "variant ";

    private VerdictToStore() {}

    /**
     * Returns it; empty if nothing was measured, if that was of other files than those that are there, or if it decided
     * nothing: a later build does better to measure then.
     */
    static Optional<StoredVerdict> of(Session session, Records records) throws IOException {
        Optional<BenchmarkResult> measured = records.findResult(BenchmarkStep.KEY);
        if (measured.isEmpty() || measured.get().storedOn() != null || !decides(measured.get())) {
            return Optional.empty();
        }
        StepRecord record = records.of(BenchmarkStep.KEY);
        Map<String, String> hashes = new VariantFiles(session, records).hashes();
        return hashes.entrySet().stream()
                        .allMatch(file -> file.getValue().equals(record.inputs().get(file.getKey())))
                // What would not be read again is not written.
                ? Optional.of(verdict(session, record, measured.get(), files(hashes)))
                        .filter(verdict -> verdict.fault().isEmpty())
                : Optional.empty();
    }

    private static StoredVerdict verdict(
            Session session, StepRecord record, BenchmarkResult result, SortedMap<String, String> files) {
        return new StoredVerdict(
                LocalDate.ofInstant(Instant.ofEpochMilli(record.startedAtMillis()), ZoneOffset.UTC)
                        .toString(),
                new StoredVerdict.Machine(
                        result.machine().cpuModel(),
                        result.machine().usableCpus(),
                        result.machine().virtualisation()),
                session.settings().evaluationWorkloads().stream()
                        .map(Workload::name)
                        .toList(),
                result.measuredOnTrainingInput(),
                // Why it was no other tells of the machine.
                result.measuredBy().replaceFirst("(?s) \\(.*", ""),
                result.metric(),
                result.metricWhy(),
                result.alpha(),
                result.delta(),
                result.rounds(),
                files,
                result.comparisons(),
                result.control());
    }

    private static boolean decides(BenchmarkResult result) {
        return result.machine() != null
                && result.comparisons().stream().allMatch(Comparison::isBounded)
                && BenchmarkStep.overall(result).findAny().isPresent()
                && BenchmarkStep.overall(result).allMatch(one -> one.verdict() != Verdict.TOO_NOISY)
                && result.control().isBounded()
                && result.control().holds()
                && result.confirmations().stream().noneMatch(one -> result.isRefuted(one.variant()));
    }

    /** Returns the hashes as a manifest names them: a variant by its name, what else is hashed as the step calls it. */
    static SortedMap<String, String> files(Map<String, String> hashes) {
        SortedMap<String, String> files = new TreeMap<>();
        hashes.forEach(
                (name, hash) -> files.put(name.startsWith(VARIANT) ? name.substring(VARIANT.length()) : name, hash));
        return files;
    }

    /** Returns the comparisons of these variants among themselves. */
    static List<Comparison> among(List<String> variants, List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(one -> variants.contains(one.variant()) && variants.contains(one.reference()))
                .toList();
    }
}
