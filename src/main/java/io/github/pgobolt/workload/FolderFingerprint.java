package io.github.pgobolt.workload;

import io.github.pgobolt.base.FilesBelow;
import io.github.pgobolt.base.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Detects whether a folder changed: by the contents of its files, or, if they are too many to read, by their metadata.
 */
final class FolderFingerprint {

    /** With more files a folder is identified by their names, sizes and times, which is how cargo tracks sources. */
    private static final int MOST_FILES = 20_000;

    private FolderFingerprint() {}

    /** Whether it has too many files to read each of them. */
    static boolean isLarge(Path folder) throws IOException {
        int[] files = {0};
        FilesBelow.visit(folder, all -> true, (file, attributes) -> ++files[0] <= MOST_FILES);
        return files[0] > MOST_FILES;
    }

    /** @param wanted the files that count; others may change */
    static String of(Path folder, Predicate<Path> wanted) throws IOException {
        return isLarge(folder) ? looks(folder, wanted, true) : Hashes.ofFolders(List.of(folder), wanted);
    }

    /** Returns a hash of names and sizes, and optionally modification times, of everything below a folder. */
    static String looks(Path folder, Predicate<Path> wanted, boolean times) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, folder, folder, wanted, times);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IOException(everyJvmHasIt);
        }
    }

    /** Works folder by folder, so that no list of all files is held. */
    private static void add(MessageDigest digest, Path root, Path folder, Predicate<Path> wanted, boolean times)
            throws IOException {
        List<Path> entries;
        try (Stream<Path> files = Files.list(folder)) {
            entries = files.filter(wanted).sorted().toList();
        }
        for (Path entry : entries) {
            try {
                BasicFileAttributes of =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (of.isDirectory()) {
                    add(digest, root, entry, wanted, times);
                } else {
                    String looks = root.relativize(entry) + "\0" + of.size() + "\0"
                            + (times ? of.lastModifiedTime() : "") + "\0"
                            + (of.isSymbolicLink() ? Files.readSymbolicLink(entry) : "") + "\0";
                    digest.update(looks.getBytes(StandardCharsets.UTF_8));
                }
            } catch (NoSuchFileException gone) {
                // Another process took it away meanwhile, so that it does not count.
                continue;
            }
        }
    }
}
