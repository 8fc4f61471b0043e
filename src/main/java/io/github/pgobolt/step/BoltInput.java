package io.github.pgobolt.step;

import io.github.pgobolt.bolt.LongSymbols;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that BOLT reads: the linked one, or a copy with shorter symbol names where some are too long for it.
 *
 * @param shortenedNames how many were shortened
 */
record BoltInput(Path file, int shortenedNames) {

    static BoltInput of(Session session, Path linked, Path log) throws IOException {
        Path folder = session.work().emptied(session.work().intermediate("bolt"));
        Path shortened = folder.resolve("short-names").resolve(linked.getFileName());
        Files.createDirectories(shortened.getParent());
        int names = new LongSymbols(
                        session.processes(), session.llvm().nm(), session.llvm().objcopy())
                .shorten(linked, shortened, map(session), log);
        if (names > 0) {
            SubjectLibraries.copy(linked, shortened);
        }
        return new BoltInput(names == 0 ? linked : shortened, names);
    }

    private static Path map(Session session) {
        return session.work().intermediate("bolt").resolve("short-names.map");
    }

    /** Returns the command that shortens the same names in a file of another build. */
    static Command shortening(Session session, Path linked, Path output) {
        return Command.of(session.llvm().objcopy().path(), "--redefine-syms=" + map(session), linked, output);
    }
}
