package io.github.pgobolt.step;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.layout.CodeLayout;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.report.Layout;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds where BOLT put the code, for the report. A failure here is reported and fails no build. */
final class LayoutAnalysis {

    private final Session session;
    private final Records records;

    LayoutAnalysis(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * The result of the analysis.
     *
     * @param layout null if nothing could be determined
     * @param missing why not; null if there is a layout
     */
    record Found(Layout layout, String missing) {}

    /**
     * @param input the file that BOLT read
     * @param linked the file that it wrote, not stripped
     * @param shipped the same file as it ships
     */
    Found look(Path input, Path linked, Path shipped, Path fdata) {
        Tool nm = session.llvm().nm();
        if (nm == null) {
            return new Found(null, "the layout is read by llvm-nm, which was not found");
        }
        try {
            String before = session.doesPgo() ? Variants.PGO : "before BOLT";
            return new Found(
                    new CodeLayout(session.processes(), nm.path())
                            .analyse(
                                    new Variant(before, input),
                                    new Variant(session.boltVariant(), linked),
                                    fdata,
                                    files(shipped)),
                    null);
        } catch (IOException | RuntimeException e) {
            // Even for a bug in this code: a picture in the report is not worth a failed build.
            return new Found(null, "the layout could not be read: " + Redaction.text(String.valueOf(e.getMessage())));
        }
    }

    private List<Variant> files(Path shipped) {
        List<Variant> files = new ArrayList<>();
        add(files, Variants.BASELINE, BaselineStep.KEY);
        add(files, Variants.PGO, OptimizeStep.KEY);
        files.add(new Variant(session.boltVariant(), shipped));
        return files;
    }

    private void add(List<Variant> files, String variant, StepKey<BuildResult> step) {
        records.findResult(step)
                .filter(built -> built.shipped() != null)
                .map(built -> session.work().file(built.shipped()))
                .filter(Files::isRegularFile)
                .ifPresent(file -> files.add(new Variant(variant, file)));
    }
}
