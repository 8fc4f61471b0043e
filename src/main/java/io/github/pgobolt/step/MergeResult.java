package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.pgo.ProfileSummary;
import io.github.pgobolt.translation.TranslatedProfile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The merged profile.
 *
 * @param file relative to the work folder; its name holds its hash, since cargo rebuilds only when a flag changes
 * @param rawFiles how many raw profiles went in
 * @param rawBytes their size
 * @param lostFiles how many of them could not be read
 * @param lostBytes the size of those
 * @param knownFunctions how many of its functions the program has; null if that is unknown
 * @param countsByWorkload the sum of the counts of each workload alone, to tell which one counts otherwise in another
 *     training; empty if there was none, of samples, and with more than a thousand raw profiles
 * @param reasons why it is not good: which raw profile or function was lost, which workload left too few counts
 * @param notUnderstood the parts of llvm-profdata's output that could not be read
 * @param translated how a stored profile got the names of this build; null if it has those that it had
 */
public record MergeResult(
        String file,
        ProfileSummary summary,
        int rawFiles,
        long rawBytes,
        int lostFiles,
        long lostBytes,
        Integer knownFunctions,
        SortedMap<String, Long> countsByWorkload,
        List<String> reasons,
        List<NotUnderstood> notUnderstood,
        TranslatedProfile translated) {

    public MergeResult {
        countsByWorkload = Collections.unmodifiableSortedMap(new TreeMap<>(Nulls.map(countsByWorkload)));
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        notUnderstood = Nulls.list(notUnderstood);
    }
}
