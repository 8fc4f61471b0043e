package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/** Visits the files below a folder, in which other processes may write: what they take away meanwhile is left out. */
public final class FilesBelow {

    private FilesBelow() {}

    /** What is done with a file. */
    public interface Visit {

        /** Returns false to end. */
        boolean file(Path file, BasicFileAttributes attributes) throws IOException;
    }

    /**
     * Visits {@code top} itself if it is a file.
     *
     * @param folders those below {@code top} that are entered
     * @throws NoSuchFileException if {@code top} is not there
     */
    public static void visit(Path top, Predicate<Path> folders, Visit visit) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(top) || folders.test(folder)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    return visit.file(file, attributes) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                } catch (NoSuchFileException gone) {
                    return visitFileFailed(file, gone);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException && !file.equals(top)) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                return failed == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failed);
            }
        });
    }
}
