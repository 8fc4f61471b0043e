package io.github.pgobolt.profile;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a folder in a source tree. Hidden ones, such as .gitattributes, are no part of the profile, and neither is a
 * layout that was tuned.
 */
final class FolderContainer implements Container {

    private static final byte[] LFS = "version https://git-lfs.github.com/".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final Refusal refusal;
    private final Set<String> names = new TreeSet<>();

    FolderContainer(Path folder) throws IOException {
        this.folder = folder;
        this.refusal = new Refusal("folder", folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(".") || name.equals(TunedLayout.FILE)) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    throw refusal.hostile("its member " + Refusal.shown(name) + " is a link");
                }
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw refusal.hostile("its member " + Refusal.shown(name) + " is no file");
                }
                names.add(name);
            }
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public Failure otherwise(String name) {
        try (InputStream in = open(name)) {
            return Arrays.equals(in.readNBytes(LFS.length), LFS) ? refusal.pointer(name) : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {}
}
