package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of llvm-profdata 22, printed by a script, so that the class needs no tool. */
class CountedFunctionsTest {

    @TempDir
    Path folder;

    @Test
    void blocksOfAFunctionAddUpAndWhatDidNotRunIsLeftOut() throws IOException {
        Path shown = Files.writeString(folder.resolve("shown"), """
                Counters:
                  reckon.f834-cgu.0;_ZN4core3ptr5value17he5d4E:
                    Hash: 0x01e04958ccc75772
                    Counters: 7
                    Block counts: [51, 18, 18446744073709551615]
                  main:
                    Hash: 0x0ae15a442a4d8805
                    Counters: 1
                    Block counts: [0]
                Instrumentation level: IR  entry_first = 0
                """);
        assertThat(CountedFunctions.read(
                        new ProcessRunner(), saying(shown), folder.resolve("p"), folder.resolve("scratch")))
                .containsOnly(java.util.Map.entry(
                        "_ZN4core3ptr5value17he5d4E",
                        new CountedFunctions.Counts(1.8446744073709552E19, 1.8446744073709552E19)));
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    /** The total that LLVM 20 and newer print as "Total count", and that has to be summed up for older ones. */
    @ParameterizedTest
    @CsvSource({"16-legacy, 66629", "17-v0, 54845", "19-legacy, 45640", "23-v0, 45448"})
    void theCountsAddUpToTheTotal(String captured, long total) throws IOException {
        Path shown = Files.writeString(folder.resolve("shown"), ProfileSummaryTest.text("counts-" + captured + ".txt"));
        assertThat(CountedFunctions.total(
                        new ProcessRunner(), saying(shown), folder.resolve("p"), folder.resolve("scratch")))
                .isEqualTo(total);
    }

    @Test
    void whereNothingCanBeReadThereIsNoTotal() throws IOException {
        Path shown = Files.writeString(folder.resolve("shown"), "Counters:\n  main:\n    Blocks: 1, 2\n");
        assertThat(CountedFunctions.total(
                        new ProcessRunner(), saying(shown), folder.resolve("p"), folder.resolve("scratch")))
                .isNull();
    }

    private Tool saying(Path shown) throws IOException {
        Path script = Files.writeString(folder.resolve("profdata"), "#!/bin/sh\ncat '" + shown + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Tool("llvm-profdata", script, "22", 22, "");
    }
}
