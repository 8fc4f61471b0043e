package io.github.pgobolt.layout;

import io.github.pgobolt.base.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A symbol of code.
 *
 * @param address its start address
 * @param size in bytes, greater than 0; for a function that BOLT split, that of the fragment that keeps its name: the
 *     hot one
 * @param name as it is in the symbol table
 * @param shownName demangled
 */
record CodeSymbol(long address, long size, String name, String shownName) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]+) ([0-9a-f]+) (\\S) (.*)");
    private static final String CODE = "TtWw";
    /** The hash at the end of a name in Rust's legacy mangling; hashes of v0 mangling disappear when demangled. */
    private static final Pattern HASH = Pattern.compile("::h[0-9a-f]{16}$");
    /** LLVM's suffix for a name that it made unique across units, as the demangler shows it: " (.llvm.4711)". */
    private static final Pattern UNIQUE = Pattern.compile(" \\(\\.llvm\\.\\d+\\)");
    /** Suffixes such as " (.cold.0)" of parts of a function. */
    private static final Pattern PARTS = Pattern.compile("( \\(\\.[^()]*\\))*$");

    private static final Pattern HEXADECIMAL = Pattern.compile("\\$u([0-9a-f]{1,5})\\$");

    long end() {
        return address + size;
    }

    /**
     * Parses two outputs of {@code llvm-nm --format=bsd --print-size --defined-only --no-sort}.
     *
     * @param demangled the output with {@code --demangle}: the same symbols line by line
     * @throws IllegalArgumentException if the two do not fit together
     */
    static List<CodeSymbol> parse(String mangled, String demangled) {
        List<String> names = mangled.lines().toList();
        List<String> shown = demangled.lines().toList();
        if (names.size() != shown.size()) {
            throw new IllegalArgumentException("llvm-nm lists " + Counted.of(names.size(), "symbol")
                    + ", and demangled " + shown.size() + " of them");
        }
        List<CodeSymbol> symbols = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Matcher line = LINE.matcher(names.get(i));
            Matcher pretty = LINE.matcher(shown.get(i));
            if (!line.matches() || CODE.indexOf(line.group(3).charAt(0)) < 0) {
                continue;
            }
            long size = Long.parseUnsignedLong(line.group(2), 16);
            if (size > 0) {
                symbols.add(new CodeSymbol(
                        Long.parseUnsignedLong(line.group(1), 16),
                        size,
                        line.group(4),
                        rust(pretty.matches() ? pretty.group(4) : line.group(4))));
            }
        }
        return symbols;
    }

    /** Finishes Rust's demangling: llvm-nm reads legacy names as C++, which leaves Rust's own escapes and the hash. */
    private static String rust(String demangled) {
        String whole = UNIQUE.matcher(demangled).replaceAll("");
        Matcher parts = PARTS.matcher(whole);
        String ending = parts.find() ? parts.group() : "";
        String name = whole.substring(0, whole.length() - ending.length());
        String bare = HASH.matcher(name).replaceFirst("");
        return bare.equals(name) ? whole : unescaped(bare) + ending;
    }

    private static String unescaped(String legacy) {
        String bare = legacy.replace("$LT$", "<")
                .replace("$GT$", ">")
                .replace("$RF$", "&")
                .replace("$BP$", "*")
                .replace("$LP$", "(")
                .replace("$RP$", ")")
                .replace("$C$", ",")
                .replace("$SP$", "@")
                .replace("..", "::");
        bare = HEXADECIMAL
                .matcher(bare)
                .replaceAll(m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
        return bare.replaceAll("(^|::)_<", "$1<");
    }
}
