package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import java.util.Locale;

/**
 * Formats numbers for people. Every method accepts null for an unknown number and returns {@link #NONE}; none depends
 * on the machine's locale. Called by templates, so it has an instance.
 */
public final class Numbers {

    /** Shown if there is no number. */
    public static final String NONE = "n/a";

    private static final double MB = 1e6;

    /** Returns a ratio with three decimals. */
    public String ratio(Double ratio) {
        return ratio == null ? NONE : ratio < 1e4 ? format("%.3f", ratio) : format("%.2e", ratio);
    }

    /** Returns a ratio of times as a change: "-16.0 %", "+0.42 %", "3.1 times". */
    public String change(Double ratio) {
        if (ratio == null) {
            return NONE;
        }
        double percent = (ratio - 1) * 100;
        if (Math.abs(percent) < 0.005) {
            return "0.00 %";
        }
        if (ratio >= 3) {
            return ratio < 1e4 ? format("%.1f times", ratio) : format("%.1e times", ratio);
        }
        return format(Math.abs(percent) < 10 ? "%+.2f %%" : "%+.1f %%", percent);
    }

    /** Returns a ratio of times in words: "16.0 % less", "0.42 % more", "3.1 times as much". */
    public String moreOrLess(Double ratio) {
        if (ratio == null) {
            return NONE;
        }
        double percent = (ratio - 1) * 100;
        if (ratio >= 3) {
            return change(ratio) + " as much";
        }
        if (Math.abs(percent) < 0.005) {
            return "the same";
        }
        return format(Math.abs(percent) < 10 ? "%.2f %%" : "%.1f %%", Math.abs(percent))
                + (percent < 0 ? " less" : " more");
    }

    /** Returns both ends of an interval of ratios, as changes. */
    public String interval(Double low, Double high) {
        return low == null || high == null || low <= 0 ? NONE : change(low) + " to " + change(high);
    }

    /** Returns how many times faster, in the style of hyperfine. */
    public String timesFaster(double ratio) {
        return format("%.2f", 1 / ratio);
    }

    public String percent(Double percent) {
        return percent == null
                ? NONE
                : Math.abs(percent) < 1e6
                        ? format(Math.abs(percent) < 10 ? "%.2f %%" : "%.1f %%", percent)
                        : format("%.1e %%", percent);
    }

    /** Like {@link #percent}, with its sign. */
    public String signedPercent(Double percent) {
        return percent == null
                ? NONE
                : Math.abs(percent) < 1e6
                        ? format(Math.abs(percent) < 10 ? "%+.2f %%" : "%+.1f %%", percent)
                        : format("%+.1e %%", percent);
    }

    /** Returns a fraction such as 0.05 as "5 %". */
    public String fraction(Double fraction) {
        return fraction == null ? NONE : plain(fraction * 100) + " %";
    }

    /** Returns a size: bytes below 10 kB, then kB, MB and GB as powers of ten, as package managers show them. */
    public String bytes(Long bytes) {
        if (bytes == null) {
            return NONE;
        }
        if (Math.abs(bytes) < 10_000) {
            return count(bytes) + " B";
        }
        if (Math.abs(bytes) >= 1e10) {
            return format("%,.1f GB", bytes / 1e9);
        }
        return Math.abs(bytes) < MB ? format("%.1f kB", bytes / 1e3) : format("%,.2f MB", bytes / MB);
    }

    /** Returns the change from one size to another, as a percentage. */
    public String sizeChange(Long from, Long to) {
        return from == null || to == null || from == 0 ? NONE : signedPercent((to - from) * 100.0 / from);
    }

    /** Returns a whole number in groups of three digits. */
    public String count(Number count) {
        return count == null ? NONE : format("%,d", count.longValue());
    }

    /** Returns a whole number with its noun: "1 function", "1,234 functions", "n/a functions". */
    public String counted(Number count, String one, String many) {
        return count(count) + " " + (count == null ? many : Counted.word(count.longValue(), one, many));
    }

    /** Returns a duration: "0.24 s", "12.3 s", "4 min 52 s", "2 h 05 min". */
    public String seconds(Double seconds) {
        if (seconds == null) {
            return NONE;
        }
        if (seconds < 60) {
            return format(seconds < 0.1 ? "%.3f s" : seconds < 10 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? format("%d min %02d s", whole / 60, whole % 60)
                : format("%,d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** Returns the time of one call, which may be tiny: "482 ns", "12.3 µs", "1.20 ms", "0.24 s". */
    public String call(Double seconds) {
        if (seconds == null || seconds >= 0.1) {
            return seconds(seconds);
        }
        double value = seconds < 1e-6 ? seconds * 1e9 : seconds < 1e-3 ? seconds * 1e6 : seconds * 1e3;
        String unit = seconds < 1e-6 ? "ns" : seconds < 1e-3 ? "µs" : "ms";
        return format(value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, unit);
    }

    /** Returns a number without superfluous digits: "2", "0.35". */
    public String plain(Double number) {
        if (number == null) {
            return NONE;
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return format("%,d", number.longValue());
        }
        return Math.abs(number) >= 1e-3 && Math.abs(number) < 1e9
                ? format("%,.3f", number).replaceAll("\\.?0+$", "")
                : format("%.2e", number);
    }

    /** Returns the first digits of a hash, enough to compare by eye. */
    public String shortHash(String sha256) {
        return sha256 == null ? NONE : sha256.length() <= 12 ? sha256 : sha256.substring(0, 12);
    }

    /** Returns a sentence as a part of another: without its full stop. */
    public String clause(String sentence) {
        return sentence == null ? NONE : sentence.strip().replaceAll("[.\\s]+$", "");
    }

    /** Returns the name of a metric in words. */
    public String metric(String metric) {
        return metric == null
                ? "time"
                : switch (metric) {
                    case "cpu" -> "CPU time";
                    case "wall" -> "time";
                    case "reported" -> "of its own measure";
                    default -> metric;
                };
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
