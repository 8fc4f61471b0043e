package io.github.pgobolt.check;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares lines whose numbers may differ slightly; everything else in them must be the same. */
final class NearNumbers {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,4})?");

    /**
     * Longer runs of digits are identifiers or hashes; the cost of arithmetic on them grows with the square of their
     * length.
     */
    private static final int LONGEST = 400;

    private final BigDecimal tolerance;

    NearNumbers(double relativeTolerance) {
        tolerance = BigDecimal.valueOf(relativeTolerance);
    }

    boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        Matcher left = NUMBER.matcher(a);
        Matcher right = NUMBER.matcher(b);
        int fromA = 0;
        int fromB = 0;
        while (true) {
            boolean moreA = left.find();
            boolean moreB = right.find();
            if (moreA != moreB) {
                return false;
            }
            if (!moreA) {
                return a.substring(fromA).equals(b.substring(fromB));
            }
            if (!a.substring(fromA, left.start()).equals(b.substring(fromB, right.start()))
                    || !near(left.group(), right.group())) {
                return false;
            }
            fromA = left.end();
            fromB = right.end();
        }
    }

    private boolean near(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return false;
        }
        BigDecimal x = new BigDecimal(a);
        BigDecimal y = new BigDecimal(b);
        return x.subtract(y).abs().compareTo(tolerance.multiply(x.abs().max(y.abs()))) <= 0;
    }
}
