package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.FileUtils;

/**
 * Passes the user's rustc flags to build scripts and proc macros.
 *
 * <p>Without {@code --target} cargo applies the flags in force to everything that it compiles; with it, build scripts,
 * proc macros and their dependencies get none. The plugin uses {@code --target}, since its own flags must not reach
 * them: an instrumented build script would add to the profile. So cargo calls a script in place of rustc (its
 * RUSTC_WRAPPER), which adds the user's flags, and only these, to every call for the host, which is each one without
 * {@code --target}.
 *
 * @param script the wrapper
 */
public record HostFlags(Path script) {

    /** A file in a target folder with the hash of the script that compiled the host's files there. */
    private static final String MARK = ".pgo-bolt-host-flags";

    /**
     * Writes the script.
     *
     * @param flags the user's flags
     * @param wrapped the wrapper in cargo's configuration; empty if there is none
     */
    static HostFlags write(Path folder, List<String> flags, String wrapped) throws IOException {
        String call = "exec " + (wrapped.isEmpty() ? "" : ShellLine.quote(wrapped) + " ") + "\"$@\"";
        String words = flags.stream().map(ShellLine::quote).collect(Collectors.joining(" "));
        Path script = WholeFile.keepScript(
                folder.resolve("rustc-with-host-flags").toAbsolutePath(), """
                #!/bin/sh
                # Cargo calls this in place of rustc. What it compiles for a target has the flags in its command; what it
                # compiles for itself, build scripts and proc macros, gets the flags that it has in a build without a target.
                for word in "$@"; do
                    case "$word" in
                        --target | --target=* | -vV) %s ;;
                    esac
                done
                %s %s
                """.formatted(call, call, words));
        return new HostFlags(script);
    }

    /**
     * Empties a target folder whose build scripts were compiled with other flags: cargo does not know what a wrapper
     * adds and would consider them fresh.
     *
     * @param host the flags of the host; null if there are none
     */
    static void forgetOthers(HostFlags host, Path targetFolder) throws IOException {
        Path mark = targetFolder.resolve(MARK);
        String now = host == null ? "" : Hashes.ofFile(host.script());
        String last = Files.exists(mark) ? Files.readString(mark) : "";
        if (now.equals(last)) {
            return;
        }
        FileUtils.deleteDirectory(targetFolder.toFile());
        if (host != null) {
            WholeFile.write(mark, now);
        }
    }
}
