package io.github.pgobolt.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder beside a built file in which the file is at the place it has in a jar, so that a program that looks for it
 * on its class path finds this one. It is a link and disappears when the file's folder is emptied for the next build.
 */
final class SubjectLayout {

    private SubjectLayout() {}

    /**
     * Creates the folder if necessary; safe from several threads.
     *
     * @param place the folder within it, such as {@code native/linux-x86-64}
     */
    static Path of(Path subject, String place) {
        Path root = subject.resolveSibling("as-in-jar");
        Path link = root.resolve(place).resolve(subject.getFileName()).normalize();
        if (!link.startsWith(root)) {
            throw new IllegalArgumentException("a place within a jar is relative: " + place);
        }
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, link.getParent().relativize(subject));
        } catch (FileAlreadyExistsException thereAlready) {
            // Created by an earlier run of the same file.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out " + subject + " as in a jar", e);
        }
        return root;
    }
}
