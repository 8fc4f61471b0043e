package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.LayoutDraw;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes other layouts of the file that BOLT reads, to be measured; none of them ships. */
final class DrawnLayouts {

    private final Session session;
    private final BoltProfileResult profile;
    private final Path log;

    DrawnLayouts(Session session, Records records, Path log) {
        this.session = session;
        this.profile = records.result(BoltProfileStep.KEY);
        this.log = log;
    }

    /** Returns the file as the linker laid it out, under the name of its variant. */
    Variant linked() {
        return new Variant(
                session.doesPgo() ? Variants.PGO : "linked", session.work().file(profile.input()));
    }

    /**
     * A layout that was made.
     *
     * @param file under the name of the draw
     */
    record Made(LayoutDraw draw, Variant file, Command command) {}

    /** Makes them, without those that this llvm-bolt does not manage: another layout is as good. */
    List<Made> make(List<LayoutDraw> draws, Path folder) throws IOException {
        Bolt bolt = session.llvmBolt();
        Path input = linked().file();
        List<Made> made = new ArrayList<>();
        for (LayoutDraw draw : draws) {
            // Under the same name: a JVM asks for a library by it.
            Path output = Files.createDirectories(folder.resolve(draw.name())).resolve(input.getFileName());
            SubjectLibraries.copy(input, output);
            try {
                Bolt.Optimized optimized = bolt.optimize(
                        input, output, session.work().file(profile.fdata()), profile.options(draw.options()), log);
                made.add(new Made(draw, new Variant(draw.name(), output), optimized.command()));
            } catch (Failure failed) {
                session.log().debug("  " + draw.name() + " is left out: " + failed.getMessage());
            }
        }
        return made;
    }
}
