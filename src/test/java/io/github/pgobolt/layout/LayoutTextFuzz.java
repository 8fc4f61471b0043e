package io.github.pgobolt.layout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** Output of llvm-nm, and BOLT's fdata. */
public final class LayoutTextFuzz {

    private LayoutTextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            CodeSymbol.parse(text, text);
        } catch (IllegalArgumentException declared) {
            // The declared exception.
        }
        try {
            FunctionCounts.read(new BufferedReader(new StringReader(text)));
        } catch (IOException declared) {
            // A count that is not a number.
        }
    }
}
