package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** llvm-readobj of older Rusts (LLVM 16, 17 and 19) reports the same about a file as that of LLVM 22. */
class OlderReadobjIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1.70.0", "1.75.0", "1.85.0", "1.99.1"})
    void everyMajorTellsTheSame(String toolchain) throws IOException {
        Path older = Path.of(
                System.getProperty("user.home"),
                ".rustup/toolchains",
                toolchain + "-x86_64-unknown-linux-gnu",
                "lib/rustlib/x86_64-unknown-linux-gnu/bin/llvm-readobj");
        assumeTrue(Files.isExecutable(older), "no llvm-tools of Rust " + toolchain);
        Path program = RustProgram.compile(
                folder,
                "program",
                RustProgram.SOURCE,
                "-Clink-arg=-Wl,--build-id",
                "-Clink-arg=-Wl,-rpath,/x/lib:$ORIGIN");

        ElfFacts seen = read(older, program);

        assertThat(seen).isEqualTo(read(RustProgram.llvm("llvm-readobj", 22).path(), program));
        assertThat(seen.needed()).contains("libc.so.6");
        assertThat(seen.searchPaths()).hasSize(1);
        ElfSections read = ElfSections.of(program).orElseThrow();
        assertThat(seen.buildId()).as("as the bytes tell it").isNotNull().isEqualTo(read.buildId());
        assertThat(seen.sections())
                .isEqualTo(read.all().stream()
                        .filter(section -> !section.name().isEmpty())
                        .collect(Collectors.toMap(
                                ElfSections.Section::name, ElfSections.Section::bytes, Long::sum, TreeMap::new)));
    }

    private ElfFacts read(Path readobj, Path program) throws IOException {
        return new ElfReader(new ProcessRunner(), readobj, null, folder.resolve("elf")).read(program);
    }
}
