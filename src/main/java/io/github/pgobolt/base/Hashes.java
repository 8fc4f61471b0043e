package io.github.pgobolt.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** SHA-256 of files, of folders and of text, as lower-case hexadecimal digits. */
public final class Hashes {

    private Hashes() {}

    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Returns the hash of the names and contents of all {@code wanted} files below the folders. Names are relative to
     * their folder, so that the same files elsewhere, or on another machine, have the same hash.
     */
    public static String ofFolders(Collection<Path> folders, Predicate<Path> wanted) throws IOException {
        // One folder may lie within another; each file is read only once.
        Map<Path, String> known = new HashMap<>();
        List<String> hashes = new ArrayList<>();
        for (Path folder : folders) {
            SortedMap<String, String> files = new TreeMap<>();
            FilesBelow.visit(folder, wanted, (path, attributes) -> {
                if (attributes.isRegularFile() && wanted.test(path)) {
                    if (!known.containsKey(path)) {
                        known.put(path, ofFile(path));
                    }
                    files.put(folder.relativize(path).toString(), known.get(path));
                }
                return true;
            });
            hashes.add(ofText(files.toString()));
        }
        Collections.sort(hashes);
        return ofText(hashes.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new UncheckedIOException(new IOException(everyJvmHasIt));
        }
    }
}
