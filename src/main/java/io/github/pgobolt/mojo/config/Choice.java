package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter that takes one of a few words. Maven's own message for an enum names neither the parameter nor the words.
 */
public final class Choice {

    private Choice() {}

    /** Returns the value, or fails with the list of valid ones. */
    public static String of(String parameter, String value, String... words) {
        return of(parameter, value, List.of(words));
    }

    /** Returns the constant with this name, or fails with the list of valid ones. */
    public static <E extends Enum<E>> E of(String parameter, String value, Class<E> type) {
        return Enum.valueOf(
                type,
                of(
                        parameter,
                        value,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
    }

    private static String of(String parameter, String value, List<String> words) {
        if (!words.contains(value)) {
            throw Failure.user(
                    "'" + value + "' is no value of " + parameter + "; it takes " + String.join(", ", words) + ".");
        }
        return value;
    }
}
