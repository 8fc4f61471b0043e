package io.github.pgobolt.translation;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that people read, of many symbols at once, without the hashes of crates. rustup's llvm-tools hold no
 * llvm-cxxfilt, but llvm-nm demangles as well: so llvm-objcopy writes an object file that has the symbols and nothing
 * else. Takes under a second for 60,000 symbols.
 */
final class Demangler {

    /** Whatever rustc mangles. All other names are those that people read. */
    private static final Pattern MANGLED = Pattern.compile("(?:_R|_ZN)[\\w.$]+");

    // "000000000000000a A tally::weigh": the value is the symbol's number.
    private static final Pattern SHOWN = Pattern.compile("([0-9a-f]+) A (.+)");

    /** The hash at the end of a legacy name, in the form that nm leaves as it is, too. */
    private static final Pattern HASH = Pattern.compile("::h[0-9a-f]{16}(?= \\(|$)|17h[0-9a-f]{16}(?=E)");

    private final ProcessRunner processes;
    private final Tool objcopy;
    private final Tool nm;

    Demangler(ProcessRunner processes, Tool objcopy, Tool nm) {
        this.processes = processes;
        this.objcopy = objcopy;
        this.nm = nm;
    }

    /**
     * Demangles.
     *
     * @param scratch a folder for the object file
     * @return the readable name of each symbol; the symbol itself if it is not mangled, or in a way that llvm-nm does not
     *     know
     */
    Map<String, String> demangled(Collection<String> symbols, Path scratch) throws IOException {
        Map<String, String> readable = new HashMap<>();
        List<String> mangled = new ArrayList<>();
        for (String symbol : symbols) {
            if (readable.put(symbol, symbol) == null && MANGLED.matcher(symbol).matches()) {
                mangled.add(symbol);
            }
        }
        if (mangled.isEmpty()) {
            return readable;
        }
        Path shown = scratch.resolve("demangled.txt");
        ok(Command.of(nm.path(), "--demangle", "--no-sort", "--format=bsd", object(mangled, scratch))
                .writeTo(shown, null));
        try (Stream<String> lines = Files.lines(shown, StandardCharsets.UTF_8)) {
            lines.map(SHOWN::matcher).filter(Matcher::matches).forEach(line -> {
                int number = Integer.parseUnsignedInt(line.group(1), 16);
                // The object has a few symbols of its own, with the value 0.
                if (number > 0 && number <= mangled.size()) {
                    readable.put(
                            mangled.get(number - 1), HASH.matcher(line.group(2)).replaceAll(""));
                }
            });
        }
        return readable;
    }

    /** Returns an object file that has the symbols; the value of each is its place in the list, from 1 on. */
    private Path object(List<String> symbols, Path scratch) throws IOException {
        Path nothing = Files.write(scratch.resolve("nothing"), new byte[0]);
        // A file of arguments, since a command line has not room for them.
        Path arguments = scratch.resolve("symbols.rsp");
        try (BufferedWriter out = Files.newBufferedWriter(arguments)) {
            for (int i = 0; i < symbols.size(); i++) {
                out.write("--add-symbol=" + symbols.get(i) + "=" + (i + 1) + ",global\n");
            }
        }
        Path object = scratch.resolve("symbols.o");
        ok(Command.of(objcopy.path(), "-I", "binary", "-O", "elf64-x86-64", "@" + arguments, nothing, object));
        return object;
    }

    private void ok(Command command) throws IOException {
        Outcome outcome = processes.run(command);
        if (!outcome.ok()) {
            throw Failure.tool("the names of the profile's functions could not be demangled: " + command.line()
                    + " failed (" + outcome.ending() + "):\n" + outcome.tail());
        }
    }
}
