package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What llvm-objcopy keeps of a real program with relocations, symbols and debug information. */
class StripIT {

    @TempDir
    static Path folder;

    private static Path program;

    @BeforeAll
    static void build() throws IOException {
        program = RustProgram.compile(
                folder.resolve("a folder"),
                "program",
                RustProgram.SOURCE,
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cstrip=none",
                "-Cdebuginfo=1");
    }

    @ParameterizedTest
    @CsvSource({"none, true, true", "debuginfo, false, true", "symbols, false, false"})
    void everyModeTakesTheRelocationsAndWhatItSays(Strip.Mode mode, boolean debugInformation, boolean symbols)
            throws IOException {
        Path output = folder.resolve("stripped " + mode);
        new Strip(new ProcessRunner(), RustProgram.llvm("llvm-objcopy", 22), mode)
                .strip(program, output, folder.resolve("log"));
        String sections = RustProgram.ok(
                        Command.of(RustProgram.llvm("llvm-readobj", 22).path(), "--sections", output))
                .stdout();
        assertThat(sections).doesNotContain(".rela.text").contains(".rela.dyn").contains(".rela.plt");
        assertThat(sections.contains(".debug_info")).isEqualTo(debugInformation);
        assertThat(sections.contains(".symtab")).isEqualTo(symbols);
        assertThat(Files.isExecutable(output)).isTrue();
        assertThat(RustProgram.ok(Command.of(output, 100)).stdout())
                .isEqualTo(RustProgram.ok(Command.of(program, 100)).stdout());
        assertThat(Files.size(output)).isLessThan(Files.size(program));
    }

    @Test
    void whatIsNoProgramIsExplained() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(
                        () -> new Strip(new ProcessRunner(), RustProgram.llvm("llvm-objcopy", 22), Strip.Mode.symbols)
                                .strip(text, folder.resolve("out"), folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("could not strip " + text)
                .hasMessageContaining("-Dpgobolt.strip=none");
    }
}
