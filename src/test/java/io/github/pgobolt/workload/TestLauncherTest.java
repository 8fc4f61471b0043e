package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLauncherTest {

    @TempDir
    Path folder;

    @Test
    void theTestFindsTheGivenProgramInItsPlace() throws IOException {
        // A quote and a space, which a script that is written carelessly would not survive.
        Path target = Files.createDirectories(folder.resolve("cargo's own"));
        Path place = script(target.resolve("tally"), "echo cargo");
        Path test = script(target.resolve("cli"), "echo \"$@\"; '" + quoted(place) + "'");
        Path launcher =
                TestLauncher.write(folder.resolve("tests/cli"), test, place).file();
        Workload workload = new Workload(
                        "cli",
                        Use.both,
                        List.of("${cargo:test/cli}", "one word"),
                        false,
                        null,
                        Map.of("OWN", "kept"),
                        folder,
                        1,
                        10,
                        1,
                        0,
                        List.of(),
                        List.of(),
                        List.of())
                .launchedBy(new TestLauncher(launcher), List.of("--test-threads=1"), Map.of("OWN", "cargo's"));
        assertThat(workload.cargoTarget()).isEmpty();
        assertThat(workload.environment()).containsEntry("OWN", "kept");
        for (String variant : List.of("baseline", "pgo", "pgo", "baseline")) {
            Path file = folder.resolve(variant).resolve("tally");
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                script(file, "echo " + variant);
            }
            Outcome outcome = new ProcessRunner().run(workload.on(file));
            assertThat(outcome.stdout()).isEqualTo("one word --test-threads=1\n" + variant + "\n");
            assertThat(place.toRealPath()).isEqualTo(file.toRealPath());
        }
        try (var left = Files.list(target)) {
            assertThat(left).as("nothing is left beside the place").hasSize(2);
        }
    }

    @Test
    void whereThePlaceCannotBeTakenTheTestDoesNotRunOnAnotherFile() throws IOException {
        Path test = script(folder.resolve("cli"), "echo ran");
        Path launcher = TestLauncher.write(folder.resolve("launcher"), test, folder.resolve("gone/tally"))
                .file();
        Outcome outcome = new ProcessRunner().run(Command.of(launcher, test));
        assertThat(outcome.exit()).isEqualTo(125);
        assertThat(outcome.stdout()).isEmpty();
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }

    private static Path script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
