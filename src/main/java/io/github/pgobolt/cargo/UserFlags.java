package io.github.pgobolt.cargo;

import java.util.List;

/**
 * The rustc flags that are in force before the plugin adds its own, and how cargo calls rustc.
 *
 * @param flags the flags that cargo would pass to rustc for the target
 * @param source their origin, in words for a report
 * @param linker the linker for the target in cargo's configuration; null if there is none
 * @param wrapper the program that cargo calls in place of rustc, with rustc's command behind it; null if there is none
 * @param host passes them to build scripts and proc macros, too, as cargo does when it builds without {@code --target};
 *     null if those get none. It calls the wrapper
 */
public record UserFlags(List<String> flags, String source, String linker, String wrapper, HostFlags host) {

    /** None. */
    public static final UserFlags NONE = new UserFlags(List.of(), "none set", null, null, null);

    /** The separator of flags in CARGO_ENCODED_RUSTFLAGS. */
    static final String SEPARATOR = "\u001f";

    public UserFlags {
        flags = List.copyOf(flags);
    }

    /** Returns the program that cargo is to call in place of rustc; null if it calls rustc itself. */
    String inPlaceOfRustc() {
        return host == null ? wrapper : host.script().toString();
    }
}
