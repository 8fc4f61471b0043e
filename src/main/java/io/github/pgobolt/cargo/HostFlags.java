package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.FileUtils;

/**
 * Gives the user's rustc flags to build scripts and proc macros.
 *
 * <p>Without {@code --target} cargo gives the flags in force to whatever it compiles; with it, build scripts, proc macros and
 * what these depend on get none. The plugin builds with it, since its own flags must not reach them: an instrumented build
 * script would count for the profile. So cargo calls a script in place of rustc (its RUSTC_WRAPPER), which adds the
 * user's flags, and these alone, to every call that is for the host; that is each without {@code --target}.
 *
 * @param script the wrapper
 */
public record HostFlags(Path script) {

    /** In a target folder: the hash of the script that the host's files in it were compiled by. */
    private static final String MARK = ".pgo-bolt-host-flags";

    /**
     * Writes the script.
     *
     * @param flags the user's
     * @param wrapped the wrapper that cargo is configured with; empty where there is none
     */
    static HostFlags write(Path folder, List<String> flags, String wrapped) throws IOException {
        String call = "exec " + (wrapped.isEmpty() ? "" : ShellLine.quote(wrapped) + " ") + "\"$@\"";
        String words = flags.stream().map(ShellLine::quote).collect(Collectors.joining(" "));
        Path script = WholeFile.keep(folder.resolve("rustc-with-host-flags").toAbsolutePath(), """
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
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new HostFlags(script);
    }

    /**
     * Empties a target folder whose build scripts were compiled with other flags: cargo does not know what a wrapper adds and
     * would call them fresh.
     *
     * @param host the flags of the host; null where there are none
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
