package io.github.pgobolt.check;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.elf.ElfFacts;
import io.github.pgobolt.elf.ElfReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reports how a variant's sizes and symbols differ from the baseline's. They may: no difference fails a variant. */
final class ContentsCheck {

    private static final List<String> SHOWN = List.of(".text", ".text.cold", ".bolt.org.text", ".rodata", ".data");

    private final ElfReader reader;
    private final Path folder;

    /** @param folder for the lists that serve as evidence */
    ContentsCheck(ElfReader reader, Path folder) {
        this.reader = reader;
        this.folder = folder;
    }

    CheckResult check(Variant baseline, ElfFacts expected, Variant variant, ElfFacts seen) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(Files.size(variant.file()))
                .append(" bytes (baseline ")
                .append(Files.size(baseline.file()))
                .append(')');
        for (String section : SHOWN) {
            long before = expected.sections().getOrDefault(section, 0L);
            long now = seen.sections().getOrDefault(section, 0L);
            if (before > 0 || now > 0) {
                text.append(", ")
                        .append(section)
                        .append(' ')
                        .append(now)
                        .append(" (")
                        .append(before)
                        .append(')');
            }
        }
        text.append(", thread-local ")
                .append(seen.threadLocalBytes())
                .append(" (")
                .append(expected.threadLocalBytes())
                .append(')');
        text.append(", build-id ")
                .append(seen.buildId())
                .append(" (")
                .append(expected.buildId())
                .append(')');
        List<String> all = sections(expected, seen);
        try {
            SortedSet<String> before = reader.symbols(baseline.file());
            SortedSet<String> now = reader.symbols(variant.file());
            SortedSet<String> lost = ElfFacts.without(before, now);
            SortedSet<String> gained = ElfFacts.without(now, before);
            text.append(", symbols ")
                    .append(now.size())
                    .append(" (")
                    .append(before.size())
                    .append("; ")
                    .append(lost.size())
                    .append(" lost, ")
                    .append(gained.size())
                    .append(" gained)");
            lost.forEach(name -> all.add("lost\t" + name));
            gained.forEach(name -> all.add("gained\t" + name));
        } catch (IOException noSymbols) {
            text.append(", symbols not counted: ").append(noSymbols.getMessage());
        }
        Path evidence = Files.createDirectories(folder).resolve(variant.name() + "-contents.tsv");
        Files.write(evidence, all);
        return new CheckResult("contents", variant.name(), Shown.CORRECT, text.toString(), evidence);
    }

    private static List<String> sections(ElfFacts expected, ElfFacts seen) {
        SortedSet<String> names = new TreeSet<>(expected.sections().keySet());
        names.addAll(seen.sections().keySet());
        List<String> lines = new ArrayList<>(List.of("section\tbytes\tbaseline"));
        names.forEach(name -> lines.add(name + "\t" + seen.sections().getOrDefault(name, 0L) + "\t"
                + expected.sections().getOrDefault(name, 0L)));
        return lines;
    }
}
