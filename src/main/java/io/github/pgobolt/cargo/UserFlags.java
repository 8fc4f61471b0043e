package io.github.pgobolt.cargo;

import java.util.List;

/**
 * The rustc flags that are in force before the plugin adds its own.
 *
 * @param flags what cargo would pass to rustc for the target
 * @param source where they come from, in words for a report
 * @param linker the linker that cargo's configuration names for the target; null where it names none
 * @param host what gives them to build scripts and proc macros, too, as cargo does where it builds without {@code --target};
 *     null where those get none
 */
public record UserFlags(List<String> flags, String source, String linker, HostFlags host) {

    public UserFlags {
        flags = List.copyOf(flags);
    }
}
