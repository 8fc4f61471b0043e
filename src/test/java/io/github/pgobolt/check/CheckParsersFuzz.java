package io.github.pgobolt.check;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** All parsers of test and debugger output: whatever the input, they return, or throw only what they declare. */
public final class CheckParsersFuzz {

    private CheckParsersFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TreeMap<String, TestResults.Outcome> outcomes = new TreeMap<>();
        text.lines().forEach(line -> {
            TestExecutable.parseLine(line);
            TestResults.parseLine("test x", line, outcomes);
        });
        Backtrace rust = Backtrace.ofRust(text);
        Backtrace gdb = Backtrace.ofGdb(text);
        require(rust.worseThan(rust).isEmpty(), "a backtrace is never worse than itself");
        require(gdb.worseThan(gdb).isEmpty(), "a backtrace is never worse than itself");
        NearNumbers numbers = new NearNumbers(1e-6);
        int half = text.length() / 2;
        require(numbers.same(text, text), "a line is the same as itself");
        require(
                numbers.same(text.substring(0, half), text.substring(half))
                        == numbers.same(text.substring(half), text.substring(0, half)),
                "the same holds both ways round");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
