package io.github.pgobolt.artifact;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Finds a file that a parameter names by a path or by coordinates. Coordinates go through Maven's own resolver: mirrors,
 * credentials, offline mode and checksum policies are those of every dependency.
 */
public final class NamedArtifact {

    /** {@code group:artifact:version[:classifier]}. */
    private static final Pattern COORDINATES = Pattern.compile("([\\w.-]+):([\\w.-]+):([\\w.+-]+)(?::([\\w.+-]+))?");

    /** The content's hash, behind the coordinates or the path. */
    private static final Pattern PIN = Pattern.compile("(.+)#sha256=(.*)", Pattern.DOTALL);

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> remote;
    private final Path folder;
    private final String parameter;
    private final String classifier;
    private final String extension;

    /**
     * @param remote the project's repositories
     * @param folder what a relative path counts from
     * @param parameter its property without {@code pgobolt.}
     * @param classifier the classifier of coordinates that have none
     * @param extension of the artifact
     */
    public NamedArtifact(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> remote,
            Path folder,
            String parameter,
            String classifier,
            String extension) {
        this.system = system;
        this.session = session;
        this.remote = List.copyOf(remote);
        this.folder = folder;
        this.parameter = parameter;
        this.classifier = classifier;
        this.extension = extension;
    }

    /**
     * The file.
     *
     * @param words as it is named
     * @param file null if it could not be had
     * @param trouble why it could not be had; null if it could
     */
    public record Found(String words, Path file, String trouble) {}

    /**
     * Finds it.
     *
     * @param words coordinates or a path, with {@code #sha256=<64 digits>} behind it if the content is pinned
     * @throws Failure if a pin is no SHA-256, or the content is not what was pinned
     */
    public Found find(String words) throws IOException {
        Matcher pinned = PIN.matcher(words.strip());
        String name = pinned.matches() ? pinned.group(1) : words.strip();
        String sha256 = pinned.matches() ? pinned.group(2).toLowerCase(Locale.ROOT) : null;
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw Failure.user("'" + words + "' in " + parameter + " (-Dpgobolt." + parameter
                    + ") has no SHA-256 after #sha256=: it is 64 digits from 0 to f. Take them from `sha256sum`, or"
                    + " leave #sha256= out.");
        }
        Matcher coordinates = COORDINATES.matcher(name);
        Found found =
                coordinates.matches() && !Files.exists(folder.resolve(name)) ? resolved(name, coordinates) : path(name);
        if (sha256 != null && found.file() != null) {
            requirePinned(found, sha256);
        }
        return found;
    }

    private Found resolved(String name, Matcher coordinates) {
        DefaultArtifact artifact = new DefaultArtifact(
                coordinates.group(1),
                coordinates.group(2),
                coordinates.group(4) == null ? classifier : coordinates.group(4),
                extension,
                coordinates.group(3));
        try {
            Path file = system.resolveArtifact(session, new ArtifactRequest(artifact, remote, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
            return new Found(name, file, null);
        } catch (ArtifactResolutionException e) {
            return new Found(name, null, Unresolved.inWords(artifact, e));
        }
    }

    private Found path(String name) {
        Path file = folder.resolve(name).toAbsolutePath().normalize();
        return Files.exists(file) ? new Found(name, file, null) : new Found(name, null, "there is no " + file);
    }

    private void requirePinned(Found found, String sha256) throws IOException {
        if (Files.isDirectory(found.file())) {
            throw Failure.user(parameter + " names the folder " + found.file()
                    + " with a SHA-256, which is that of one file. Leave #sha256= out, or name a file.");
        }
        String actual = Hashes.ofFile(found.file());
        if (!actual.equals(sha256)) {
            throw Failure.user(
                    found.words() + " is not what " + parameter + " pins: its SHA-256 is " + actual + ", and "
                            + sha256 + " is wanted (" + found.file()
                            + "). Somebody replaced it, or the pin is of another version, or it was damaged on its way; do not build"
                            + " with it before you know which. If it came from a repository, delete that file and let Maven get it"
                            + " again with strict checksums: -C");
        }
    }
}
