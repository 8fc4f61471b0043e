package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Nulls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON lines that cargo prints with {@code --message-format=json-render-diagnostics}.
 *
 * @param artifacts the artifacts that were built or found fresh
 * @param linkPaths the folders that build scripts add to the linker's search path
 * @param scripts what build scripts left, whether they ran now or before
 * @param notUnderstood the parts of a built file's message that could not be read
 */
public record CargoMessages(
        List<Artifact> artifacts, List<Path> linkPaths, List<ScriptOutput> scripts, List<String> notUnderstood) {

    private static final Gson GSON = new Gson();
    private static final String ARTIFACT = "compiler-artifact";

    private static final Pattern SHARED = Pattern.compile("lib.+\\.(so(\\.[0-9.]+)?|dylib)");

    /**
     * A built target.
     *
     * @param fresh whether cargo found it up to date, so that nothing was compiled
     */
    public record Artifact(
            @SerializedName("package_id") String packageId,
            Target target,
            List<String> filenames,
            String executable,
            boolean fresh) {}

    /** The cargo target of an artifact. */
    public record Target(
            List<String> kind,
            @SerializedName("crate_types") List<String> crateTypes,
            String name) {}

    /**
     * What a build script left.
     *
     * @param folder its OUT_DIR
     * @param environment what it set by {@code cargo:rustc-env}
     */
    public record ScriptOutput(String packageId, Path folder, Map<String, String> environment) {
        public ScriptOutput {
            environment = Map.copyOf(environment);
        }
    }

    private record Message(
            String reason,
            @SerializedName("package_id") String packageId,
            Target target,
            List<String> filenames,
            String executable,
            Boolean fresh,
            @SerializedName("linked_paths") List<String> linkedPaths,
            @SerializedName("out_dir") String outDir,
            List<List<String>> env) {

        private ScriptOutput script() {
            Map<String, String> environment = new TreeMap<>();
            for (List<String> pair : Nulls.list(env)) {
                if (pair.size() == 2 && pair.get(0) != null && pair.get(1) != null) {
                    environment.put(pair.get(0), pair.get(1));
                }
            }
            return new ScriptOutput(packageId, Path.of(outDir), environment);
        }
    }

    /** Reads cargo's standard output; lines that are not JSON come from build scripts and are skipped. */
    public static CargoMessages parse(String stdout) {
        List<Artifact> artifacts = new ArrayList<>();
        List<Path> linkPaths = new ArrayList<>();
        List<ScriptOutput> scripts = new ArrayList<>();
        Set<String> notUnderstood = new LinkedHashSet<>();
        for (String line : stdout.lines().filter(l -> l.startsWith("{")).toList()) {
            try {
                Message message = GSON.fromJson(line, Message.class);
                boolean ofScript = "build-script-executed".equals(message.reason());
                if (ofScript && message.packageId() != null && message.outDir() != null) {
                    scripts.add(message.script());
                }
                if (ofScript && message.linkedPaths() != null) {
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
                // A line of some build tool that only looks like JSON, or a message of cargo in another form.
                if (line.contains('"' + ARTIFACT + '"')) {
                    notUnderstood.add("a message of a built file");
                }
            }
        }
        return new CargoMessages(
                List.copyOf(artifacts), List.copyOf(linkPaths), List.copyOf(scripts), List.copyOf(notUnderstood));
    }

    /** Whether it is one of cargo's messages; a program that a build runs may print JSON of its own. */
    private static boolean isWhole(Message message) {
        return message.packageId() != null
                && message.filenames() != null
                && message.target() != null
                && message.target().name() != null
                && message.target().kind() != null;
    }

    /**
     * Returns the file that was built for a subject. A cdylib has no {@code executable}; its file is among
     * {@code filenames}.
     */
    public Optional<Path> fileOf(Subject subject) {
        return artifacts.stream()
                .filter(a -> a.packageId().equals(subject.packageId())
                        && a.target().name().equals(subject.name()))
                .flatMap(a -> subject.kind() == Subject.Kind.bin
                        ? Optional.ofNullable(a.target().kind().contains("bin") ? a.executable() : null).stream()
                        : a.filenames().stream().filter(CargoMessages::isSharedLibrary))
                .map(Path::of)
                .findFirst();
    }

    /** Returns the executable that was built for a test, bench or example. */
    public Optional<Path> executableOf(String kind, String name) {
        return artifacts.stream()
                .filter(a -> a.executable() != null
                        && a.target().kind().contains(kind)
                        && a.target().name().equals(name))
                .map(a -> Path.of(a.executable()))
                .findFirst();
    }

    /** Returns one SHA-256 over all executables. */
    public String executablesHash() throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Artifact artifact : artifacts) {
            if (artifact.executable() != null) {
                hashes.put(
                        artifact.target().kind() + " " + artifact.target().name(),
                        Hashes.ofFile(Path.of(artifact.executable())));
            }
        }
        return Hashes.ofText(hashes.toString());
    }

    /** Returns how many units were compiled instead of found fresh. */
    public int compiled() {
        return (int) artifacts.stream().filter(artifact -> !artifact.fresh()).count();
    }

    /**
     * Returns the shared libraries that a built file may need and whose place only cargo knows: those of dependencies
     * of type dylib, and those in cargo's own folder that a build script adds to the linker's search path. {@code cargo
     * run} lets a program find the same ones.
     */
    public List<Path> librariesFor(Path built, Path targetFolder) throws IOException {
        Set<Path> libraries = new LinkedHashSet<>();
        artifacts.stream()
                .filter(artifact -> artifact.target().crateTypes() != null
                        && artifact.target().crateTypes().contains("dylib"))
                .flatMap(artifact -> artifact.filenames().stream()
                        .filter(CargoMessages::isSharedLibrary)
                        .map(Path::of))
                // Cargo lists a library that was requested itself under two names: with its hash and without.
                .filter(library -> !library.getFileName().equals(built.getFileName()))
                .forEach(libraries::add);
        for (Path folder : linkPaths) {
            if (folder.startsWith(targetFolder) && Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> SHARED.matcher(file.getFileName().toString())
                                            .matches()
                                    && Files.isRegularFile(file))
                            .sorted()
                            .forEach(libraries::add);
                }
            }
        }
        return List.copyOf(libraries);
    }

    private static boolean isSharedLibrary(String file) {
        return file.endsWith(".so") || file.endsWith(".dylib") || file.endsWith(".dll");
    }
}
