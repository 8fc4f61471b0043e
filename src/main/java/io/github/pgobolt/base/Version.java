package io.github.pgobolt.base;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A version of symbols, compared part by part: 2.4 is older than 2.34.
 *
 * @param text such as 2.2.5
 */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    public static boolean isVersion(String text) {
        return FORM.matcher(text).matches();
    }

    public static Version of(String text) {
        if (!isVersion(text)) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        return new Version(text);
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(parts(), other.parts());
    }

    private int[] parts() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
