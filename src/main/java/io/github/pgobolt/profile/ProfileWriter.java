package io.github.pgobolt.profile;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.profile.ProfileManifest.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Stores a profile. The same manifest and members give the same bytes, at any time and in any time zone; only another
 * zlib in the JVM may pack them in others.
 */
public final class ProfileWriter {

    /**
     * The same for all. Not the first day that a zip can hold: Java takes that for a time out of range, and adds the
     * time zone's own.
     */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** Owner and mode as git would have them: a file that everybody may read. */
    private static final int MODE = 0100644;

    /** Thousands of lines of counts tell nobody anything, and one changed line ending would make another file. */
    private static final String ATTRIBUTES = "*.profdata binary\nbranch.* -text -diff\nmanifest.json text eol=lf\n";

    private ProfileWriter() {}

    /**
     * Writes an archive.
     *
     * @param manifest without members, see {@link ProfileManifest#of}
     * @param members the files by name, at least one of {@link Member#KNOWN}
     */
    public static Path archive(ProfileManifest manifest, Map<String, Path> members, Path archive) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>(members);
        String json = json(manifest, files);
        return WholeFile.write(archive, temporary -> {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(temporary)) {
                zip.setLevel(Deflater.BEST_COMPRESSION);
                zip.setUseZip64(Zip64Mode.Never);
                put(zip, Member.MANIFEST);
                zip.write(json.getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
                for (Map.Entry<String, Path> file : files.entrySet()) {
                    put(zip, file.getKey());
                    Files.copy(file.getValue(), zip);
                    zip.closeArchiveEntry();
                }
            }
        });
    }

    /**
     * Writes a folder for a source tree, or what is in it anew; members that the profile does not have are removed. The
     * manifest comes last, so that a folder that was left half written is refused by its hashes.
     *
     * @param manifest as for an archive
     * @param members likewise
     */
    public static Path folder(ProfileManifest manifest, Map<String, Path> members, Path folder) throws IOException {
        String json = json(manifest, new TreeMap<>(members));
        Files.createDirectories(folder);
        for (String name : Member.KNOWN) {
            if (members.containsKey(name)) {
                // The content alone: times and permissions of the work folder are no part of a profile.
                WholeFile.write(folder.resolve(name), temporary -> Files.copy(members.get(name), temporary));
            } else {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        if (!Files.exists(folder.resolve(".gitattributes"))) {
            WholeFile.write(folder.resolve(".gitattributes"), ATTRIBUTES);
        }
        WholeFile.write(folder.resolve(Member.MANIFEST), json);
        return folder;
    }

    private static String json(ProfileManifest manifest, SortedMap<String, Path> files) throws IOException {
        SortedMap<String, Member> members = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (!Member.KNOWN.contains(file.getKey())) {
                throw new IllegalArgumentException("a profile has no member " + file.getKey());
            }
            members.put(file.getKey(), new Member(Hashes.ofFile(file.getValue()), Files.size(file.getValue())));
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a profile has a member");
        }
        return ManifestJson.write(manifest.with(members));
    }

    private static void put(ZipArchiveOutputStream zip, String name) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setUnixMode(MODE);
        zip.putArchiveEntry(entry);
    }
}
