package io.github.pgobolt.base;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Shortens the stack traces in a program's output, so that a message about a failure shows why and not where. */
public final class StackTraces {

    private static final String RUST = "stack backtrace:";
    private static final Pattern RUST_FRAME = Pattern.compile("\\s{1,12}\\d{1,6}: .*");
    private static final Pattern RUST_PLACE = Pattern.compile("\\s{1,40}at .*");
    /** What Rust prints after a backtrace: how to have a longer one. */
    private static final Pattern RUST_LONGER =
            Pattern.compile("note: Some details are omitted, run with `RUST_BACKTRACE=full`.*");

    private static final Pattern JAVA_FRAME = Pattern.compile("\\s{1,8}at [\\w.$/<>@-]+\\(.*\\).*");
    private static final int JAVA_SHOWN = 3;

    private StackTraces() {}

    /** Returns the lines with each of Rust's backtraces in one line, and the first frames of each of Java's. */
    public static List<String> folded(List<String> lines) {
        List<String> folded = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            int end = i + 1;
            if (line.strip().equals(RUST)) {
                int frames = 0;
                while (end < lines.size()
                        && (RUST_FRAME.matcher(lines.get(end)).matches()
                                || RUST_PLACE.matcher(lines.get(end)).matches())) {
                    frames += RUST_FRAME.matcher(lines.get(end)).matches() ? 1 : 0;
                    end++;
                }
                folded.add(line + " " + Counted.of(frames, "frame") + ", left out here");
            } else if (JAVA_FRAME.matcher(line).matches()) {
                while (end < lines.size() && JAVA_FRAME.matcher(lines.get(end)).matches()) {
                    end++;
                }
                int shown = end - i > JAVA_SHOWN + 1 ? JAVA_SHOWN : end - i;
                folded.addAll(lines.subList(i, i + shown));
                if (shown < end - i) {
                    folded.add("\t... " + (end - i - shown) + " more");
                }
            } else if (!RUST_LONGER.matcher(line).matches()) {
                folded.add(line);
            }
            i = end;
        }
        return folded;
    }
}
