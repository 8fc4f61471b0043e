package io.github.pgobolt.base;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares versions of tools and kernels by their first two numbers. */
public final class Versions {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private Versions() {}

    /** Whether a version is older than a minimum; unknown versions and empty minimums are not. */
    public static boolean older(String version, String minimum) {
        Matcher have = NUMBERS.matcher(version);
        Matcher need = NUMBERS.matcher(minimum);
        if (!have.find() || !need.find()) {
            return false;
        }
        int major = Integer.compare(Integer.parseInt(have.group(1)), Integer.parseInt(need.group(1)));
        return major < 0 || (major == 0 && Integer.parseInt(have.group(2)) < Integer.parseInt(need.group(2)));
    }
}
