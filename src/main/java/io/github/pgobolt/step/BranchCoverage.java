package io.github.pgobolt.step;

import io.github.pgobolt.layout.FunctionCounts;
import io.github.pgobolt.pgo.CountedFunctions;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of the code that PGO's counters found hot also has a branch profile: the two are collected independently,
 * from different builds. Functions that PGO inlined everywhere have no place in the file and do not count. For a
 * function that is inlined where it is hot and also exists on its own, the counts cannot be told apart, so the share is
 * a lower bound.
 */
final class BranchCoverage {

    private final Session session;
    private final Records records;

    BranchCoverage(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * How the profiles of both halves of training compare.
     *
     * @param coveredPercent the share of PGO's counts in functions of the file that falls in functions with a branch
     *     profile
     * @param countsPercent the branch profile's counts in those functions, as a share of PGO's counts there without the
     *     highest block of each; null if that is nothing
     */
    record Coverage(Double coveredPercent, Double countsPercent) {

        static final Coverage UNKNOWN = new Coverage(null, null);
    }

    /** Returns the coverage; unknown if there are no counters or it cannot be determined. */
    Coverage of(Path input, Path fdata) throws IOException {
        if (!session.doesPgo() || session.samples() || session.llvm().nm() == null) {
            return Coverage.UNKNOWN;
        }
        Path profile = session.work().file(records.result(MergeStep.KEY).file());
        Map<String, CountedFunctions.Counts> counted = CountedFunctions.read(
                session.processes(), session.llvm().profdata(), profile, fdata.resolveSibling("counted.txt"));
        Set<String> symbols = session.processes()
                .run(Command.of(session.llvm().nm().path(), "--defined-only", "--format=just-symbols", input))
                .stdout()
                .lines()
                .collect(Collectors.toSet());
        Map<String, Long> profiled;
        try (BufferedReader in = Files.newBufferedReader(fdata)) {
            profiled = FunctionCounts.read(in).byFunction();
        }
        counted.keySet().retainAll(symbols);
        double all = counted.values().stream()
                .mapToDouble(CountedFunctions.Counts::sum)
                .sum();
        counted.keySet().retainAll(profiled.keySet());
        double covered = counted.values().stream()
                .mapToDouble(CountedFunctions.Counts::sum)
                .sum();
        double branches = counted.keySet().stream().mapToDouble(profiled::get).sum();
        double blocks = counted.values().stream()
                .mapToDouble(CountedFunctions.Counts::besidesHighest)
                .sum();
        return all == 0
                ? Coverage.UNKNOWN
                : new Coverage(100 * covered / all, blocks == 0 ? null : 100 * branches / blocks);
    }
}
