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
        // gdb stops at main where there is one; seen with a sampled profile, by which main's call became a jump.
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

        assertThat(broken.worseThan(BASELINE)).hasValueSatisfying(why -> assertThat(why).contains("does not reach main"));
    }
}
