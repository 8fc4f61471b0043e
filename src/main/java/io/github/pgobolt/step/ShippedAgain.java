package io.github.pgobolt.step;

import io.github.pgobolt.pipeline.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How what ships is made once more from the sources and the profiles, be it by lines for a shell or by a build. */
final class ShippedAgain {

    /** What is done; each path is where it leaves its file. */
    interface Parts {

        /** Builds it with cargo, as {@code first} was built. */
        Path build(List<String> flags, boolean inherit, BuildResult first) throws IOException;

        /** Gives long symbols the names by which the branch profile knows them. */
        Path shortened(Path linked) throws IOException;

        Path bolted(Path input, Path output, List<String> flags) throws IOException;

        Path stripped(Path linked, Path output) throws IOException;

        /**
         * Fills the dead tables of a file in which all functions moved.
         *
         * @param first as it was made first
         */
        void filled(Path file, Path first) throws IOException;
    }

    private final Session session;
    private final Records records;

    ShippedAgain(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * Makes it.
     *
     * @param folder for the files in between
     * @return the file, in {@code folder}
     */
    Path make(SelectResult selected, Path folder, Parts parts) throws IOException {
        Path made = folder.resolve(Path.of(selected.file()).getFileName());
        if (selected.variant().equals(Variants.BASELINE)) {
            boolean inherit = session.settings().base().build().inheritsBaseline();
            return parts.stripped(
                    parts.build(BaselineStep.flags(session), inherit, records.result(BaselineStep.KEY)), made);
        }
        Path linked = parts.build(new OptimizeStep(session, records).flags(), false, records.result(OptimizeStep.KEY));
        if (selected.variant().equals(Variants.PGO)) {
            return parts.stripped(linked, made);
        }
        Path input = records.result(BoltProfileStep.KEY).shortenedNames() > 0 ? parts.shortened(linked) : linked;
        BoltResult result = records.result(BoltStep.KEY);
        if (BoltedFile.strippedByBolt(session)) {
            parts.bolted(input, made, session.settings().base().strip().shippedBy(result.flags()));
        } else {
            parts.stripped(parts.bolted(input, folder.resolve("bolted"), result.flags()), made);
        }
        if (result.oldCode() == null) {
            parts.filled(made, session.work().file(selected.file()));
        }
        return made;
    }
}
