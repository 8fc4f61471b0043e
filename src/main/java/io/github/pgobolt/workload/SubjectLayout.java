package io.github.pgobolt.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder beside a built file in which the file lies where a jar would have it, so that a program that looks for it on
 * its class path finds this one. It is a link and goes when the file's folder is emptied for the next build.
 */
final class SubjectLayout {

    private SubjectLayout() {}

    /**
     * Makes the folder where it is not there yet; safe from several threads.
     *
     * @param place the folder within, such as {@code native/linux-x86-64}
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
            // Made for an earlier run of the same file.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out " + subject + " as in a jar", e);
        }
        return root;
    }
}
