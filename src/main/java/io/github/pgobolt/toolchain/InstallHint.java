package io.github.pgobolt.toolchain;

import java.util.List;

/**
 * A way to close a gap.
 *
 * @param commands argument lists that {@link Installer} may run if allowed to; empty if the text is only shown
 * @param text the one line to type
 */
public record InstallHint(List<List<String>> commands, String text) {

    public InstallHint {
        commands = commands.stream().map(List::copyOf).toList();
    }

    /** Returns a hint that is shown and never run. */
    public static InstallHint shown(String text) {
        return new InstallHint(List.of(), text);
    }
}
