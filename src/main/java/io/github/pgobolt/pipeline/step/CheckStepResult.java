package io.github.pgobolt.pipeline.step;

import java.util.List;

/**
 * What the checks saw.
 *
 * @param correct the variants that passed all of them
 */
public record CheckStepResult(List<Row> rows, List<String> correct) {

    /**
     * One check of one variant.
     *
     * @param evidence relative to the work folder, or null
     */
    public record Row(String name, String variant, boolean passed, String detail, String evidence) {}
}
