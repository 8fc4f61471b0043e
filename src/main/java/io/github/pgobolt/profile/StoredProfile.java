package io.github.pgobolt.profile;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.profile.ProfileManifest.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A stored profile that was read and found whole. Whether it fits a build is not judged here.
 *
 * @param source the archive or folder that it was read from
 * @param manifest what it says of itself
 * @param folder where its members are now
 */
public record StoredProfile(Path source, ProfileManifest manifest, Path folder) {

    /** All members together. Profiles of the largest Rust programs have a tenth of it. */
    private static final long MOST_BYTES = 1L << 30;

    /** A manifest has some kilobytes. */
    private static final int MOST_MANIFEST_BYTES = 1 << 20;

    /**
     * Reads an archive, or a folder such as {@code src/pgo-profiles/<subject>}, and copies its members.
     *
     * @param archiveOrFolder of form 1 or 2; it may come from anywhere, and may mean harm
     * @param unpackInto a folder that is empty or does not exist; it then has all members and the manifest, or is left
     *     as it was
     * @throws Failure if it is refused; the message names it and says what is wrong
     * @throws IOException if the copy cannot be written
     */
    public static StoredProfile read(Path archiveOrFolder, Path unpackInto) throws IOException {
        if (!Files.exists(archiveOrFolder)) {
            throw new Refusal("archive", archiveOrFolder).missing();
        }
        Path target = unpackInto.toAbsolutePath().normalize();
        requireEmpty(target);
        Files.createDirectories(target.getParent());
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (Container container = open(archiveOrFolder)) {
            ProfileManifest manifest = unpack(container, Files.createDirectory(temporary));
            // A folder can be renamed to the place of an empty one, but not everywhere.
            Files.deleteIfExists(target);
            WholeFile.move(temporary, target);
            return new StoredProfile(archiveOrFolder, manifest, target);
        } finally {
            delete(temporary);
        }
    }

    /** Returns PGO's profile, unless it is BOLT's alone. */
    public Optional<Path> merged() {
        return member(Member.MERGED);
    }

    /** Returns BOLT's profile, fdata or YAML, if there is one. */
    public Optional<Path> branches() {
        return member(Member.BRANCHES).or(() -> member(Member.BRANCHES_YAML));
    }

    /** Returns BOLT's profile as YAML, which llvm-bolt can fit to another file, if there is one. */
    public Optional<Path> branchYaml() {
        return member(Member.BRANCHES_YAML);
    }

    private Optional<Path> member(String name) {
        return manifest.members().containsKey(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
    }

    private static Container open(Path source) throws IOException {
        return Files.isDirectory(source) ? new FolderContainer(source) : ZipContainer.open(source);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(folder + " is not empty");
                }
            }
        }
    }

    private static ProfileManifest unpack(Container container, Path folder) throws IOException {
        Refusal refusal = container.refusal();
        if (!container.names().contains(Member.MANIFEST)) {
            throw refusal.damaged("it has no " + Member.MANIFEST);
        }
        copy(container, Member.MANIFEST, folder, MOST_MANIFEST_BYTES);
        ProfileManifest manifest = manifest(folder.resolve(Member.MANIFEST), refusal);
        refuseOthers(container.names(), manifest, refusal);
        long left = MOST_BYTES;
        for (Map.Entry<String, Member> member : manifest.members().entrySet()) {
            String name = member.getKey();
            Long told = member.getValue().bytes();
            if (told != null && told > left) {
                throw refusal.hostile("its " + name + " is said to have " + told + " bytes, which no profile has");
            }
            long bytes = copy(container, name, folder, told == null ? left : told);
            left -= bytes;
            if (told != null && bytes != told) {
                throw wrong(container, name, "has " + bytes + " of its " + told + " bytes");
            }
            if (!Hashes.ofFile(folder.resolve(name)).equals(member.getValue().sha256())) {
                throw wrong(container, name, "is not the file that its manifest names (SHA-256)");
            }
        }
        return manifest;
    }

    private static Failure wrong(Container container, String name, String fault) {
        return Optional.ofNullable(container.otherwise(name))
                .orElseGet(() -> container.refusal().damaged("its " + name + " " + fault));
    }

    private static ProfileManifest manifest(Path file, Refusal refusal) throws IOException {
        try {
            // Not readString, which throws for what is no UTF-8; such a text is no JSON either.
            return ManifestJson.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (ManifestJson.Unusable e) {
            String fault = "its " + Member.MANIFEST + " " + e.getMessage();
            throw e.isNewer() ? refusal.newer(fault) : refusal.damaged(fault);
        }
    }

    private static void refuseOthers(Set<String> names, ProfileManifest manifest, Refusal refusal) {
        Set<String> others = new TreeSet<>(names);
        others.remove(Member.MANIFEST);
        others.removeAll(manifest.members().keySet());
        for (String other : others) {
            throw refusal.hostile("it holds " + Refusal.shown(other) + ", which its manifest does not name");
        }
        for (String named : manifest.members().keySet()) {
            if (!names.contains(named)) {
                throw refusal.damaged("its " + named + " is missing");
            }
        }
    }

    /**
     * Copies a file and returns its size.
     *
     * @param most more is refused as soon as it comes: a small archive may unpack to more than a disk holds
     */
    private static long copy(Container container, String name, Path folder, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                InputStream in = opened(container, name)) {
            for (int n = read(container, name, in, buffer); n >= 0; n = read(container, name, in, buffer)) {
                bytes += n;
                if (bytes > most) {
                    Failure better = container.otherwise(name);
                    throw better != null
                            ? better
                            : container
                                    .refusal()
                                    .hostile("its " + name + " has more than the " + most + " bytes that "
                                            + (name.equals(Member.MANIFEST) ? "one can have" : "its manifest names"));
                }
                out.write(buffer, 0, n);
            }
        }
        return bytes;
    }

    private static InputStream opened(Container container, String name) throws IOException {
        try {
            return container.open(name);
        } catch (Failure refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw unreadable(container, name, damaged);
        }
    }

    /** A full disk is no fault of the profile, so that what is read and what is written fail apart. */
    private static int read(Container container, String name, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException damaged) {
            throw unreadable(container, name, damaged);
        }
    }

    private static Failure unreadable(Container container, String name, Exception why) {
        return container.refusal().damaged("its " + name + " cannot be read (" + why.getMessage() + ")");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
