package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shortens symbol names that BOLT's instrumentation cannot write.
 *
 * <p>A program instrumented by BOLT ends at its start ("buffer overflow, function name too large") if a symbol name is
 * longer than about 10 KB, as names of nested iterator types are. Such names are replaced by short ones before both
 * instrumentation and optimisation, so that the profile fits; the map is kept. A short name depends on the long one alone:
 * in a profile of another build it is never that of another function.
 */
public final class LongSymbols {

    /** BOLT's runtime writes a line of the profile, with two names in it, into a buffer of some 10 KB. */
    static final int LIMIT = 4000;

    private final ProcessRunner processes;
    private final Tool nm;
    private final Tool objcopy;

    public LongSymbols(ProcessRunner processes, Tool nm, Tool objcopy) {
        this.processes = processes;
        this.nm = nm;
        this.objcopy = objcopy;
    }

    /** Returns the name that a symbol has in what BOLT reads and writes: its own, if that is not too long. */
    public static String shortened(String symbol) {
        return symbol.length() > LIMIT
                ? "_pgobolt_long_name_" + Hashes.ofText(symbol).substring(0, 16)
                : symbol;
    }

    /**
     * Makes a copy of the file with short names, if it has names that are too long.
     *
     * @param map where the pairs of long and short names are written
     * @return how many names were shortened; with 0 there is no copy
     */
    public int shorten(Path input, Path output, Path map, Path log) throws IOException {
        if (nm == null) {
            return 0;
        }
        Outcome listed = processes.run(Command.of(nm.path(), "--format=just-symbols", input));
        if (!listed.ok()) {
            throw Failure.tool("llvm-nm " + nm.version() + " could not list the symbols of " + input + " ("
                    + listed.ending() + "):\n" + listed.tail() + "\nPGO alone: -Dpgobolt.bolt.skip");
        }
        List<String> names = listed.stdout()
                .lines()
                .filter(name -> name.length() > LIMIT)
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return 0;
        }
        if (objcopy == null) {
            throw Failure.user(Counted.of(names.size(), "symbol name") + " of " + input
                    + Counted.word(names.size(), " is", " are") + " longer than " + LIMIT
                    + " bytes, which BOLT's instrumentation cannot write; shortening needs llvm-objcopy, which is missing."
                    + " Run: " + Goals.command("doctor") + " -Dpgobolt.install");
        }
        StringBuilder pairs = new StringBuilder();
        for (String name : names) {
            pairs.append(name).append(' ').append(shortened(name)).append('\n');
        }
        Files.writeString(map, pairs);
        Outcome outcome = processes.run(Command.of(objcopy.path(), "--redefine-syms=" + map, input, output)
                .logTo(log));
        if (!outcome.ok()) {
            throw Failure.tool("llvm-objcopy could not shorten the symbol names of " + input + " (" + outcome.ending()
                    + "):\n" + outcome.tail() + "\nThe whole output is in " + log + ". PGO alone: -Dpgobolt.bolt.skip");
        }
        return names.size();
    }
}
