package io.github.pgobolt.translation;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that a file has, by their symbols.
 *
 * @param global those that other files may refer to, the weak ones among them
 * @param local those that have one local function each
 * @param several those that several local functions share
 */
record FileSymbols(Set<String> global, Set<String> local, Set<String> several) {

    private static final Set<String> CODE = Set.of("t", "w", "i");

    /** Asks llvm-nm. */
    static FileSymbols read(ProcessRunner processes, Tool nm, Path file) throws IOException {
        Outcome listed = processes.run(Command.of(nm.path(), "--defined-only", "--format=posix", file));
        if (!listed.ok()) {
            throw Failure.tool("llvm-nm " + nm.version() + " could not list the symbols of " + file + " ("
                    + listed.ending() + "):\n" + listed.tail());
        }
        return of(listed.stdout());
    }

    /** Reads lines of POSIX's form, {@code name type value size}: a type in capitals is of a global symbol. */
    static FileSymbols of(String lines) {
        FileSymbols symbols = new FileSymbols(new HashSet<>(), new HashSet<>(), new HashSet<>());
        lines.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length > 2)
                .forEach(words -> {
                    String type = words[1].toLowerCase(Locale.ROOT);
                    if (!CODE.contains(type)) {
                        return;
                    }
                    if (!type.equals(words[1]) || !type.equals("t")) {
                        symbols.global.add(words[0]);
                    } else if (!symbols.local.add(words[0])) {
                        symbols.several.add(words[0]);
                    }
                });
        symbols.local.removeAll(symbols.several);
        return symbols;
    }

    boolean has(String symbol) {
        return global.contains(symbol) || local.contains(symbol) || several.contains(symbol);
    }

    /** Returns all of them, in a set of the caller's own. */
    Set<String> all() {
        Set<String> all = new HashSet<>(global);
        all.addAll(local);
        all.addAll(several);
        return all;
    }

    /**
     * Returns the name by which llvm-bolt finds a function: a local one ends with a number, which counts the local functions
     * of one symbol.
     *
     * @return empty if the file does not have it, or several
     */
    Optional<String> boltName(String symbol) {
        if (global.contains(symbol)) {
            return Optional.of(symbol);
        }
        return local.contains(symbol) ? Optional.of(symbol + "/1") : Optional.empty();
    }
}
