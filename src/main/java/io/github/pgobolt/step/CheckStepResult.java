package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.check.CrateTestResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the checks saw.
 *
 * @param variants what all checks of a variant together show, by its name; the baseline is not in it
 * @param tests what became of each of the crate's own tests; empty where none was run
 * @param notUnderstood what of the tools' words could not be read
 */
public record CheckStepResult(
        List<Row> rows, Map<String, Shown> variants, List<CrateTestResult.Row> tests, List<NotUnderstood> notUnderstood) {

    public CheckStepResult {
        // A record of an older version has none.
        variants = variants == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        tests = Nulls.list(tests);
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** What is known of a variant. */
    public Shown of(String variant) {
        return variants.getOrDefault(variant, Shown.NOT);
    }

    /** The variants of which this is known. */
    public List<String> all(Shown shown) {
        return variants.keySet().stream().filter(name -> of(name) == shown).toList();
    }

    /** Why nothing of some workloads could be compared: what was seen of the baseline's own runs. */
    public Stream<Row> nothingToCompare() {
        return rows.stream().filter(row -> row.shown() == Shown.NOT && !variants.containsKey(row.variant()));
    }

    /**
     * One check of one variant.
     *
     * @param evidence relative to the work folder, or null
     */
    public record Row(String name, String variant, Shown shown, String detail, String evidence) {
        public Row {
            // A record of an older version does not say.
            shown = shown == null ? Shown.NOT : shown;
        }
    }
}
