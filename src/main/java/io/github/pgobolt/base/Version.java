package io.github.pgobolt.base;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a symbol, tool or kernel, compared part by part: 2.4 is older than 2.34.
 *
 * @param text such as 2.2.5
 */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");
    private static final Pattern FIRST_TWO = Pattern.compile("\\d{1,9}\\.\\d{1,9}");

    public static boolean isVersion(String text) {
        return FORM.matcher(text).matches();
    }

    public static Version of(String text) {
        if (!isVersion(text)) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        return new Version(text);
    }

    /**
     * Whether the first two numbers of a text's version are below a minimum; false for unknown versions and empty
     * minimums.
     */
    public static boolean older(String text, String minimum) {
        Matcher have = FIRST_TWO.matcher(text);
        Matcher need = FIRST_TWO.matcher(minimum);
        return have.find() && need.find() && of(have.group()).compareTo(of(need.group())) < 0;
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
