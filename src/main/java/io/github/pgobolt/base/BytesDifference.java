package io.github.pgobolt.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bytes of two builds begin to differ, and why, if the text there tells.
 *
 * @param at the index of the first byte that differs; with {@link Cause#PATH} that of the folder's name in the first
 * @param first the text around it in the first, null where it is no text
 * @param second the same of the second
 * @param cause null if it cannot be told
 */
public record BytesDifference(long at, String first, String second, Cause cause) {

    /** What makes two builds of the same sources differ. */
    public enum Cause {
        PATH("the name of a folder of this machine"),
        TIME("a time");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The bytes before and after the difference that are looked at, and shown. */
    private static final int AROUND = 32;

    /** Fewer are no text but numbers and instructions that happen to be letters. */
    private static final int LEAST_TEXT = 4;

    private static final Pattern CLOCK =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?)?|\\d{1,2}:\\d{2}:\\d{2}");

    /** The digits of a time in seconds since 1970, and in nanoseconds. */
    private static final int EPOCH_DIGITS = 10;

    private static final int NANO_DIGITS = 19;

    /** The years 2020 to 2100. */
    private static final long FIRST_SECOND = 1_577_836_800L;

    private static final long LAST_SECOND = 4_102_444_800L;

    /** Two builds of one run are less far apart than these seconds; two other numbers of ten digits hardly ever. */
    private static final long APART = 1_000_000;

    /** A printable piece of bytes, and where it begins. */
    private record Piece(String text, long from) {}

    /**
     * Compares bytes; empty if they are equal.
     *
     * @param folderOfFirst the folder that only the first build had
     */
    public static Optional<BytesDifference> of(
            ByteBuffer first, ByteBuffer second, String folderOfFirst, String folderOfSecond) {
        int at = first.mismatch(second);
        if (at < 0) {
            return Optional.empty();
        }
        Piece one = around(first, at);
        Piece two = around(second, at);
        if (one != null && two != null && isTime(one, two, at)) {
            return Optional.of(new BytesDifference(at, one.text(), two.text(), Cause.TIME));
        }
        int path = indexOf(first, folderOfFirst);
        int otherPath = path < 0 ? -1 : indexOf(second, folderOfSecond);
        if (otherPath >= 0) {
            return Optional.of(
                    new BytesDifference(path, text(around(first, path)), text(around(second, otherPath)), Cause.PATH));
        }
        return Optional.of(new BytesDifference(at, text(one), text(two), null));
    }

    private static String text(Piece piece) {
        return piece == null ? null : piece.text();
    }

    /** Returns the printable bytes around an index; null if there are next to none. */
    private static Piece around(ByteBuffer bytes, int at) {
        int from = at;
        while (from > Math.max(0, at - AROUND) && isPrintable(bytes.get(from - 1))) {
            from--;
        }
        int to = at;
        while (to < Math.min(bytes.limit(), at + 2 * AROUND) && isPrintable(bytes.get(to))) {
            to++;
        }
        if (to - from < LEAST_TEXT) {
            return null;
        }
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        return new Piece(new String(text, StandardCharsets.US_ASCII), from);
    }

    private static boolean isPrintable(byte one) {
        return one >= ' ' && one < 0x7f;
    }

    private static boolean isTime(Piece first, Piece second, long at) {
        return hasClock(first, at) && hasClock(second, at) || isSinceEpoch(first, second, at);
    }

    private static boolean hasClock(Piece piece, long at) {
        Matcher clock = CLOCK.matcher(piece.text());
        while (clock.find()) {
            if (piece.from() + clock.start() <= at && at < piece.from() + clock.end()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether both have digits there that are seconds since 1970, not far from each other; those of finer units go on
     * behind them.
     */
    private static boolean isSinceEpoch(Piece first, Piece second, long at) {
        for (long from = Math.max(0, at - NANO_DIGITS + 1); from <= at; from++) {
            long one = seconds(first, from, at);
            long two = seconds(second, from, at);
            if (one > 0 && two > 0 && Math.abs(one - two) < APART) {
                return true;
            }
        }
        return false;
    }

    /** Returns the seconds that begin at an index; 0 if it is not digits from there on up to the difference. */
    private static long seconds(Piece piece, long from, long at) {
        int start = (int) (from - piece.from());
        int end = (int) (Math.max(from + EPOCH_DIGITS, at + 1) - piece.from());
        if (start < 0 || end > piece.text().length()) {
            return 0;
        }
        // Ten digits in the middle of a long number are no time.
        if (start > 0 && Character.isDigit(piece.text().charAt(start - 1))) {
            return 0;
        }
        String digits = piece.text().substring(start, end);
        long seconds = digits.matches("[0-9]+") ? Long.parseLong(digits.substring(0, EPOCH_DIGITS)) : 0;
        return seconds >= FIRST_SECOND && seconds <= LAST_SECOND ? seconds : 0;
    }

    private static int indexOf(ByteBuffer bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= bytes.limit() - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes.get(at + same) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
