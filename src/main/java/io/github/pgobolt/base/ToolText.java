package io.github.pgobolt.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of a tool, read number by number. A number that cannot be read is noted, and only that number is lost. */
public final class ToolText {

    private final String text;
    private final List<String> notUnderstood = new ArrayList<>();

    public ToolText(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public boolean has(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    /** Returns the first match of the pattern. */
    public Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** Returns the first whole number that the pattern's first group matches; null, and noted, if there is none. */
    public Long count(Pattern pattern, String what) {
        Long count = find(pattern).map(found -> count(found.group(1))).orElse(null);
        if (count == null) {
            note(what);
        }
        return count;
    }

    /** Notes that something could not be read. */
    public void note(String what) {
        notUnderstood.add(what);
    }

    /** Returns what was noted so far. */
    public List<String> notUnderstood() {
        return notUnderstood.stream().distinct().toList();
    }

    /** Returns the first line that cargo or rustc begins with "error"; empty if there is none. */
    public static Optional<String> firstError(String said) {
        return said.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("error"))
                .findFirst();
    }

    /**
     * Returns a whole number without a sign; null if the text is not one. LLVM's counters are unsigned and saturate at
     * 2^64 - 1: anything beyond the range of a long becomes {@link Long#MAX_VALUE}.
     */
    public static Long count(String digits) {
        if (digits == null || digits.isEmpty() || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
            return null;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException large) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns a number with or without a fraction; null if the text is not one. */
    public static Double number(String digits) {
        try {
            return digits == null ? null : Double.valueOf(digits);
        } catch (NumberFormatException another) {
            return null;
        }
    }
}
