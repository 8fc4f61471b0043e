package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.TargetRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library does is seen in src/it/targets-bin, under a real wine. */
class WineTest {

    private final ProcessRunner processes = new ProcessRunner(Map.of("PATH", System.getenv("PATH")));

    @TempDir
    Path folder;

    @Test
    void anotherRunnerIsLeftAsItIsAndNothingIsMade() throws IOException {
        TargetRunner qemu = new TargetRunner(List.of("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"), true, Map.of());
        assertThat(Wine.equipped(qemu, List.of("false"), folder, processes)).isSameAs(qemu);
        TargetRunner none = new TargetRunner(List.of(), false, Map.of());
        assertThat(Wine.equipped(none, List.of("false"), folder, processes)).isSameAs(none);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutACompilerForWindowsItRunsAsItIsAndSaysWhatIsMissing() throws IOException {
        TargetRunner wine = new TargetRunner(List.of("/usr/bin/wine"), false, Map.of("WINEPREFIX", "/tmp/w"));
        TargetRunner equipped = Wine.equipped(wine, List.of("false"), folder, processes);
        assertThat(equipped.words()).isEqualTo(wine.words());
        assertThat(equipped.environment()).isEqualTo(Map.of("WINEPREFIX", "/tmp/w", "WINEDEBUG", "-all,err+module"));
    }

    @Test
    void theFolderOfTheLibraryFollowsOthersAsWindowsNamesIt() throws IOException {
        TargetRunner wine = new TargetRunner(List.of("wine"), false, Map.of("WINEPATH", "C:\\mine"));
        // What rustc writes is the word after -o.
        List<String> rustc = List.of("sh", "-c", "while [ \"$1\" != -o ]; do shift; done; touch \"$2\"", "rustc");
        TargetRunner equipped = Wine.equipped(wine, rustc, folder, processes);
        assertThat(folder.resolve("bcryptprimitives.dll")).exists();
        assertThat(equipped.environment())
                .containsEntry("WINEPATH", "C:\\mine;Z:" + folder.toString().replace('/', '\\'));
    }
}
