package io.github.pgobolt.cargo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What cargo built for itself in a target folder: build scripts, proc macros and their dependencies. They are the same
 * for every variant.
 */
public final class HostParts {

    private HostParts() {}

    /**
     * Copies them, with their times, by which cargo finds them up to date. Cargo checks each, so that a wrong copy costs
     * time and nothing else.
     *
     * @param target the triple whose files are left out
     * @param to a folder that is not there
     */
    public static void copy(Path from, String target, Path to) throws IOException {
        Path left = from.resolve(target);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(left)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
