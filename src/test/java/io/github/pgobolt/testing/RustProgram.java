package io.github.pgobolt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A small program that rustc compiles in about a second, and the LLVM tools of this machine, for tests of one class.
 */
public final class RustProgram {

    /** Branches on its argument; prints a number that depends on every branch. */
    public static final String SOURCE = """
            #[inline(never)]
            fn step(x: u64, n: u64) -> u64 {
                match x % 7 { 0 => x / 7 + n, 1 | 2 => x * 3 + 1, 3 => x ^ n, 4 => x.rotate_left(3), _ => x + 2 * n + 1 }
            }
            fn main() {
                let n: u64 = std::env::args().nth(1).map_or(1000, |a| a.parse().unwrap());
                let mut x = 1u64;
                for i in 0..n { x = step(x, i) % 1_000_003; }
                println!("{x}");
            }
            """;

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    private RustProgram() {}

    /** Compiles a source, with relocations and symbols if the flags say so. */
    public static Path compile(Path folder, String name, String source, String... flags) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve(name + ".rs"), source);
        List<Object> argv = new ArrayList<>(List.of("rustc", "--edition=2021", "-O", file, "-o", folder.resolve(name)));
        argv.addAll(List.of(flags));
        ok(Command.of(argv.toArray()).in(folder));
        return folder.resolve(name);
    }

    /** Runs a command that must succeed. */
    public static Outcome ok(Command command) throws IOException {
        Outcome outcome = PROCESSES.run(command.within(Duration.ofMinutes(3)));
        assertThat(outcome.ok())
                .as(outcome.command().line() + "\n" + outcome.tail())
                .isTrue();
        return outcome;
    }

    /** Returns a tool of one LLVM major from Debian's folder; a test that needs it is skipped if it is missing. */
    public static Tool llvm(String name, int major) {
        Path path = Path.of("/usr/lib/llvm-" + major + "/bin", name);
        assumeTrue(Files.isExecutable(path), name + " " + major + " is not here");
        return new Tool(name, path, major + ".1.0", major, "");
    }

    /** Skips a test if no program for AArch64 can be built, or none run: qemu stands in for an Arm processor. */
    public static void assumeAArch64() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "a machine that is no AArch64 itself");
        assumeTrue(
                is("qemu-aarch64", "--version") && is("aarch64-linux-gnu-gcc", "--version"),
                "no qemu-user or gcc-aarch64-linux-gnu");
        assumeTrue(
                is("sh", "-c", "test -d \"$(rustc --print sysroot)/lib/rustlib/aarch64-unknown-linux-gnu\""),
                "no target of rustup");
    }

    private static boolean is(String... command) {
        try {
            return PROCESSES.run(Command.of(List.of(command))).ok();
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Returns the majors of the installed llvm-bolts. */
    public static IntStream boltMajors() {
        return IntStream.of(15, 16, 19, 20, 21, 22, 23)
                .filter(major -> Files.isExecutable(Path.of("/usr/lib/llvm-" + major + "/bin/llvm-bolt")));
    }
}
