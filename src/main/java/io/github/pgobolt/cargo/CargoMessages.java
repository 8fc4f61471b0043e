package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON lines that cargo prints with {@code --message-format=json-render-diagnostics}.
 *
 * @param artifacts what was built or found fresh
 */
public record CargoMessages(List<Artifact> artifacts) {

    private static final Gson GSON = new Gson();

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
            boolean fresh) {}

    /** Reads cargo's standard output; lines that are not JSON come from build scripts and are passed over. */
    public static CargoMessages parse(String stdout) {
        List<Artifact> artifacts = new ArrayList<>();
        for (String line : stdout.lines().filter(l -> l.startsWith("{")).toList()) {
            try {
                Message message = GSON.fromJson(line, Message.class);
                if ("compiler-artifact".equals(message.reason()) && isWhole(message)) {
                    artifacts.add(new Artifact(
                            message.packageId(), message.target(), message.filenames(), message.executable(), message.fresh()));
                }
            } catch (JsonSyntaxException notCargos) {
                // A line of some build tool that only looks like JSON.
            }
        }
        return new CargoMessages(List.copyOf(artifacts));
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

    private static boolean isSharedLibrary(String file) {
        return file.endsWith(".so") || file.endsWith(".dylib") || file.endsWith(".dll");
    }
}
