package io.github.pgobolt.check;

import io.github.pgobolt.base.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of cargo's in whose place others stand for a while. Each comes by a rename, so that cargo's other name for the
 * same file (a hard link under deps/) keeps its contents, and nobody ever sees half a file.
 */
final class ReplacedFile implements AutoCloseable {

    private final Path place;
    private final Path original;

    ReplacedFile(Path place) throws IOException {
        this.place = place;
        this.original = place.resolveSibling(place.getFileName() + ".pgobolt-kept");
        Files.copy(place, original, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Puts a copy of the file there, and returns its SHA-256. */
    String with(Path file) throws IOException {
        Path copy = place.resolveSibling(place.getFileName() + ".pgobolt-new");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        String sha256 = Hashes.ofFile(copy);
        Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        return sha256;
    }

    @Override
    public void close() throws IOException {
        Files.move(original, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
