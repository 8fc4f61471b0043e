package io.github.pgobolt.step;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.pgobolt.profile.ProfileManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The workloads that counted otherwise in two trainings of the same program with the same input. */
final class UnsteadyWorkloads {

    private static final String COUNTS = "countsByWorkload";

    private UnsteadyWorkloads() {}

    /** Returns a sentence for each; none where program, compiler or workload changed, which explains a difference. */
    static List<String> between(ProfileManifest before, ProfileManifest now) {
        boolean sameProgram = before.sources() != null
                && before.sources().sha256() != null
                && before.sources().equals(withCommitOf(before, now))
                && before.toolchain().equals(now.toolchain())
                && Objects.equals(before.build(), now.build());
        if (!sameProgram) {
            return List.of();
        }
        Map<String, Long> then = counts(before);
        List<String> sentences = new ArrayList<>();
        counts(now).forEach((workload, count) -> {
            String hash = now.training().workloads().get(workload);
            Long old = then.get(workload);
            if (hash != null
                    && hash.equals(before.training().workloads().get(workload))
                    && old != null
                    && !old.equals(count)) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "The workload '%s' is not deterministic: with the same program, command and input it counted %,d, and"
                                + " %,d before. Threads, clocks, random numbers and the order of a HashMap do that.",
                        workload,
                        count,
                        old));
            }
        });
        return sentences;
    }

    /** The commit may be another one: that of the profile itself, for example. */
    private static ProfileManifest.Sources withCommitOf(ProfileManifest before, ProfileManifest now) {
        return new ProfileManifest.Sources(
                now.sources().sha256(), before.sources().commit(), now.sources().cargoLock());
    }

    private static Map<String, Long> counts(ProfileManifest manifest) {
        Map<String, Long> counts = new TreeMap<>();
        JsonObject merge = manifest.quality().get(MergeStep.KEY.goal());
        JsonElement each = merge == null ? null : merge.get(COUNTS);
        if (each != null && each.isJsonObject()) {
            each.getAsJsonObject().entrySet().forEach(one -> {
                if (one.getValue().isJsonPrimitive()
                        && one.getValue().getAsJsonPrimitive().isNumber()) {
                    counts.put(one.getKey(), one.getValue().getAsLong());
                }
            });
        }
        return counts;
    }
}
