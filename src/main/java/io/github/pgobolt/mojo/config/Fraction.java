package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter that is a part of a whole, as {@code 0.02} or as {@code 2%}. A bare number from 1 on is refused: where 2 % is
 * meant, 2 would be 200 %, and a gate of that holds nothing back.
 */
public final class Fraction {

    private static final Pattern VALUE =
            Pattern.compile("(-?(?:\\d{1,12}(?:\\.\\d{0,18})?|\\.\\d{1,18})(?:[eE][-+]?\\d{1,2})?)\\s{0,3}(%?)");

    private Fraction() {}

    /**
     * Returns the value; null for none.
     *
     * @param parameter its property without {@code pgobolt.}
     * @throws Failure if it is none, or can only be meant as per cent
     */
    public static Double of(String parameter, String text) {
        if (text == null) {
            return null;
        }
        Matcher value = VALUE.matcher(text.strip());
        if (!value.matches()) {
            throw Failure.user("'" + text + "' is no value of " + parameter
                    + ": it is a fraction such as 0.02, or per cent such as 2%"
                    + (text.contains(",") ? ", with a decimal point." : "."));
        }
        BigDecimal number = new BigDecimal(value.group(1));
        if (!value.group(2).isEmpty()) {
            return number.movePointLeft(2).doubleValue();
        }
        if (number.abs().compareTo(BigDecimal.ONE) >= 0) {
            BigDecimal part = number.movePointLeft(2);
            String fraction = part.abs().compareTo(BigDecimal.ONE) < 0 ? plain(part) + " or " : "";
            throw Failure.user(parameter + " is " + text + ", which would be " + plain(number.movePointRight(2))
                    + " %: did you mean " + fraction + plain(number) + "%? Type -Dpgobolt." + parameter + "="
                    + plain(number) + "%");
        }
        return number.doubleValue();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
