package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdataOverlapTest {

    @TempDir
    Path folder;

    private FdataOverlap overlap(String first, String second) throws IOException {
        return FdataOverlap.of(
                Files.writeString(folder.resolve("first"), first), Files.writeString(folder.resolve("second"), second));
    }

    @Test
    void aProfileAgreesWithItselfHoweverOftenItWasCounted() throws IOException {
        FdataOverlap overlap = overlap("1 a 0 1 b 4 0 70\n1 b 8 1 a 0 0 30\n", "1 a 0 1 b 4 3 7\n1 b 8 1 a 0 0 3\n");

        assertThat(overlap.percent()).isCloseTo(100, within(1e-9));
        assertThat(overlap.hottestEdges()).isEqualTo(2);
    }

    @Test
    void whatOneHasAndTheOtherHasNotIsLost() throws IOException {
        FdataOverlap overlap = overlap("1 a 0 1 b 4 0 70\n1 b 8 1 a 0 0 30\n", "1 a 0 1 b 4 0 1\n");

        assertThat(overlap.percent()).isCloseTo(70, within(1e-9));
        assertThat(overlap.hottestEdges()).isEqualTo(1);
    }

    @Test
    void edgesThatLeaveTheFileSayNothing() throws IOException {
        assertThat(overlap("0 [unknown] 0 1 b 4 0 70\n", "0 [unknown] 0 1 b 4 0 70\n")
                        .percent())
                .isZero();
    }
}
