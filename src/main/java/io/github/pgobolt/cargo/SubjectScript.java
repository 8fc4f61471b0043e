package io.github.pgobolt.cargo;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Has rustc leave out the last part of a build: link-time optimisation, code generation and the link, which take about half
 * of its time. What LLVM says of a profile is said before. Cargo calls a script in place of rustc (its RUSTC_WRAPPER), which
 * changes the call for the subject alone: all other crates are compiled as ever, and every crate keeps the names of its
 * functions, which would change if cargo's settings did (seen with LTO and cargo 1.99.1).
 */
final class UnlinkedBuild {

    private UnlinkedBuild() {}

    /**
     * Writes the script.
     *
     * @param folder an absolute path
     * @param wrapped the wrapper that it replaces, and calls; null if there is none. The wrapper of a workspace is a part of
     *     the call that it gets
     */
    static Path script(Path folder, Subject subject, String wrapped) throws IOException {
        String type = subject.kind() == Subject.Kind.bin ? "bin" : "cdylib";
        return WholeFile.keepScript(folder.resolve("rustc-without-link"), """
                #!/bin/sh
                # Cargo calls this in place of rustc. Of the subject only LLVM's bitcode is wanted, before any LTO, whatever
                # asks for one and however it is spelt; build scripts have no target.
                case " $* " in
                    *" --crate-name %s "*" --crate-type %s "*" --target "*)
                        left=$#
                        before=
                        while [ $left -gt 0 ]; do
                            word=$1
                            shift
                            case $before:$word in
                                -C:lto | -C:lto=* | --codegen:lto | --codegen:lto=*) set -- "$@" linker-plugin-lto ;;
                                *:-Clto | *:-Clto=* | *:--codegen=lto | *:--codegen=lto=*) ;;
                                --emit:*) set -- "$@" dep-info,llvm-bc ;;
                                *:--emit=*) set -- "$@" --emit=dep-info,llvm-bc ;;
                                *) set -- "$@" "$word" ;;
                            esac
                            before=$word
                            left=$((left - 1))
                        done
                        set -- "$@" -Clinker-plugin-lto
                        ;;
                esac
                exec %s"$@"
                """.formatted(
                        subject.name().replace('-', '_'),
                        type,
                        wrapped == null || wrapped.isEmpty() ? "" : ShellLine.quote(wrapped) + " "));
    }
}
