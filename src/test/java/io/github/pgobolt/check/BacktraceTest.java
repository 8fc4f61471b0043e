package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacktraceTest {

    private static final Backtrace BASELINE = Backtrace.ofGdb("""
            #0  0x00005555555a91d4 in core::fmt::write ()
            #1  0x000055555556af76 in reckon::main ()
            #2  0x000055555556e07f in main ()
            """);

    @Test
    void aMainThatEndsByAJumpHasNoFrameAndTheStackIsWholeAllTheSame() {
        // gdb stops at main if there is one; seen with a sampled profile, which turned main's call into a jump.
        Backtrace jumped = Backtrace.ofGdb("""
                #0  0x00005555555a9894 in core::fmt::write ()
                #1  0x000055555556d238 in reckon::main ()
                #2  0x000055555556eb6e in std::rt::lang_start::<std::process::ExitCode> ()
                #3  0x00007ffff7ddc24a in __libc_start_call_main () from /lib/x86_64-linux-gnu/libc.so.6
                #4  0x000055555556e2d1 in _start ()
                """);

        assertThat(jumped.worseThan(BASELINE)).isEmpty();
    }

    @Test
    void aStackThatEndsOnTheWayIsWorse() {
        Backtrace broken = Backtrace.ofGdb("""
                #0  0x00005555555a9894 in core::fmt::write ()
                #1  0x000055555556d238 in reckon::main ()
                """);

        assertThat(broken.worseThan(BASELINE))
                .hasValueSatisfying(why -> assertThat(why).contains("does not reach main"));
    }

    @Test
    void oneFileUnderSeveralNamesIsTheSamePlace() {
        Backtrace relative = at("library/std/src/io/mod.rs:639");
        for (String name : new String[] {
            "/rustc/0123456789abcdef/library/std/src/io/mod.rs:639",
            "/home/u/.rustup/toolchains/stable/lib/rustlib/src/rust/library/std/src/io/mod.rs:639",
            "./library/std/src/../src/io/mod.rs:639",
            "mod.rs:639"
        }) {
            assertThat(at(name).worseThan(relative)).as(name).isEmpty();
            assertThat(relative.worseThan(at(name))).as(name).isEmpty();
        }
        assertThat(at("library/std/src/io/mod.rs:640").worseThan(relative)).isPresent();
        assertThat(at("library/std/src/io/util.rs:639").worseThan(relative)).isPresent();
    }

    @Test
    void aFrameThatTakesInAMissingInlinedOneIsShownAtItsLine() {
        // Seen with BOLT, which lost the ranges of inlined functions in code that it moved away.
        Backtrace baseline = Backtrace.ofGdb("""
                #0  0x0000555555560000 in core::panicking::panic () at library/core/src/panicking.rs:100
                #1  0x0000555555560010 in tool::small () at /build/out/generated.rs:2
                #2  std::panicking::catch_unwind () at library/std/src/panicking.rs:544
                #3  tool::main () at src/main.rs:9
                """);
        String bolted = """
                #0  0x0000555555560000 in core::panicking::panic () at library/core/src/panicking.rs:100
                #1  0x0000555555560010 in std::panicking::catch_unwind () at /build/out/generated.rs:LINE
                #2  tool::main () at src/main.rs:9
                """;

        assertThat(Backtrace.ofGdb(bolted.replace("LINE", "2")).worseThan(baseline))
                .isEmpty();
        assertThat(Backtrace.ofGdb(bolted.replace("LINE", "7")).worseThan(baseline))
                .isPresent();
    }

    private static Backtrace at(String place) {
        return Backtrace.ofGdb("#0  0x00005555555a91d4 in std::io::Write::write_all () at " + place
                + "\n#1  0x0000555555560000 in main ()\n");
    }
}
