package io.github.pgobolt.cargo;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Has rustc leave out link-time optimisation, which takes a good part of a build, where what is wanted is there before. Cargo
 * calls a script in place of rustc (its RUSTC_WRAPPER), which changes the call for the subject alone: all other crates are
 * compiled as ever, and every crate keeps the names of its functions, which would change if cargo's settings did (seen with
 * LTO and cargo 1.99.1).
 */
final class SubjectScript {

    private SubjectScript() {}

    /**
     * Writes the script of a build that also leaves out code generation and the link. What LLVM says of a profile is said
     * before.
     *
     * @param folder an absolute path
     * @param wrapped the wrapper that it replaces, and calls; null if there is none. The wrapper of a workspace is a part of
     *     the call that it gets
     */
    static Path withoutLink(Path folder, Subject subject, String wrapped) throws IOException {
        return script(
                folder,
                "rustc-without-link",
                subject,
                wrapped,
                "LLVM's bitcode is wanted",
                """
                                --emit:*) set -- "$@" dep-info,llvm-bc ;;
                                *:--emit=*) set -- "$@" --emit=dep-info,llvm-bc ;;
                """,
                "set -- \"$@\" -Clinker-plugin-lto");
    }

    /**
     * Writes the script of a build that leaves link-time optimisation to the linker, where cargo asks rustc for it. It asks
     * for none where a library is a crate for Rust, too.
     *
     * @param flags those by which the linker does not do it
     */
    static Path withoutLto(Path folder, Subject subject, String wrapped, List<String> flags) throws IOException {
        String all = flags.stream().map(flag -> " " + ShellLine.quote(flag)).collect(Collectors.joining());
        return script(
                folder,
                "rustc-without-lto",
                subject,
                wrapped,
                "LLVM's bitcode goes to the linker",
                "",
                "[ -z \"$lto\" ] || set -- \"$@\" -Clinker-plugin-lto" + all);
    }

    private static Path script(
            Path folder, String name, Subject subject, String wrapped, String what, String cases, String end)
            throws IOException {
        String type = subject.kind() == Subject.Kind.bin ? "bin" : "cdylib";
        return WholeFile.keepScript(folder.resolve(name), """
                #!/bin/sh
                # Cargo calls this in place of rustc. Of the subject only %s, before any LTO, whatever
                # asks for one and however it is spelt; build scripts have no target.
                case " $* " in
                    *" --crate-name %s "*" --crate-type %s "*" --target "*)
                        left=$#
                        before=
                        lto=
                        while [ $left -gt 0 ]; do
                            word=$1
                            shift
                            case $before:$word in
                                -C:lto | -C:lto=* | --codegen:lto | --codegen:lto=*)
                                    lto=$word
                                    set -- "$@" linker-plugin-lto
                                    ;;
                                *:-Clto | *:-Clto=* | *:--codegen=lto | *:--codegen=lto=*) lto=$word ;;
                %s                *) set -- "$@" "$word" ;;
                            esac
                            before=$word
                            left=$((left - 1))
                        done
                        %s
                        ;;
                esac
                exec %s"$@"
                """.formatted(
                        what,
                        subject.name().replace('-', '_'),
                        type,
                        cases,
                        end,
                        wrapped == null || wrapped.isEmpty() ? "" : ShellLine.quote(wrapped) + " "));
    }
}
