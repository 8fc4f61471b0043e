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
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A symbol that BOLT's instrumentation cannot handle, in a real program. */
class LongSymbolsIT {

    private static final String LONG = "x".repeat(12_000);

    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();

    private LongSymbols symbols() {
        return new LongSymbols(processes, RustProgram.llvm("llvm-nm", 22), RustProgram.llvm("llvm-objcopy", 22));
    }

    private Path program(String name) throws IOException {
        String source = RustProgram.SOURCE.replace(
                "#[inline(never)]\nfn step(",
                "#[inline(never)]\n#[export_name = \"" + name + "\"]\npub extern \"C\" fn step(");
        return RustProgram.compile(
                folder.resolve("a folder"), "program", source, "-Clink-arg=-Wl,--emit-relocs", "-Cstrip=none");
    }

    private Path instrument(Path input) throws IOException {
        Path instrumented = folder.resolve("instrumented");
        new Bolt(processes, RustProgram.llvm("llvm-bolt", 22), Duration.ofMinutes(2))
                .instrument(input, instrumented, folder.resolve("run"), Bolt.Writing.AT_END, folder.resolve("log"));
        return instrumented;
    }

    @Test
    void shortNamesLetTheInstrumentedProgramRun() throws IOException {
        Path program = program(LONG);
        assertThat(processes.run(Command.of(instrument(program), 100)).ok())
                .as("it cannot without")
                .isFalse();
        Path shortened = folder.resolve("shortened");
        Path map = folder.resolve("names.map");
        assertThat(symbols().shorten(program, shortened, map, folder.resolve("log")))
                .isEqualTo(1);
        assertThat(map).hasContent(LONG + " " + LongSymbols.shortened(LONG) + "\n");
        assertThat(RustProgram.ok(Command.of(instrument(shortened), 100)).stdout())
                .isEqualTo(RustProgram.ok(Command.of(program, 100)).stdout());
    }

    /** Else a profile of another build would give its counts to whatever has the same number there. */
    @Test
    void aShortNameDependsOnTheLongOneAlone() {
        assertThat(LongSymbols.shortened(LONG))
                .matches("_pgobolt_long_name_[0-9a-f]{16}")
                .isNotEqualTo(LongSymbols.shortened(LONG + "y"));
        assertThat(LongSymbols.shortened("y".repeat(LongSymbols.LIMIT))).isEqualTo("y".repeat(LongSymbols.LIMIT));
    }

    @Test
    void withoutLongNamesThereIsNoCopy() throws IOException {
        Path shortened = folder.resolve("shortened");
        assertThat(symbols()
                        .shorten(
                                program("y".repeat(LongSymbols.LIMIT)),
                                shortened,
                                folder.resolve("map"),
                                folder.resolve("log")))
                .isZero();
        assertThat(shortened).doesNotExist();
    }

    @Test
    void aMissingObjcopyIsNamedWithTheCommandThatInstallsIt() throws IOException {
        Path program = program(LONG);
        LongSymbols noObjcopy = new LongSymbols(processes, RustProgram.llvm("llvm-nm", 22), null);
        assertThatThrownBy(() ->
                        noObjcopy.shorten(program, folder.resolve("out"), folder.resolve("map"), folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("needs llvm-objcopy")
                .hasMessageContaining("doctor -Dpgobolt.install");
    }

    @Test
    void aFileWhoseSymbolsCannotBeListedIsNotTakenForOneWithoutLongNames() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(() ->
                        symbols().shorten(text, folder.resolve("out"), folder.resolve("map"), folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("could not list the symbols of " + text);
    }
}
