package io.github.pgobolt.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tool printed, read number by number. What cannot be read is noted and costs that number alone. */
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

    /** The first place that the pattern fits. */
    public Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** The first whole number that the pattern's first group finds; null, and noted, where there is none. */
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

    /** What was noted so far. */
    public List<String> notUnderstood() {
        return notUnderstood.stream().distinct().toList();
    }

    /**
     * A whole number without a sign; null for what is none. Counters of LLVM are unsigned and stop at 2^64 - 1: what is
     * beyond a long's greatest is that.
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

    /** A number with or without a fraction; null for what is none. */
    public static Double number(String digits) {
        try {
            return digits == null ? null : Double.valueOf(digits);
        } catch (NumberFormatException another) {
            return null;
        }
    }
}
