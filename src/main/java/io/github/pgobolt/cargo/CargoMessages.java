package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON lines that cargo prints with {@code --message-format=json-render-diagnostics}.
 *
 * @param artifacts what was built or found fresh
 * @param linkPaths the folders in which build scripts have the linker look
 * @param notUnderstood what of a built file's message could not be read
 */
public record CargoMessages(List<Artifact> artifacts, List<Path> linkPaths, List<String> notUnderstood) {

    private static final Gson GSON = new Gson();
    private static final String ARTIFACT = "compiler-artifact";

    private static final Pattern SHARED = Pattern.compile("lib.+\\.(so(\\.[0-9.]+)?|dylib)");

    /**
     * A built target.
     *
     * @param fresh whether cargo found it done, so that nothing was compiled
     */
    public record Artifact(
            @SerializedName("package_id") String packageId,
            Target target,
            List<String> filenames,
            String executable,
            boolean fresh) {}

    /** The cargo target of an artifact. */
    public record Target(List<String> kind, @SerializedName("crate_types") List<String> crateTypes, String name) {}

    private record Message(
            String reason,
            @SerializedName("package_id") String packageId,
            Target target,
            List<String> filenames,
            String executable,
            Boolean fresh,
            @SerializedName("linked_paths") List<String> linkedPaths) {}

    /** Reads cargo's standard output; lines that are not JSON come from build scripts and are passed over. */
    public static CargoMessages parse(String stdout) {
        List<Artifact> artifacts = new ArrayList<>();
        List<Path> linkPaths = new ArrayList<>();
        Set<String> notUnderstood = new LinkedHashSet<>();
        for (String line : stdout.lines().filter(l -> l.startsWith("{")).toList()) {
            try {
                Message message = GSON.fromJson(line, Message.class);
                if ("build-script-executed".equals(message.reason()) && message.linkedPaths() != null) {
                    message.linkedPaths().forEach(path -> linkPaths.add(Path.of(path.replaceFirst("^[a-z]+=", ""))));
                }
                if (!ARTIFACT.equals(message.reason())) {
                    continue;
                }
                if (!isWhole(message)) {
                    notUnderstood.add("a message of a built file");
                    continue;
                }
                if (message.fresh() == null) {
                    notUnderstood.add("whether a unit was compiled");
                }
                artifacts.add(new Artifact(
                        message.packageId(),
                        message.target(),
                        message.filenames(),
                        message.executable(),
                        Boolean.TRUE.equals(message.fresh())));
            } catch (JsonSyntaxException notCargos) {
                // A line of some build tool that only looks like JSON, or one of cargo's in another form.
                if (line.contains('"' + ARTIFACT + '"')) {
                    notUnderstood.add("a message of a built file");
                }
            }
        }
        return new CargoMessages(List.copyOf(artifacts), List.copyOf(linkPaths), List.copyOf(notUnderstood));
    }

    /** A program that a build runs may print JSON of its own. */
    private static boolean isWhole(Message message) {
        return message.packageId() != null
                && message.filenames() != null
                && message.target() != null
                && message.target().name() != null
                && message.target().kind() != null;
    }

    /** The file that was built for a subject. A cdylib has no {@code executable}; its file is among {@code filenames}. */
    public Optional<Path> fileOf(Subject subject) {
        return artifacts.stream()
                .filter(a -> a.packageId().equals(subject.packageId()) && a.target().name().equals(subject.name()))
                .flatMap(a -> subject.kind() == Subject.Kind.bin
                        ? Optional.ofNullable(a.target().kind().contains("bin") ? a.executable() : null).stream()
                        : a.filenames().stream().filter(CargoMessages::isSharedLibrary))
                .map(Path::of)
                .findFirst();
    }

    /** The executable that was built for a test, bench or example. */
    public Optional<Path> executableOf(String kind, String name) {
        return artifacts.stream()
                .filter(a -> a.executable() != null && a.target().kind().contains(kind) && a.target().name().equals(name))
                .map(a -> Path.of(a.executable()))
                .findFirst();
    }

    /** SHA-256 of all executables in one. */
    public String executablesHash() throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Artifact artifact : artifacts) {
            if (artifact.executable() != null) {
                hashes.put(artifact.target().kind() + " " + artifact.target().name(), Hashes.ofFile(Path.of(artifact.executable())));
            }
        }
        return Hashes.ofText(hashes.toString());
    }

    /** How many units were compiled and not found fresh. */
    public int compiled() {
        return (int) artifacts.stream().filter(artifact -> !artifact.fresh()).count();
    }

    /**
     * The shared libraries that a built file may need and cargo alone knows the place of: those of dependencies of type dylib,
     * and those in cargo's own folder that a build script has the linker look in. {@code cargo run} lets a program find the same.
     */
    public List<Path> librariesFor(Path built, Path targetFolder) throws IOException {
        Set<Path> libraries = new LinkedHashSet<>();
        artifacts.stream()
                .filter(artifact -> artifact.target().crateTypes() != null && artifact.target().crateTypes().contains("dylib"))
                .flatMap(artifact -> artifact.filenames().stream().filter(CargoMessages::isSharedLibrary).map(Path::of))
                // Cargo names the file of a library that was asked for twice: with its hash and without.
                .filter(library -> !library.getFileName().equals(built.getFileName()))
                .forEach(libraries::add);
        for (Path folder : linkPaths) {
            if (folder.startsWith(targetFolder) && Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> SHARED.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file))
                            .sorted().forEach(libraries::add);
                }
            }
        }
        return List.copyOf(libraries);
    }

    private static boolean isSharedLibrary(String file) {
        return file.endsWith(".so") || file.endsWith(".dylib") || file.endsWith(".dll");
    }
}
