package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.check.CrateTestResult;
import java.util.List;

/**
 * What the checks saw.
 *
 * @param correct the variants that passed all of them
 * @param tests what became of each of the crate's own tests; empty where none was run
 * @param notUnderstood what of the tools' words could not be read
 */
public record CheckStepResult(
        List<Row> rows, List<String> correct, List<CrateTestResult.Row> tests, List<NotUnderstood> notUnderstood) {

    public CheckStepResult {
        // A record of an older version has none.
        tests = NotUnderstood.none(tests);
        notUnderstood = NotUnderstood.none(notUnderstood);
    }

    /**
     * One check of one variant.
     *
     * @param evidence relative to the work folder, or null
     */
    public record Row(String name, String variant, boolean passed, String detail, String evidence) {}
}
