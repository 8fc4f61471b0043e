package io.github.pgobolt.check;

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

    void with(Path file) throws IOException {
        Path copy = place.resolveSibling(place.getFileName() + ".pgobolt-new");
        // A baseline may be given as cargo's own file, which another has taken the place of by now.
        Path source = file.toAbsolutePath().normalize().equals(place.toAbsolutePath().normalize()) ? original : file;
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.move(original, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
