package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.BytesDifference.Cause;
import io.github.pgobolt.cargo.BuildScriptOutputs.Difference;
import io.github.pgobolt.cargo.CargoMessages.ScriptOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildScriptOutputsTest {

    private static final String ID = "path+file:///w/tool#0.3.0";

    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void folders() {
        first = folder.resolve("pgo");
        second = folder.resolve("the-second");
    }

    private ScriptOutput output(Path target, String id, Map<String, String> environment, Map<String, String> files)
            throws IOException {
        Path out = target.resolve("release/build/" + id.hashCode() + "/out");
        Files.createDirectories(out);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = out.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return new ScriptOutput(id, out, environment);
    }

    private List<Difference> between(ScriptOutput one, ScriptOutput two) throws IOException {
        return BuildScriptOutputs.between(List.of(one), first, List.of(two), second);
    }

    @Test
    void theSameOutputsDoNotDiffer() throws IOException {
        Map<String, String> files = Map.of("code.rs", "fn f() {}", "sub/data", "1");
        assertThat(between(
                        output(first, ID, Map.of("LEVEL", "2"), files),
                        output(second, ID, Map.of("LEVEL", "2"), files)))
                .isEmpty();
    }

    @Test
    void filesAndVariablesAreNamedWithTheirCause() throws IOException {
        List<Difference> found = between(
                output(
                        first,
                        ID,
                        Map.of("BUILT_AT", "1764209354", "WHERE", first + "/release/x", "SAME", "1"),
                        Map.of("at.rs", "\"2026-11-27 02:15\"", "gone.rs", "", "sub/id", "ab")),
                output(
                        second,
                        ID,
                        Map.of("BUILT_AT", "1764209361", "WHERE", second + "/release/x", "SAME", "1"),
                        Map.of("at.rs", "\"2026-11-27 02:16\"", "sub/id", "cd")));
        assertThat(found)
                .containsExactly(
                        new Difference("tool 0.3.0", "cargo:rustc-env=BUILT_AT", Cause.TIME),
                        new Difference("tool 0.3.0", "OUT_DIR/at.rs", Cause.TIME),
                        new Difference("tool 0.3.0", "OUT_DIR/gone.rs", null),
                        new Difference("tool 0.3.0", "OUT_DIR/sub/id", null),
                        new Difference("tool 0.3.0", "cargo:rustc-env=WHERE", Cause.PATH));
        assertThat(found.get(0).words())
                .isEqualTo(
                        "the build script of tool 0.3.0 leaves another cargo:rustc-env=BUILT_AT, which has a time in it");
        assertThat(found.get(3).words()).isEqualTo("the build script of tool 0.3.0 leaves another OUT_DIR/sub/id");
    }

    @Test
    void aVariableThatOnlyOneSetsDiffers() throws IOException {
        assertThat(between(output(first, ID, Map.of(), Map.of()), output(second, ID, Map.of("HOST", "ci-7"), Map.of())))
                .containsExactly(new Difference("tool 0.3.0", "cargo:rustc-env=HOST", null));
    }

    @Test
    void anotherPackagesOutputIsNotComparedWithIt() throws IOException {
        assertThat(between(
                        output(first, ID, Map.of("A", "1"), Map.of()),
                        output(second, "registry+https://x#cc@1.0.0", Map.of("A", "2"), Map.of())))
                .isEmpty();
    }

    @Test
    void everyFormOfAPackageIdIsRead() {
        assertThat(BuildScriptOutputs.packageName(ID)).isEqualTo("tool 0.3.0");
        assertThat(BuildScriptOutputs.packageName("path+file:///w/folder#tool@0.3.0"))
                .isEqualTo("tool 0.3.0");
        assertThat(BuildScriptOutputs.packageName("registry+https://host/index#cc@1.2.3"))
                .isEqualTo("cc 1.2.3");
        assertThat(BuildScriptOutputs.packageName("cc 1.2.3 (registry+https://host/index)"))
                .isEqualTo("cc 1.2.3");
        assertThat(BuildScriptOutputs.packageName("strange")).isEqualTo("strange");
    }
}
