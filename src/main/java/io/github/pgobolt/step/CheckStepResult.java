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
 * The results of the checks.
 *
 * @param variants the combined verdict of all checks of a variant, by its name; the baseline is not included
 * @param tests the result of each of the crate's own tests; empty if none was run
 * @param notUnderstood the parts of the tools' output that could not be read
 */
public record CheckStepResult(
        List<Row> rows,
        Map<String, Shown> variants,
        List<CrateTestResult.Row> tests,
        List<NotUnderstood> notUnderstood) {

    public CheckStepResult {
        // A record of an older version has none.
        variants = variants == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        tests = Nulls.list(tests);
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** Returns the verdict on a variant. */
    public Shown of(String variant) {
        return variants.getOrDefault(variant, Shown.NOT);
    }

    /** Returns the variants with this verdict. */
    public List<String> all(Shown shown) {
        return variants.keySet().stream().filter(name -> of(name) == shown).toList();
    }

    /** Returns why some workloads could not be compared: rows on the baseline's own runs. */
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
            // A record of an older version lacks it.
            shown = shown == null ? Shown.NOT : shown;
        }
    }
}
