package io.github.pgobolt.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes what came out of a file safe to read: an older one may lack parts, and a measurement may have given no number. */
public final class Nulls {

    private Nulls() {}

    /** Empty where there is none, and without nulls. */
    public static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Keeps the order, which is part of what is shown. */
    public static <V> Map<String, V> map(Map<String, V> map) {
        if (map == null) {
            return Map.of();
        }
        Map<String, V> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key != null && value != null) {
                copy.put(key, value);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    /** JSON has no NaN and no infinity; both mean "no number" here. */
    public static Double finite(Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
