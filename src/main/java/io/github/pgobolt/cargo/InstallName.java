package io.github.pgobolt.cargo;

import io.github.pgobolt.toolchain.Platform;
import java.util.List;

/**
 * The name in a library for macOS by which a program that is linked with it finds it. Where nothing gives one, the linker
 * takes the path that it writes to: a folder of this machine, which no other has, so that the file is another from each
 * folder. A JVM loads a library by its path and does not care.
 */
final class InstallName {

    private static final String OPTION = "install_name";

    private InstallName() {}

    /**
     * Returns rustc's flags; none where a flag of the user gives a name. They belong before the user's own: of two names the
     * linker takes the last, and those that a build script gives come last of all.
     *
     * @param users the user's own flags
     */
    static List<String> flags(Subject subject, List<String> users) {
        boolean library = subject.kind() == Subject.Kind.lib
                && Platform.ofTriple(subject.target()).os().equals("macos");
        return library && users.stream().noneMatch(flag -> flag.contains(OPTION))
                ? List.of("-Clink-arg=-Wl,-" + OPTION + ",@rpath/lib"
                        + subject.name().replace('-', '_') + ".dylib")
                : List.of();
    }
}
