package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps cargo from calling old code fresh. Cargo compares times: a source that was changed while the clock was set back,
 * or that came with an old time out of an archive, counts as unchanged, and a record would name new sources for a file
 * that was built from old ones.
 */
final class Freshness {

    /** In cargo's target folder: the hash of the sources that it was last given. */
    private static final String MARK = ".pgo-bolt-sources";

    private Freshness() {}

    /** Has cargo forget what it built of the user's own packages where their sources are not those of the last build. */
    static void ensure(Session session, Path targetFolder, Path log) throws IOException {
        Path mark = targetFolder.resolve(MARK);
        String sources = session.sources();
        boolean same = Files.exists(mark) && Files.readString(mark).equals(sources);
        if (same) {
            return;
        }
        if (Files.exists(targetFolder) && !session.cargo().forgetSources(targetFolder, log)) {
            session.work().emptied(targetFolder);
        }
        Files.createDirectories(targetFolder);
        Path temporary = Files.writeString(targetFolder.resolve(MARK + ".tmp"), sources);
        WorkFolder.move(temporary, mark);
    }
}
