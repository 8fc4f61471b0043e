package io.github.pgobolt.cargo;

import java.util.List;

/**
 * The rustc flags that are in force before the plugin adds its own.
 *
 * @param flags what cargo would pass to rustc for the target
 * @param source where they come from, in words for a report
 */
public record UserFlags(List<String> flags, String source) {

    public UserFlags {
        flags = List.copyOf(flags);
    }
}
