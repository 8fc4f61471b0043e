package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRemapTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void theTargetFolderIsLastSinceItMayBeInsideTheOthersAndTheLastOneWins() {
        PathRemap paths = PathRemap.of(
                folder.resolve("crate"),
                folder.resolve("rust"),
                "ab12",
                Map.of("CARGO_HOME", folder.resolve("crate/.cargo").toString(), "HOME", "/home/me"));
        assertThat(paths.flags(folder.resolve("crate/target")))
                .containsExactly(
                        "--remap-path-prefix=" + folder + "/crate=.",
                        "--remap-path-prefix=" + folder + "/rust/lib/rustlib/src/rust=/rustc/ab12",
                        "--remap-path-prefix=" + folder + "/crate/.cargo=/cargo",
                        "--remap-path-prefix=" + folder + "/crate/target=/target");
    }

    @Test
    void cargosFolderIsBelowHomeWhereNothingNamesIt() {
        Path none = folder.resolve("none");
        assertThat(PathRemap.of(none, none, null, Map.of("HOME", folder.toString(), "CARGO_HOME", " "))
                        .folders())
                .containsEntry(folder.resolve(".cargo"), "/cargo");
        assertThat(PathRemap.of(none, none, null, Map.of()).folders()).containsOnlyKeys(none);
    }

    @Test
    void aLinkIsReplacedAsItIsNamedAndAsTheKernelNamesIt() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertThat(new PathRemap(Map.of(link, ".")).flags(real.resolve("../real/target")))
                .containsExactly(
                        "--remap-path-prefix=" + link + "=.",
                        "--remap-path-prefix=" + real + "=.",
                        "--remap-path-prefix=" + real + "/target=/target");
    }

    @Test
    void theFirstBuildHasTheFlagsOfTheSecond() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Path target = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"))
                .resolve("work/target");
        PathRemap paths = new PathRemap(Map.of(folder, "."));
        List<String> first = paths.flags(target);
        Files.createDirectories(target);
        assertThat(first)
                .contains("--remap-path-prefix=" + folder + "/real/work/target=/target")
                .isEqualTo(paths.flags(target));
    }

    @Test
    void theRootOfTheFileSystemIsNotReplaced() {
        assertThat(new PathRemap(Map.of(Path.of("/"), ".")).flags(folder))
                .containsExactly("--remap-path-prefix=" + folder + "=/target");
        assertThat(PathRemap.NONE.flags(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--remap-path-prefix", "--remap-path-prefix=/a=/b"})
    void theUsersOwnIsFound(String flag) {
        assertThat(PathRemap.isIn(List.of("-Cdebuginfo=1", flag, "/a=/b"))).isTrue();
        assertThat(PathRemap.isIn(List.of("-Cdebuginfo=1", "--remap-path-scope=object")))
                .isFalse();
    }
}
