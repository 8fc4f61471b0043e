package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackTracesTest {

    /** As rustc 1.91's library prints it with RUST_BACKTRACE=1. */
    private static final String RUST = """
            reading
            thread 'main' panicked at src/main.rs:7:42:
            called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }
            stack backtrace:
               0: __rustc::rust_begin_unwind
                         at /rustc/f8297e351a40/library/std/src/panicking.rs:698:5
               1: core::panicking::panic_fmt
                         at /rustc/f8297e351a40/library/core/src/panicking.rs:75:14
               2: words::main
                         at ./src/main.rs:7:42
            note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
            the end""";

    @Test
    void aBacktraceOfRustIsOneLine() {
        assertThat(StackTraces.folded(RUST.lines().toList()))
                .containsExactly(
                        "reading",
                        "thread 'main' panicked at src/main.rs:7:42:",
                        "called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: \"No such file or directory\" }",
                        "stack backtrace: 3 frames, left out here",
                        "the end");
    }

    @Test
    void framesWithoutPlacesAndWithAddressesAreFrames() {
        assertThat(StackTraces.folded(
                        List.of("stack backtrace:", "   0:     0x55d0c1a2 - std::backtrace", "  12: main", "x")))
                .containsExactly("stack backtrace: 2 frames, left out here", "x");
        assertThat(StackTraces.folded(List.of("stack backtrace:")))
                .containsExactly("stack backtrace: 0 frames, left out here");
    }

    @Test
    void aTraceOfJavaKeepsItsFirstFramesAndItsCauses() {
        assertThat(StackTraces.folded("""
                Exception in thread "main" java.lang.IllegalStateException: no input
                \tat com.example.Main.read(Main.java:12)
                \tat com.example.Main.lambda$run$0(Main.java:9)
                \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
                \tat com.example.Main.run(Main.java:9)
                \tat com.example.Main.main(Main.java:5)
                Caused by: java.nio.file.NoSuchFileException: data
                \tat java.base/sun.nio.fs.UnixException.rethrow(Native Method)
                \t... 4 more""".lines().toList()))
                .containsExactly(
                        "Exception in thread \"main\" java.lang.IllegalStateException: no input",
                        "\tat com.example.Main.read(Main.java:12)",
                        "\tat com.example.Main.lambda$run$0(Main.java:9)",
                        "\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)",
                        "\t... 2 more",
                        "Caused by: java.nio.file.NoSuchFileException: data",
                        "\tat java.base/sun.nio.fs.UnixException.rethrow(Native Method)",
                        "\t... 4 more");
    }

    @Test
    void otherOutputStays() {
        List<String> lines = List.of("error: no such file", "   1: a numbered list", "  at noon (it rained)", "");
        assertThat(StackTraces.folded(lines)).isEqualTo(lines);
    }
}
