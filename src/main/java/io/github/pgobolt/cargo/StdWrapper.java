package io.github.pgobolt.cargo;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What cargo calls in place of rustc where it builds the standard library. Crates of that are compiled as those that the
 * toolchain brings were: with the same names of source files, which panics print, the same line tables, and without checks that
 * the crate's own profile may have. All other crates see the rustc that they see in any build.
 */
final class StdWrapper {

    /** The names of source files; crates that the standard library needs lie in another place than its own. */
    private static final String NAMES = """

                    set -- "$@" %s
                    case ${CARGO_MANIFEST_DIR#%s/} in
                        /* | vendor/*)
                            set -- "$@" "--remap-path-prefix=$CARGO_MANIFEST_DIR=/rust/deps/$CARGO_PKG_NAME-$CARGO_PKG_VERSION"
                            ;;
                    esac""".indent(8).stripTrailing();

    private StdWrapper() {}

    /**
     * Writes what cargo calls in place of rustdoc, which is told by an unstable option, too, where the standard library is that
     * doc tests are linked with.
     */
    static Path rustdoc(Path folder, String rustdoc) throws IOException {
        return WholeFile.keepScript(folder.resolve("rustdoc-with-std"), """
                #!/bin/sh
                # Cargo calls this in place of rustdoc, where it builds the standard library with a crate.
                export RUSTC_BOOTSTRAP=1
                exec %s "$@"
                """.formatted(ShellLine.quote(rustdoc)));
    }

    /**
     * Writes the script.
     *
     * @param folder an absolute path
     * @param sources the folder of the standard library's sources
     * @param commit of rustc, which is part of those names; null if it does not tell, so that they stay
     * @param permits whether unstable options are permitted to the calls that have some: to the standard library, and to
     *     crates that are told where it is. These may not use unstable features for all that
     * @param wrapped the program that it replaces, and calls; null if there is none
     */
    static Path script(Path folder, Path sources, String commit, boolean permits, String wrapped) throws IOException {
        String library = permits ? "\n        export RUSTC_BOOTSTRAP=1" : "";
        String crates = permits ? """
                    *" -Zunstable-options "* | *" -Z unstable-options "*)
                        # A crate that is told where the standard library is, which takes an unstable option.
                        [ "$RUSTC_BOOTSTRAP" = 1 ] || set -- "$@" -Zallow-features=
                        export RUSTC_BOOTSTRAP=1
                        ;;
                """ : "";
        String names = commit == null
                ? ""
                : NAMES.formatted(
                        ShellLine.quote("--remap-path-prefix=" + sources + "=/rustc/" + commit),
                        ShellLine.quote(sources.resolve("library").toString()));
        return WholeFile.keepScript(folder.resolve("rustc-with-std"), """
                #!/bin/sh
                # Cargo calls this in place of rustc, where it builds the standard library with a crate.
                case " $* " in
                    *" -Zforce-unstable-if-unmarked "* | *" -Z force-unstable-if-unmarked "*)
                        # A crate of the standard library, compiled like the one that the toolchain brings.%s
                        case " $* " in
                            *" -g "* | *"debuginfo="*) ;;
                            *) set -- "$@" -Cdebuginfo=line-tables-only ;;
                        esac
                        set -- "$@" -Cdebug-assertions=off -Coverflow-checks=off%s
                        ;;
                %sesac
                exec %s"$@"
                """.formatted(
                library, names, crates, wrapped == null || wrapped.isEmpty() ? "" : ShellLine.quote(wrapped) + " "));
    }
}
