package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AsCargoRunsTest {

    @TempDir
    Path folder;

    private Workload workload(Map<String, String> environment) {
        return new Workload(
                "w",
                Use.both,
                List.of("${subject}", "x"),
                false,
                null,
                environment,
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void whatTheWorkloadSaysItselfWins() {
        Map<String, String> cargos = Map.of("SALT", "cargo", "PEPPER", "cargo");
        Command command = workload(Map.of("SALT", "own"))
                .asCargoRuns(cargos, List.of("runner", "-x"))
                .on(folder.resolve("tool"));
        assertThat(command.environment()).isEqualTo(Map.of("SALT", "own", "PEPPER", "cargo"));
        assertThat(command.argv()).containsExactly("runner", "-x", folder + "/tool", "x");
        assertThat(workload(Map.of())
                        .under(List.of("own"))
                        .asCargoRuns(cargos, List.of("runner"))
                        .runner())
                .containsExactly("own");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileFindsTheLibrariesThatWereBuiltWithIt() throws IOException {
        Path tool = folder.resolve("instrumented/tool");
        assertThat(workload(Map.of()).on(tool).environment()).isEmpty();
        assertThat(SubjectLibraries.hash(tool)).isNull();
        Path library =
                Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("libgrain.so"), "one");
        SubjectLibraries.keep(List.of(library), tool);
        assertThat(workload(Map.of("LD_LIBRARY_PATH", "/own")).on(tool).environment())
                .containsEntry("LD_LIBRARY_PATH", folder.resolve("instrumented/cargo-libraries") + ":/own");
        Path bolted = folder.resolve("bolted/tool");
        SubjectLibraries.copy(tool, bolted);
        assertThat(SubjectLibraries.of(bolted)).containsExactly(folder.resolve("bolted/cargo-libraries/libgrain.so"));
        String hash = SubjectLibraries.hash(bolted);
        assertThat(hash).isEqualTo(SubjectLibraries.hash(tool));
        // The next build overwrites cargo's library, but not the copy beside a file.
        Files.writeString(library, "two");
        assertThat(SubjectLibraries.hash(tool)).isEqualTo(hash);
        SubjectLibraries.keep(List.of(library), tool);
        assertThat(SubjectLibraries.hash(tool)).isNotEqualTo(hash);
    }
}
