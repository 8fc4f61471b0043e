package io.github.pgobolt.check;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of cargo's that is temporarily replaced by others. Each replacement is a rename, so that cargo's other name
 * for the same file (a hard link under deps/) keeps its contents, and nobody ever sees a partial file.
 */
final class ReplacedFile implements AutoCloseable {

    private final Path place;
    private final Path original;

    ReplacedFile(Path place) throws IOException {
        this.place = place;
        this.original = place.resolveSibling(place.getFileName() + ".pgobolt-kept");
        WholeFile.copy(place, original);
    }

    /** Replaces the file by a copy, and returns its SHA-256. */
    String with(Path file) throws IOException {
        return Hashes.ofFile(WholeFile.copy(file, place));
    }

    @Override
    public void close() throws IOException {
        WholeFile.move(original, place);
    }
}
