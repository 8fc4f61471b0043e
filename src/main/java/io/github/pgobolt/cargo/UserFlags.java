package io.github.pgobolt.cargo;

import java.util.List;

/**
 * The rustc flags that are in force before the plugin adds its own.
 *
 * @param flags what cargo would pass to rustc for the target
 * @param source where they come from, in words for a report
 * @param linker the linker that cargo's configuration names for the target; null where it names none
 */
public record UserFlags(List<String> flags, String source, String linker) {

    public UserFlags {
        flags = List.copyOf(flags);
    }
}
