package io.github.pgobolt.layout;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.report.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out where BOLT put the code that runs. Takes well under a second for a file of 10 MB. */
public final class CodeLayout {

    private static final int MOST_BINS = 200;
    private static final int MOST_FUNCTIONS = 25;
    /** A smaller value would be shown as 0.00 % in the report. */
    private static final double LEAST_SHOWN_PERCENT = 0.005;

    private static final int CACHE_LINE = 64;
    /** Below this share of the counts in functions that both files name, the comparison would not be meaningful. */
    private static final double LEAST_PLACED = 0.9;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ProcessRunner processes;
    private final Path nm;

    /** @param nm llvm-nm */
    public CodeLayout(ProcessRunner processes, Path nm) {
        this.processes = processes;
        this.nm = nm;
    }

    /**
     * Compares the layout of two files under one profile. Shares are of the counts of functions that both files name.
     *
     * @param before the file that BOLT read, with symbols
     * @param after the file that BOLT wrote from it, with symbols
     * @param fdata the branch profile that BOLT used
     * @param files those whose sections are wanted, as they ship
     * @throws IOException if a tool fails, or the three do not fit together; the message says why
     */
    public Layout analyse(Variant before, Variant after, Path fdata, List<Variant> files) throws IOException {
        List<CodeSymbol> symbolsBefore = symbols(before.file());
        List<CodeSymbol> symbolsAfter = symbols(after.file());
        Map<String, Long> counts = placed(counts(fdata), names(symbolsBefore), names(symbolsAfter));
        HotCode codeBefore = new HotCode(symbolsBefore, counts);
        HotCode codeAfter = new HotCode(symbolsAfter, counts);
        long binBytes = binBytes(Math.max(codeBefore.span(), codeAfter.span()));
        List<Layout.Section> sections = new ArrayList<>();
        for (Variant file : files) {
            sections.addAll(sections(file));
        }
        return new Layout(
                List.of(codeBefore.footprint(before.name()), codeAfter.footprint(after.name())),
                List.of(codeBefore.heat(before.name(), binBytes), codeAfter.heat(after.name(), binBytes)),
                sections,
                hottest(symbolsBefore, counts, before.name()));
    }

    /** Returns one bin size for both files, so that bars of equal height mean the same; whole cache lines. */
    private static long binBytes(long span) {
        long bytes = (span + MOST_BINS - 1) / MOST_BINS;
        return (bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    }

    private static Map<String, Long> placed(FunctionCounts counts, Set<String> before, Set<String> after)
            throws IOException {
        Map<String, Long> placed = new HashMap<>(counts.byFunction());
        double all = sum(placed);
        placed.keySet().retainAll(before);
        placed.keySet().retainAll(after);
        double share = all == 0 ? 0 : sum(placed) / all;
        if (share < LEAST_PLACED) {
            throw new IOException(
                    all == 0
                            ? "the branch profile has no counts by function"
                            : String.format(
                                    Locale.ROOT,
                                    "only %.1f %% of the profile's counts belong to functions that"
                                            + " are named both before BOLT and after it, too few to compare",
                                    100 * share));
        }
        return placed;
    }

    private static double sum(Map<String, Long> counts) {
        return counts.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    private static List<Layout.HotFunction> hottest(
            List<CodeSymbol> symbols, Map<String, Long> counts, String variant) {
        Map<String, String> shown =
                symbols.stream().collect(Collectors.toMap(CodeSymbol::name, CodeSymbol::shownName, (a, b) -> a));
        double total = sum(counts);
        return counts.entrySet().stream()
                .filter(e -> 100 * e.getValue() / total >= LEAST_SHOWN_PERCENT)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FUNCTIONS)
                .map(e -> new Layout.HotFunction(shown.get(e.getKey()), 100 * e.getValue() / total, variant))
                .toList();
    }

    private static FunctionCounts counts(Path fdata) throws IOException {
        // A name may hold any byte, and every byte is valid Latin-1.
        try (BufferedReader lines = Files.newBufferedReader(fdata, StandardCharsets.ISO_8859_1)) {
            return FunctionCounts.read(lines);
        }
    }

    private List<CodeSymbol> symbols(Path file) throws IOException {
        try {
            List<CodeSymbol> symbols = CodeSymbol.parse(listed(file, false), listed(file, true));
            if (symbols.isEmpty()) {
                throw new IOException(file + " names no function: it is stripped");
            }
            return symbols;
        } catch (IllegalArgumentException e) {
            throw new IOException("what " + nm + " wrote about " + file + " is not understood: " + e.getMessage(), e);
        }
    }

    /** Returns the functions of a file by their symbols, with the names that people read. */
    public Map<String, String> readableNames(Path file) throws IOException {
        return symbols(file).stream().collect(Collectors.toMap(CodeSymbol::name, CodeSymbol::shownName, (a, b) -> a));
    }

    private static Set<String> names(List<CodeSymbol> symbols) {
        return symbols.stream().map(CodeSymbol::name).collect(Collectors.toSet());
    }

    private String listed(Path file, boolean demangled) throws IOException {
        return output(Command.of(
                nm,
                "--format=bsd",
                "--print-size",
                "--defined-only",
                "--no-sort",
                demangled ? "--demangle" : "--no-demangle",
                file));
    }

    private static List<Layout.Section> sections(Variant file) throws IOException {
        return ElfSections.of(file.file())
                .orElseThrow(() -> new IOException(file.file() + " has no table of sections that can be read"))
                .all()
                .stream()
                .filter(section -> section.isInFile() && !section.name().isEmpty())
                .map(section -> new Layout.Section(section.name(), file.name(), section.bytes()))
                .toList();
    }

    private String output(Command command) throws IOException {
        Outcome outcome = processes.run(command.within(LIMIT));
        if (!outcome.ok()) {
            throw new IOException(command.line() + ": " + outcome.ending() + ", " + outcome.tail());
        }
        return outcome.stdout();
    }
}
