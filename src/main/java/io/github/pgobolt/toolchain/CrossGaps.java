package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.ProcessRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What is missing to link for another target, and how to get it. */
public final class CrossGaps {

    /** What every program of C is linked with: its start, and its library's parts. */
    private static final Set<String> OF_C = Set.of(
            "crt1.o",
            "Scrt1.o",
            "rcrt1.o",
            "crti.o",
            "crt2.o",
            "-lc",
            "-lm",
            "-ldl",
            "-lrt",
            "-lpthread",
            "-lutil",
            "-lmsvcrt",
            "-lmingwex",
            "-lmingw32",
            "-lkernel32");

    /** How GNU's, LLVM's, Apple's and Zig's linkers name what they do not find. */
    private static final Pattern LACKING = Pattern.compile("cannot find (-l[^\\s:]+|[^\\s:]+\\.o)"
            + "|unable to find library (-l[^\\s:]+)"
            + "|library not found for (-l[^\\s:]+)"
            + "|unable to find \\w+ system library \"([^\"]+)\""
            + "|library '([^']+)' not found");

    private final Hints hints;

    public CrossGaps(ProcessRunner processes) {
        this(new Hints(Distribution.of(Platform.current(), Path.of("/"), processes)));
    }

    CrossGaps(Hints hints) {
        this.hints = hints;
    }

    /**
     * Returns the gap of a linker, or of what a linker does not find.
     *
     * @param said what was said when an empty program was linked
     */
    public Missing linker(String triple, String said) {
        List<String> lacking = lacking(said);
        Optional<InstallHint> library =
                lacking.stream().anyMatch(OF_C::contains) ? hints.cLibrary(triple) : Optional.empty();
        if (library.isPresent()) {
            return Missing.ofAll(
                    "the C library for " + triple,
                    "A linker for it is there and does not find " + String.join(", ", lacking) + ".",
                    library.get());
        }
        List<String> asked = lacking.stream()
                .filter(name -> name.startsWith("-l") && !name.startsWith("-lgcc") && !OF_C.contains(name))
                .toList();
        if (!asked.isEmpty()) {
            return Missing.ofAll(
                    String.join(", ", asked) + " for " + triple,
                    "The flags of this build ask for it, and the linker for " + triple + " does not find it.",
                    Hints.library(asked, triple));
        }
        String why = Platform.ofTriple(triple).os().equals("macos") ? "Apple's linker and SDK are not here. " : "";
        return Missing.ofAll(
                "a linker for " + triple, why + "An empty program could not be linked: " + said, hints.linker(triple));
    }

    /** Returns what was not found, each once: {@code -lfoo} or a file's name. */
    static List<String> lacking(String said) {
        return LACKING.matcher(said)
                .results()
                .map(found -> IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(found::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .map(name -> name.startsWith("-l") || name.endsWith(".o") ? name : "-l" + name)
                .distinct()
                .toList();
    }

    /** Returns the gap of a tool that was asked for by {@code crossTool}. */
    public Missing crossTool(String program) {
        return Missing.ofAll(
                program,
                "crossTool asks for it, and neither PATH nor cargo's folder has it.",
                Hints.crossTool(program));
    }
}
