package io.github.pgobolt.profile;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Archives and manifests from anywhere. */
public final class StoredProfileFuzz {

    private StoredProfileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            ManifestJson.read(new String(input, StandardCharsets.UTF_8));
        } catch (ManifestJson.Unusable declared) {
            // No manifest.
        }
        Path root = Files.createDirectories(Path.of(
                System.getProperty("java.io.tmpdir"),
                "profiles-" + ProcessHandle.current().pid()));
        Path archive = Files.write(root.resolve("profile.zip"), input);
        Path into = root.resolve("into");
        try {
            StoredProfile.read(archive, into);
            try (Stream<Path> files = Files.list(into)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(into);
        } catch (Failure declared) {
            if (Files.exists(into)) {
                throw new AssertionError("refused and unpacked", declared);
            }
        }
    }
}
