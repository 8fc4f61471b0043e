package io.github.pgobolt.check;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Lines;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.base.Version;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.elf.ElfFacts;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares the properties of the files: hardening, exports, dependencies, unwind tables, symbols, debug information. A
 * variant fails if it lost something that the baseline has; other differences are reported.
 */
public final class FileCheck {

    private static final int NAMES_SHOWN = 10;
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(5);
    private static final Pattern AGGREGATED =
            Pattern.compile("^error: (.{1,200}) occurred (\\d{1,9}) time\\(s\\)\\.?$");

    /** Stands for errors that the verifier found but does not summarise in known words. */
    private static final String UNNAMED = "";

    private final ProcessRunner processes;
    private final ElfReader reader;
    private final Path dwarfdump;
    private final Path folder;

    /**
     * @param reader reads ELF files, or null if there is no llvm-readobj
     * @param dwarfdump llvm-dwarfdump, or null if there is none
     * @param folder for the verifier's output and lists of symbols; used by this check only
     */
    public FileCheck(ProcessRunner processes, ElfReader reader, Path dwarfdump, Path folder) {
        this.processes = processes;
        this.reader = reader;
        this.dwarfdump = dwarfdump;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Returns several results for each variant.
     *
     * @param stripped what was stripped from the variants on purpose: its absence fails nothing
     */
    public List<CheckResult> check(Variant baseline, List<Variant> variants, Strip.Mode stripped) throws IOException {
        if (reader == null) {
            return CheckResult.notDone(
                    variants,
                    "file",
                    "llvm-readobj is missing; it comes with LLVM (Debian and Ubuntu:"
                            + " package llvm, or llvm-<major>), and `doctor` names the command");
        }
        ElfFacts expected;
        try {
            expected = reader.read(baseline.file());
        } catch (ElfReader.UnknownForm form) {
            // For the baseline's own file this is llvm-readobj's problem, not a fault of a variant.
            return CheckResult.notDone(variants, "file", form.getMessage()).stream()
                    .map(result -> result.notUnderstanding(
                            "llvm-readobj",
                            List.of("its JSON: " + form.getCause().getMessage())))
                    .toList();
        }
        ContentsCheck contents = new ContentsCheck(reader, folder);
        List<CheckResult> results = new ArrayList<>();
        for (Variant variant : variants) {
            try {
                ElfFacts seen = reader.read(variant.file());
                results.add(HardeningRules.hardening(variant.name(), expected, seen));
                results.add(exports(variant.name(), expected, seen));
                results.add(dependencies(variant.name(), expected, seen));
                results.add(unwindTables(variant.name(), expected, seen));
                results.add(contents.check(baseline, expected, variant, seen));
                results.add(debugInformation(baseline, expected, variant, seen, stripped));
            } catch (IOException unreadable) {
                results.add(CheckResult.failed("file", variant.name(), unreadable.getMessage(), null));
            }
        }
        return results;
    }

    private static CheckResult exports(String variant, ElfFacts expected, ElfFacts seen) {
        SortedSet<String> lost = ElfFacts.without(expected.exports(), seen.exports());
        SortedSet<String> gained = ElfFacts.without(seen.exports(), expected.exports());
        String more = gained.isEmpty() ? "" : "; more than the baseline's: " + names(gained);
        return lost.isEmpty()
                ? CheckResult.passed(
                        "exports",
                        variant,
                        (expected.exports().size() == 1
                                        ? "the one is there"
                                        : "all " + expected.exports().size() + " are there")
                                + more)
                : CheckResult.failed(
                        "exports",
                        variant,
                        "lost " + names(lost) + "; what is linked against this file or loads it would not find them"
                                + more,
                        null);
    }

    private static CheckResult dependencies(String variant, ElfFacts expected, ElfFacts seen) {
        List<String> wrong = new ArrayList<>();
        SortedSet<String> more = ElfFacts.without(seen.needed(), expected.needed());
        if (!more.isEmpty()) {
            wrong.add("needs libraries that the baseline does not: " + names(more));
        }
        if (expected.soname() != null && !expected.soname().equals(seen.soname())) {
            wrong.add("SONAME is " + seen.soname() + " instead of " + expected.soname());
        }
        if (expected.interpreter() != seen.interpreter()) {
            wrong.add(seen.interpreter() ? "needs a dynamic loader" : "lost its dynamic loader (PT_INTERP)");
        }
        SortedMap<String, Version> old = expected.newestVersions();
        seen.newestVersions().forEach((family, version) -> {
            Version before = old.get(family);
            if (before == null || version.compareTo(before) > 0) {
                wrong.add("needs " + family + " " + version + ", the baseline " + (before == null ? "none" : before)
                        + ": it would not start on older systems that the baseline runs on");
            }
        });
        SortedSet<String> fewer = ElfFacts.without(expected.needed(), seen.needed());
        String changes = (fewer.isEmpty() ? "" : "; no longer needs " + names(fewer))
                + imports("imports", ElfFacts.without(seen.imports(), expected.imports()))
                + imports("no longer imports", ElfFacts.without(expected.imports(), seen.imports()));
        return wrong.isEmpty()
                ? CheckResult.passed(
                        "dependencies",
                        variant,
                        "needs " + names(seen.needed())
                                + seen.newestVersions().entrySet().stream()
                                        .map(e -> ", " + e.getKey() + " " + e.getValue())
                                        .collect(Collectors.joining())
                                + changes)
                : CheckResult.failed("dependencies", variant, String.join("; ", wrong) + changes, null);
    }

    private static String imports(String what, SortedSet<String> symbols) {
        return symbols.isEmpty() ? "" : "; " + what + " " + names(symbols);
    }

    private static CheckResult unwindTables(String variant, ElfFacts expected, ElfFacts seen) {
        String sizes = ".eh_frame " + Counted.of(seen.unwindBytes(), "byte") + " (baseline " + expected.unwindBytes()
                + "), .gcc_except_table " + Counted.of(seen.landingPadBytes(), "byte") + " (baseline "
                + expected.landingPadBytes() + ")";
        boolean lost = expected.unwindBytes() > 0 && seen.unwindBytes() == 0
                || expected.landingPadBytes() > 0 && seen.landingPadBytes() == 0;
        return lost
                ? CheckResult.failed("unwind tables", variant, "lost: " + sizes + "; a panic could not be caught", null)
                : CheckResult.passed("unwind tables", variant, sizes);
    }

    private CheckResult debugInformation(
            Variant baseline, ElfFacts expected, Variant variant, ElfFacts seen, Strip.Mode stripped)
            throws IOException {
        String name = "debug information";
        if (!expected.debugInformation()) {
            return CheckResult.passed(name, variant.name(), "the baseline has none");
        }
        if (!seen.debugInformation()) {
            return stripped == Strip.Mode.none
                    ? CheckResult.failed(name, variant.name(), "lost, though nothing was to be stripped", null)
                    : CheckResult.passed(name, variant.name(), "stripped as asked (strip=" + stripped + ")");
        }
        if (dwarfdump == null) {
            return CheckResult.passed(name, variant.name(), "there; not verified: llvm-dwarfdump is missing");
        }
        SortedMap<String, Long> before = verify(baseline);
        SortedMap<String, Long> now = verify(variant);
        if (before.containsKey(UNNAMED) || now.containsKey(UNNAMED)) {
            return CheckResult.passed(
                            name,
                            variant.name(),
                            "there; errors not compared: llvm-dwarfdump names them in a form that"
                                    + " is not understood")
                    .notUnderstanding("llvm-dwarfdump", List.of("which errors it found (--verify)"));
        }
        SortedMap<String, Long> more = new TreeMap<>(now);
        more.entrySet().removeIf(kind -> kind.getValue() <= before.getOrDefault(kind.getKey(), 0L));
        // A fact and not a failure: the verifier considers BOLT's ranges of split functions overlapping, but the
        // program does not use them to run. Whether backtraces still work is checked by UnwindCheck.
        return CheckResult.passed(
                name,
                variant.name(),
                more.isEmpty()
                        ? "verified: no more errors than in the baseline's"
                        : "verified: more errors than in the baseline's: "
                                + more.entrySet().stream()
                                        .map(e -> e.getKey() + " " + Counted.of(e.getValue(), "time") + " (baseline "
                                                + before.getOrDefault(e.getKey(), 0L) + ")")
                                        .collect(Collectors.joining("; ")));
    }

    private SortedMap<String, Long> verify(Variant variant) throws IOException {
        Path report = folder.resolve(variant.name() + "-dwarf.txt");
        Outcome outcome = processes.run(Command.of(dwarfdump, "--verify", variant.file())
                .writeTo(report, folder.resolve(variant.name() + "-dwarf.err"))
                .within(VERIFY_LIMIT));
        SortedMap<String, Long> counts = new TreeMap<>();
        if (outcome.timedOut() || outcome.signal().isPresent()) {
            counts.put("the verifier was " + outcome.ending(), 1L);
        }
        try (Lines lines = new Lines(report)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher matcher = AGGREGATED.matcher(line.strip());
                if (matcher.matches()) {
                    counts.put(matcher.group(1), Long.parseLong(matcher.group(2)));
                }
            }
        }
        if (!outcome.ok() && counts.isEmpty()) {
            counts.put(UNNAMED, 1L);
        }
        return counts;
    }

    private static String names(SortedSet<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
