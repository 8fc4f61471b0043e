package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void theInnermostFolderGivesTheName() {
        Map<Path, String> folders = new LinkedHashMap<>();
        folders.put(Path.of("/home/ada"), "<home>");
        folders.put(Path.of("/home/ada/tally"), "<workspace>");
        folders.put(Path.of("/home/ada/tally/target/pgo-bolt"), "<work>");
        assertThat(
                        new Places(folders)
                                .apply(
                                        "-cp /home/ada/tally/classes:/home/ada/.m2/a.jar --to=/home/ada/tally/target/pgo-bolt/x"))
                .isEqualTo("-cp <workspace>/classes:<home>/.m2/a.jar --to=<work>/x");
    }

    @Test
    void aHomeThatIsTheRootIsNoName() {
        assertThat(new Places(Map.of(Path.of("/"), "<home>")).apply("/data/a b"))
                .isEqualTo("/data/a b");
    }
}
