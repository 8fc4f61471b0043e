package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole process with every llvm-bolt on this machine, and its limits. */
class BoltIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A folder with a space in its name, as users have. */
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path program;
    private static String expected;

    private final ProcessRunner processes = new ProcessRunner();

    @BeforeAll
    static void build() throws IOException {
        program = RustProgram.compile(
                shared.resolve("a folder"),
                "program",
                RustProgram.SOURCE,
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cstrip=none",
                "-Cdebuginfo=1");
        expected = RustProgram.ok(Command.of(program, 5000)).stdout();
    }

    static IntStream majors() {
        return RustProgram.boltMajors();
    }

    private Path fdata(Tool tool) throws IOException {
        Path instrumented = folder.resolve("instrumented");
        new Bolt(processes, tool, LIMIT)
                .instrument(program, instrumented, folder.resolve("run"), Bolt.Writing.AT_END, folder.resolve("log"));
        for (int i = 0; i < 3; i++) {
            assertThat(RustProgram.ok(Command.of(instrumented, 5000)).stdout()).isEqualTo(expected);
        }
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(f -> f.getFileName().toString().startsWith("run."))
                    .sorted()
                    .toList();
        }
        assertThat(parts).as("one profile a process").hasSize(3);
        Path merged = folder.resolve("branch.fdata");
        new FdataMerge(processes, RustProgram.llvm("merge-fdata", tool.llvmMajor()))
                .merge(parts, merged, folder.resolve("log"));
        return merged;
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everyMajorTakesItsDefaultsAndMakesAProgramThatDoesTheSame(int major) throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", major);
        BoltOptions options = BoltOptions.probe(processes, tool);
        Bolt bolt = new Bolt(processes, tool, LIMIT);
        Path fdata = fdata(tool);
        Bolt.Optimized first =
                bolt.optimize(program, folder.resolve("one"), fdata, options.defaults(), folder.resolve("log"));
        bolt.optimize(program, folder.resolve("another name"), fdata, options.defaults(), folder.resolve("log"));
        assertThat(RustProgram.ok(Command.of(folder.resolve("one"), 5000)).stdout())
                .isEqualTo(expected);
        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("another name"));
        assertThat(first.notes()).isEmpty();
        assertThat(first.log().profiledFunctions()).isPositive();
        assertThat(first.log().stalePercent()).isZero();
        assertThat(first.log().dynoStats()).containsKey("taken branches");
    }

    @Test
    void aProfileOfAnotherBuildIsSeenToBeStale() throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", 22);
        Path fdata = fdata(tool);
        Path changed = RustProgram.compile(
                folder.resolve("changed"),
                "program",
                RustProgram.SOURCE
                        .replace("3 => x ^ n,", "3 => if n % 5 == 1 { x ^ n } else { x + n / 3 },")
                        .replace(
                                "x = step(x, i) % 1_000_003;",
                                "x = step(x, i) % 1_000_003; if x % 11 == 3 { x += step(i, x) % 17 } if x % 5 == 2 { println!(\"{x}\") }"),
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cstrip=none");
        BoltLog log = new Bolt(processes, tool, LIMIT)
                .optimize(
                        changed,
                        folder.resolve("out"),
                        fdata,
                        List.of("-reorder-blocks=ext-tsp"),
                        folder.resolve("log"))
                .log();
        assertThat(log.stalePercent()).isGreaterThan(BranchQuality.STALE_LIMIT_PERCENT);
        fitsAsYaml(new Bolt(processes, tool, LIMIT), fdata, changed);
    }

    /** What is stale as fdata fits as YAML, which names blocks by what is in them. */
    private void fitsAsYaml(Bolt bolt, Path fdata, Path changed) throws IOException {
        Path yaml = folder.resolve("branch.yaml");
        Path taken = folder.resolve("taken.yaml");
        assertThat(bolt.read(program, fdata, false, yaml, folder.resolve("log")))
                .as("writing it changes nothing of what llvm-bolt says")
                .isEqualTo(bolt.read(program, fdata, false, folder.resolve("log")));
        assertThat(yaml).content().contains(shared.toString());
        BranchYaml.makePortable(yaml);
        assertThat(yaml).content().doesNotContain(shared.toString()).contains("binary-name:     'program'");
        BoltLog fitted = bolt.read(changed, yaml, true, taken, folder.resolve("log"));
        assertThat(fitted.inferredPercent()).isGreaterThan(BranchQuality.STALE_LIMIT_PERCENT);
        assertThat(fitted.exactBlocksPercent()).isBetween(0.0, 100.0);
        assertThat(BranchYaml.read(yaml).share(BranchYaml.read(taken))).isBetween(0.9, 1.0);
    }

    /** llvm-bolt 22 writes keys that 19 does not know. */
    @Test
    void whatANewerOneWroteAnOlderOneNeedNotRead() throws IOException {
        Path yaml = folder.resolve("branch.yaml");
        Tool newer = RustProgram.llvm("llvm-bolt", 22);
        new Bolt(processes, newer, LIMIT).read(program, fdata(newer), false, yaml, folder.resolve("log"));
        Bolt older = new Bolt(processes, RustProgram.llvm("llvm-bolt", 19), LIMIT);
        assertThatThrownBy(() -> older.read(program, yaml, true, folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("error: unknown key 'extern'");
    }

    @Test
    void theInputIsNeverTheOutputAlsoThroughALink() throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", 22);
        Path copy = Files.copy(program, folder.resolve("copy"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), copy);
        for (Path output : List.of(copy, link)) {
            assertThatThrownBy(() -> new Bolt(processes, tool, LIMIT)
                            .optimize(copy, output, folder.resolve("any.fdata"), List.of(), folder.resolve("log")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(copy).hasSameBinaryContentAs(program);
    }

    @Test
    void aFileWithoutRelocationsIsExplained() throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", 22);
        Path plain = RustProgram.compile(folder.resolve("plain"), "program", RustProgram.SOURCE);
        Path fdata = fdata(tool);
        assertThatThrownBy(() -> new Bolt(processes, tool, LIMIT)
                        .optimize(
                                plain,
                                folder.resolve("out"),
                                fdata,
                                List.of("-reorder-functions=cdsort"),
                                folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("linked without --emit-relocs or stripped")
                .hasMessageContaining("-Dpgobolt.bolt.skip");
    }

    @Test
    void aFileThatIsNoProgramAndAMissingProfileAreExplained() throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", 22);
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(() -> new Bolt(processes, tool, LIMIT)
                        .instrument(
                                text,
                                folder.resolve("out"),
                                folder.resolve("run"),
                                Bolt.Writing.AT_END,
                                folder.resolve("log")))
                .hasMessageContaining("could not instrument " + text)
                .hasMessageContaining("exit 1");
        assertThatThrownBy(() -> new Bolt(processes, tool, LIMIT)
                        .optimize(
                                program,
                                folder.resolve("out"),
                                folder.resolve("gone.fdata"),
                                List.of(),
                                folder.resolve("log")))
                .hasMessageContaining("could not optimise")
                .hasMessageContaining("gone.fdata");
    }

    @Test
    void aLimitThatIsTooShortSaysHowToRaiseIt() {
        Tool tool = RustProgram.llvm("llvm-bolt", 22);
        assertThatThrownBy(() -> new Bolt(processes, tool, Duration.ofMillis(1))
                        .instrument(
                                program,
                                folder.resolve("out"),
                                folder.resolve("run"),
                                Bolt.Writing.AT_END,
                                folder.resolve("log")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.boltTimeoutSeconds=");
    }

    /** Like two class loaders of a JVM; a Rust program that opens both stands in for it. */
    @ParameterizedTest
    @MethodSource("majors")
    void twoCopiesOfALibraryInOneProcessBothCount(int major) throws IOException {
        Path library = RustProgram.compile(
                folder.resolve("library"),
                "twice",
                "#[no_mangle] pub extern \"C\" fn odd(n: u64) -> u64 { (0..n).filter(|i| i % 3 == std::hint::black_box(1)).count() as u64 }",
                "--crate-type=cdylib",
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cstrip=none",
                "-Cpanic=abort");
        Path loader = RustProgram.compile(folder.resolve("loader"), "loader", """
                use std::ffi::{c_char, c_int, c_void, CString};
                extern "C" { fn dlopen(f: *const c_char, flag: c_int) -> *mut c_void; fn dlsym(h: *mut c_void, n: *const c_char) -> *mut c_void; }
                fn main() {
                    let a: Vec<String> = std::env::args().collect();
                    for pair in a[1..].chunks(2) {
                        let name = CString::new(pair[0].clone()).unwrap();
                        unsafe {
                            let library = dlopen(name.as_ptr(), 2);
                            let odd: extern "C" fn(u64) -> u64 = std::mem::transmute(dlsym(library, c"odd".as_ptr()));
                            println!("{}", odd(pair[1].parse().unwrap()));
                        }
                    }
                }
                """);
        Path instrumented = folder.resolve("instrumented.so");
        new Bolt(processes, RustProgram.llvm("llvm-bolt", major), LIMIT)
                .instrument(library, instrumented, folder.resolve("run"), Bolt.Writing.AT_END, folder.resolve("log"));
        Path one = Files.copy(instrumented, folder.resolve("one.so"));
        Path two = Files.copy(instrumented, folder.resolve("two.so"));
        RustProgram.ok(Command.of(loader, one, 1_000_000, two, 10));
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.filter(f -> f.getFileName().toString().startsWith("run."))
                    .toList();
            assertThat(left).hasSize(1);
            long most = Files.readAllLines(left.get(0)).stream()
                    .map(FdataLine::of)
                    .filter(FdataLine::isBranch)
                    .mapToLong(FdataLine::count)
                    .max()
                    .orElse(0);
            assertThat(most).as("the loop of the first copy").isGreaterThan(100_000);
        }
    }
}
