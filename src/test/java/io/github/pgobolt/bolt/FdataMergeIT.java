package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Branch profiles of many processes, merged by the real merge-fdata. */
class FdataMergeIT {

    @TempDir
    Path folder;

    static IntStream majors() {
        return RustProgram.boltMajors();
    }

    private FdataMerge merge(int major) {
        return new FdataMerge(new ProcessRunner(), RustProgram.llvm("merge-fdata", major));
    }

    @ParameterizedTest
    @MethodSource("majors")
    void nothingIsLostWhereThereAreMoreFilesThanOneCallTakes(int major) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 1201; i++) {
            files.add(Files.writeString(
                    folder.resolve("run." + i + ".fdata"), "1 main 10 1 step/1 0 0 7\n1 main 20 1 main 4 2 5\n"));
        }
        Path output = folder.resolve("branch.fdata");
        merge(major).merge(files, output, folder.resolve("log"));
        // 15 to 19 add up only the executions and keep the mispredictions of the first file.
        String mispredictions = major < 20 ? "2" : Integer.toString(2 * 1201);
        assertThat(output)
                .hasContent("1 main 10 1 step/1 0 0 " + 7 * 1201 + "\n1 main 20 1 main 4 " + mispredictions + " "
                        + 5 * 1201 + "\n");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(f -> f.toString().contains(".part"))).isEmpty();
        }
    }

    @Test
    void halfAProfileIsNamedAndSaysWhatToDo() throws IOException {
        Path whole = Files.writeString(folder.resolve("whole.fdata"), "1 main 10 1 step/1 0 0 7\n");
        Path half = Files.writeString(folder.resolve("half.fdata"), "1 main 10 1 step/1 0");
        assertThatThrownBy(
                        () -> merge(22).merge(List.of(whole, half), folder.resolve("out.fdata"), folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("could not merge 2 branch profiles (exit 1)")
                .hasMessageContaining("half.fdata")
                .hasMessageContaining("pgo-bolt-maven-plugin:bolt-profile -Dpgobolt.force");
    }
}
