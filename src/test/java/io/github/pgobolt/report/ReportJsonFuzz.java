package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import java.nio.charset.StandardCharsets;

/** A report.json from any source. */
public final class ReportJsonFuzz {

    private ReportJsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ReportJson.parse(new String(input, StandardCharsets.UTF_8), "fuzz");
        } catch (Failure declared) {
            // Damaged, or from a newer plugin, and reported as such.
        }
    }
}
