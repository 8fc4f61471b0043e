package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frames of a stack, innermost first.
 *
 * @param frames none if there was no backtrace
 */
record Backtrace(List<Frame> frames) {

    /**
     * One frame.
     *
     * @param function without the hash of legacy mangling and the suffixes of split or cloned functions
     * @param place file and line, or null if there is no debug information
     */
    record Frame(String function, String place) {
        /**
         * Whether a place is this frame's. One file has several names: relative to the folder of its compilation,
         * absolute, and remapped, as in the standard library. Since the function is known to be the same, it is enough
         * to compare the file's base name and the line.
         */
        boolean isAt(String other) {
            return place != null && other != null && fileAndLine(other).equals(fileAndLine(place));
        }

        private static String fileAndLine(String place) {
            return place.substring(place.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return place == null ? function : function + " at " + place;
        }
    }

    private static final Pattern RUST_FRAME = Pattern.compile("^\\s{1,8}\\d+:\\s+(?:0x[0-9a-f]+ - )?(\\S.*)$");
    private static final Pattern RUST_PLACE = Pattern.compile("^\\s+at (\\S.*?:\\d+)(?::\\d+)?$");
    private static final Pattern GDB_FRAME = Pattern.compile(
            "^#\\d+\\s+(?:0x[0-9a-f]+ in )?(.+?) \\((?:[^()]|\\([^()]*\\))*\\)(?: at (\\S.*:\\d+)| from \\S.*)?$");
    private static final Pattern ENDINGS = Pattern.compile(
            "(?:::h[0-9a-f]{16})?(?:\\.(?:llvm|cold|warm|part|isra|constprop)(?:\\.\\d+)*)*(?:/\\d+)?$");
    private static final int LONGEST_LINE = 4_000;
    /** The entry point of every process: beyond it there is no stack. */
    private static final String START = "_start";

    Backtrace {
        frames = List.copyOf(frames);
    }

    /** Parses the first backtrace that Rust's standard library printed. */
    static Backtrace ofRust(String stderr) {
        List<Frame> frames = new ArrayList<>();
        boolean inside = false;
        for (String line : (Iterable<String>) stderr.lines()::iterator) {
            if (line.strip().equals("stack backtrace:")) {
                inside = true;
                continue;
            }
            if (!inside || line.length() > LONGEST_LINE) {
                continue;
            }
            Matcher place = RUST_PLACE.matcher(line);
            Matcher frame = RUST_FRAME.matcher(line);
            if (place.matches() && !frames.isEmpty()) {
                Frame last = frames.remove(frames.size() - 1);
                frames.add(new Frame(last.function(), place.group(1)));
            } else if (frame.matches()) {
                frames.add(new Frame(plain(frame.group(1)), null));
            } else {
                break;
            }
        }
        return new Backtrace(frames);
    }

    /** Parses the output of gdb's {@code bt}. */
    static Backtrace ofGdb(String stdout) {
        List<Frame> frames = new ArrayList<>();
        stdout.lines()
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(GDB_FRAME::matcher)
                .filter(Matcher::matches)
                .forEach(m -> frames.add(new Frame(plain(m.group(1)), m.group(2))));
        return new Backtrace(frames);
    }

    /**
     * Returns what is worse here than in the baseline's: a stack that ends before the baseline's outermost function, a
     * function at another line, or file and line lost altogether. Missing or additional frames are not a fault in
     * themselves: a profile changes what is inlined, and without debug information an inlined function has no frame.
     */
    Optional<String> worseThan(Backtrace baseline) {
        if (baseline.frames.isEmpty()) {
            return Optional.empty();
        }
        if (frames.isEmpty()) {
            return Optional.of("no stack at all; the baseline's has " + Counted.of(baseline.frames.size(), "frame"));
        }
        Frame outermost = baseline.frames.get(baseline.frames.size() - 1);
        // If main ends with a jump it has no frame, and gdb, which otherwise stops at main, continues to the end of the
        // stack.
        if (frames.stream()
                .noneMatch(f -> f.function().equals(outermost.function())
                        || f.function().equals(START))) {
            return Optional.of(
                    "the stack ends at " + frames.get(frames.size() - 1) + " and does not reach " + outermost);
        }
        Map<String, List<String>> places = new LinkedHashMap<>();
        frames.forEach(f ->
                places.computeIfAbsent(f.function(), name -> new ArrayList<>()).add(f.place()));
        // The frame into which a missing one was inlined shows the place of that one: the line that is executing.
        List<Frame> missing = new ArrayList<>();
        for (Frame expected : baseline.frames) {
            List<String> seen = places.get(expected.function());
            if (seen == null) {
                missing.add(expected);
            } else if (expected.place() != null
                    && seen.stream()
                            .noneMatch(place ->
                                    expected.isAt(place) || missing.stream().anyMatch(f -> f.isAt(place)))) {
                return Optional.of(
                        expected.function() + " is shown at " + seen.get(0) + " instead of " + expected.place());
            }
        }
        return Optional.empty();
    }

    private static String plain(String function) {
        return ENDINGS.matcher(function.strip()).replaceFirst("");
    }
}
