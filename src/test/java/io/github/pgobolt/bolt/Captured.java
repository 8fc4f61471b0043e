package io.github.pgobolt.bolt;

import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Output of real llvm-bolts, one file per major: Debian's 15.0.6, 16.0.6, 19.1.7 and LLVM's own 22.1.8, for a program
 * of rustc 1.95. The help is {@code --help-hidden}, shortened to some 40 options; {@code stale} is a profile of one
 * build used on the next, without the dyno-stats. {@code infer} is a profile as YAML, fitted to a file of rustc 1.99: the one
 * that it is of, one edited a little or in its hot loop, and another program with the same name.
 */
final class Captured {

    private Captured() {}

    static String text(String kind, int major) {
        try (InputStream in = Captured.class.getResourceAsStream(kind + "-" + major + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static BoltOptions options(int major) {
        return BoltOptions.parse(bolt(major), text("help", major));
    }

    static Tool bolt(int major) {
        return new Tool("llvm-bolt", Path.of("/usr/lib/llvm-" + major + "/bin/llvm-bolt"), major + ".1.0", major, "");
    }
}
