package io.github.pgobolt.cargo;

import io.github.pgobolt.process.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a program could not be linked, in a few lines of what its linker said. */
final class Unlinked {

    /** What is longer is a command. */
    private static final int LONGEST = 300;

    private static final int LINES = 5;

    /** Parts of what GNU's, LLVM's, Apple's and Zig's linkers say of what is missing. */
    private static final List<String> MISSING = List.of("not found", "No such file", "cannot find", "unable to find");

    private Unlinked() {}

    /** Returns the lines; null if the build went well. */
    static String because(Outcome build) {
        if (build.ok()) {
            return null;
        }
        List<String> said = CargoCalls.leftOutOf(build.stderr())
                .lines()
                .map(String::strip)
                .filter(line -> line.length() < LONGEST && (saysWhat(line) || line.contains("error")))
                .distinct()
                .toList();
        if (said.isEmpty()) {
            return build.ending();
        }
        // The linker's own lines say what is missing; those of rustc and cargo around them, that it failed.
        return Stream.concat(
                        said.stream().filter(Unlinked::saysWhat), said.stream().filter(line -> !saysWhat(line)))
                .limit(LINES)
                .collect(Collectors.joining("\n"));
    }

    private static boolean saysWhat(String line) {
        return MISSING.stream().anyMatch(line::contains);
    }
}
