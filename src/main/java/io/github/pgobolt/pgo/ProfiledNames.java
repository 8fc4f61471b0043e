package io.github.pgobolt.pgo;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many of a profile's functions the program has at all. For a program's own profile that is nearly every one (seen:
 * 20 of 21, and 1132 of 1178 for rhai); for another Rust program's it is only {@code main}.
 */
public final class ProfiledNames {

    // "  crate.hash-cgu.0;_ZN4name:" for a local function, "  main:" for another; deeper lines hold counters. LLVM 17
    // and older use a colon where newer ones use the semicolon. No name of either mangling contains one of them.
    static final Pattern FUNCTION = Pattern.compile("^ {2}(?:[^ ].*[;:])?([^ ;:]+):$");

    /** Every program has one. */
    private static final String MAIN = "main";

    private ProfiledNames() {}

    /**
     * Counts the functions.
     *
     * @param nm llvm-nm
     * @param program the instrumented program, with symbols
     * @return how many functions of the profile, except main, the program has; null if the names of one of the two
     *     could not be read
     */
    public static Integer knownTo(Path program, Path profile, ProcessRunner processes, Tool profdata, Tool nm)
            throws IOException {
        Set<String> symbols = processes
                .run(Command.of(nm.path(), "--format=just-symbols", program))
                .stdout()
                .lines()
                .collect(Collectors.toSet());
        Set<String> known = new HashSet<>(names(processes
                .run(Command.of(profdata.path(), "show", "--all-functions", profile))
                .stdout()));
        if (known.isEmpty() || symbols.isEmpty()) {
            return null;
        }
        known.retainAll(symbols);
        known.remove(MAIN);
        return known.size();
    }

    /** Returns the names in the output of {@code llvm-profdata show --all-functions}. */
    static Set<String> names(String shown) {
        return shown.lines()
                .map(FUNCTION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }
}
