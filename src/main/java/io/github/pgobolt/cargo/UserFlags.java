package io.github.pgobolt.cargo;

import java.util.List;

/**
 * The rustc flags that are in force before the plugin adds its own.
 *
 * @param flags the flags that cargo would pass to rustc for the target
 * @param source their origin, in words for a report
 * @param linker the linker for the target in cargo's configuration; null if there is none
 * @param host passes them to build scripts and proc macros, too, as cargo does when it builds without {@code --target};
 *     null if those get none
 */
public record UserFlags(List<String> flags, String source, String linker, HostFlags host) {

    public UserFlags {
        flags = List.copyOf(flags);
    }
}
