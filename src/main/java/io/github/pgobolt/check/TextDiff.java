package io.github.pgobolt.check;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Lines;
import io.github.pgobolt.process.Redaction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Shows how two files differ: a few lines for a report, and the whole diff in a file. */
final class TextDiff {

    /**
     * The number of lines of each file, from the first difference on, in the whole diff; its cost grows with their
     * square.
     */
    private static final int WINDOW = 5_000;

    private static final int SHORT_LINES = 12;
    private static final int SHORT_WIDTH = 160;
    private static final int CONTEXT = 2;
    private static final int TAIL_BYTES = 2_000;

    private TextDiff() {}

    static Difference of(String name, Path expected, Path seen, boolean unordered, Path folder) throws IOException {
        Window left = unordered ? Window.sorted(expected) : null;
        Window right = unordered ? Window.sorted(seen) : null;
        if (!unordered) {
            List<Window> windows = Window.fromFirstDifference(expected, seen, WINDOW, CONTEXT);
            left = windows.get(0);
            right = windows.get(1);
        }
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "baseline/" + name,
                "variant/" + name,
                left.lines(),
                DiffUtils.diff(left.lines(), right.lines()),
                CONTEXT);
        Files.createDirectories(folder);
        Path file = folder.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".diff");
        List<String> all = new ArrayList<>();
        all.add("# " + name + ": from line " + left.firstLine() + " on"
                + (left.cut() || right.cut() ? ", " + WINDOW + " lines of each at the most" : ""));
        all.addAll(diff);
        Files.write(file, all.stream().map(Redaction::text).toList());
        return new Difference(
                name, name + " differs from line " + left.firstDifference() + " on:\n" + shortened(diff), file);
    }

    /** Returns the end of a file, such as the last output of a program, redacted. */
    static String tail(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - TAIL_BYTES);
            in.seek(from);
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.readFully(bytes);
            return Redaction.text(new String(bytes, StandardCharsets.UTF_8).strip());
        }
    }

    private static String shortened(List<String> diff) {
        // The two header lines name the files, as the sentence above them already does.
        List<String> body = diff.size() > 2 ? diff.subList(2, diff.size()) : diff;
        String text = body.stream()
                .limit(SHORT_LINES)
                .map(TextDiff::cut)
                .map(Redaction::text)
                .collect(Collectors.joining("\n"));
        return body.size() > SHORT_LINES ? text + "\n… " + Counted.of(body.size() - SHORT_LINES, "more line") : text;
    }

    private static String cut(String line) {
        return line.length() > SHORT_WIDTH ? line.substring(0, SHORT_WIDTH) + "…" : line;
    }

    /** A part of a file: its lines without their line feeds, and their position; numbers start at 1. */
    private record Window(List<String> lines, long firstLine, long firstDifference, boolean cut) {

        static List<Window> fromFirstDifference(Path expected, Path seen, int most, int context) throws IOException {
            List<String> before = new ArrayList<>();
            List<String> left = new ArrayList<>();
            List<String> right = new ArrayList<>();
            long line = 1;
            boolean moreLeft;
            boolean moreRight;
            try (Lines a = new Lines(expected);
                    Lines b = new Lines(seen)) {
                String x = a.next();
                String y = b.next();
                while (x != null && x.equals(y)) {
                    before.add(x);
                    if (before.size() > context) {
                        before.remove(0);
                    }
                    line++;
                    x = a.next();
                    y = b.next();
                }
                before.forEach(same -> left.add(visible(same)));
                before.forEach(same -> right.add(visible(same)));
                moreLeft = fill(left, x, a, most);
                moreRight = fill(right, y, b, most);
            }
            long first = line - before.size();
            return List.of(new Window(left, first, line, moreLeft), new Window(right, first, line, moreRight));
        }

        static Window sorted(Path file) throws IOException {
            List<String> lines = new ArrayList<>();
            boolean more;
            try (Lines in = new Lines(file)) {
                more = fill(lines, in.next(), in, WINDOW * 20);
            }
            Collections.sort(lines);
            return new Window(lines, 1, 1, more);
        }

        private static boolean fill(List<String> lines, String first, Lines in, int most) throws IOException {
            String line = first;
            while (line != null && lines.size() < most) {
                lines.add(visible(line));
                line = in.next();
            }
            return line != null;
        }

        /** Returns the line without its line feed; a last line that has none says so, as in diff. */
        private static String visible(String line) {
            String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line + " (no line feed)";
            StringBuilder shown = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                if (c < ' ' && c != '\t' || c == 0x7f) {
                    shown.append(String.format("\\x%02x", c));
                } else {
                    shown.appendCodePoint(c);
                }
            });
            return shown.toString();
        }
    }
}
