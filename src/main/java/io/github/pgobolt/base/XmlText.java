package io.github.pgobolt.base;

import java.util.Objects;

/** Text that is legal in XML 1.0, which cannot represent most control characters; programs print them. */
public final class XmlText {

    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /** Returns the text with a replacement character for each one that XML cannot hold; empty for null. */
    public static String legal(String text) {
        return Objects.toString(text, "")
                .codePoints()
                .map(c -> isLegal(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        return c == '\n' || c == '\t' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= REPLACEMENT || c >= 0x10000;
    }
}
