package io.github.pgobolt.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Redaction of arbitrary output: it ends, it does not throw, and a planted secret never gets through. */
public final class RedactionFuzz {

    private static final String SECRET = "glpat-PlantedSecret12345678";

    private RedactionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Redaction.arguments(List.of(text.split(" ", 50)));
        ShellLine.quote(text);
        String clean = Redaction.text(text + " " + SECRET + " " + text);
        if (clean.contains(SECRET)) {
            throw new AssertionError("the planted secret came through");
        }
    }
}
