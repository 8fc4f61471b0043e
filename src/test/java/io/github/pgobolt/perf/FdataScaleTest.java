package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdataScaleTest {

    @TempDir
    Path folder;

    private Path scaled(String text, double weight) throws IOException {
        Path in = Files.writeString(folder.resolve("in.fdata"), text);
        Path out = folder.resolve("out.fdata");
        FdataScale.multiply(in, weight, out);
        return out;
    }

    @Test
    void branchesAndMispredictionsAreMultiplied() throws IOException {
        assertThat(scaled("1 main 25a 1 step 0 3 100\n0 [unknown] 0 1 main 4 0 7\n", 2.5))
                .hasContent("1 main 25a 1 step 0 8 250\n0 [unknown] 0 1 main 4 0 18\n");
    }

    @Test
    void whatRanStaysThereHoweverSmallTheWeight() throws IOException {
        assertThat(scaled("1 main 25a 1 step 0 1 3\n", 0.01)).hasContent("1 main 25a 1 step 0 0 1\n");
    }

    @Test
    void yamlIsMultipliedToo() throws IOException {
        assertThat(scaled(
                        "---\n  exec:            3\n  succ: [ { bid: 4, cnt: 5, mis: 1 }, { bid: 1, cnt: 0 } ]\n", 0.2))
                .hasContent("---\n  exec:            1\n  succ: [ { bid: 4, cnt: 1, mis: 0 }, { bid: 1, cnt: 0 } ]\n");
    }

    @Test
    void basicSamplesAreMultipliedAndTheirHeadingIsKept() throws IOException {
        assertThat(scaled("no_lbr cpu-clock:u:\n1 main 230 4\n", 3)).hasContent("no_lbr cpu-clock:u:\n1 main 230 12\n");
    }
}
