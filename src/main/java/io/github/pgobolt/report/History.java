package io.github.pgobolt.report;

import com.google.gson.Gson;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Nulls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The builds before this one, as {@code history.jsonl} keeps them: one line for each build that did something.
 *
 * @param entries in the order of the file
 * @param unreadable how many lines are damaged, or of a newer plugin; they are left out
 */
public record History(List<Entry> entries, int unreadable) {

    public static final History NONE = new History(List.of(), 0);

    /** So many builds a report shows; more do not fit into a picture. */
    static final int MOST_BUILDS = 50;
    /** Beyond this the file is something else; it grows by some kilobytes with each build. */
    private static final long MAX_BYTES = 256L << 20;

    private static final Gson GSON = new Gson();

    public History {
        entries = List.copyOf(entries);
    }

    /**
     * A line: what a later reader wants to compare.
     *
     * @param headline the verdict in words
     * @param comparisons over all workloads together
     * @param evaluation a hash of what was run for it, see {@link #evaluation}; null in lines of older plugins
     */
    public record Entry(
            int schemaVersion,
            String createdAt,
            String pluginVersion,
            Report.Subject subject,
            String headline,
            Report.Selection selection,
            List<Report.Variant> variants,
            List<Report.Comparison> comparisons,
            Report.Control control,
            Report.Machine machine,
            String evaluation,
            List<Report.Tool> tools) {

        public Entry {
            variants = Nulls.list(variants);
            comparisons = Nulls.list(comparisons);
            tools = Nulls.list(tools);
        }

        static Entry of(Report report) {
            return new Entry(
                    report.schemaVersion(),
                    report.createdAt(),
                    report.pluginVersion(),
                    report.subject(),
                    Headline.of(report).title(),
                    report.selection(),
                    report.variants(),
                    report.comparisons().stream().filter(c -> c.workload() == null).toList(),
                    report.control(),
                    report.machine(),
                    History.evaluation(report),
                    report.tools());
        }
    }

    /** Reads a history; one that is not there is empty. What is damaged costs its line and no report. */
    public static History read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Failure.user(file + " is " + Files.size(file) + " bytes long, which no history is. Move it away.");
            }
            List<Entry> entries = new ArrayList<>();
            int unreadable = 0;
            // Not readAllLines, which gives up on all of a file for one byte that is not UTF-8.
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
                Entry entry = entry(line);
                if (entry != null) {
                    entries.add(entry);
                } else if (!line.isBlank()) {
                    unreadable++;
                }
            }
            return new History(entries, unreadable);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER, "Cannot read " + file + " (" + e + "). Mend its permissions, or move it away.", e);
        }
    }

    private static Entry entry(String line) {
        try {
            Entry entry = GSON.fromJson(line, Entry.class);
            boolean known = entry != null && entry.schemaVersion() >= 1 && entry.schemaVersion() <= Report.SCHEMA_VERSION;
            return known ? entry : null;
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    /**
     * The measurements of this subject in the order of time, the one of the report last. Where nothing was measured anew,
     * an older build's figures stand in the report; they make one point, not two.
     */
    List<Measured.Build> buildsUpTo(Report report) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(Entry.of(report));
        List<Measured.Build> builds = new ArrayList<>();
        Entry last = null;
        for (Entry entry : all) {
            boolean measured = !entry.comparisons().isEmpty() && sameSubject(entry, report);
            if (measured && (last == null || !last.comparisons().equals(entry.comparisons()))) {
                builds.add(new Measured.Build(
                        entry.createdAt(),
                        entry.pluginVersion(),
                        entry.selection() == null ? null : entry.selection().variant(),
                        entry.comparisons().stream()
                                .filter(c -> Report.BASELINE.equals(c.reference()))
                                .toList(),
                        last == null ? null : newStart(last, entry)));
                last = entry;
            }
        }
        return List.copyOf(builds.subList(Math.max(0, builds.size() - MOST_BUILDS), builds.size()));
    }

    private static boolean sameSubject(Entry entry, Report report) {
        return Objects.equals(name(entry.subject()), name(report.subject()));
    }

    private static String name(Report.Subject subject) {
        return subject == null ? null : String.join(" ", subject.packageName(), subject.kind(), subject.name(), subject.target());
    }

    /** Why figures can't be compared with those of the build before, or null where they can. */
    private static String newStart(Entry before, Entry now) {
        List<String> reasons = new ArrayList<>();
        String then = before.machine() == null ? "an unknown one" : before.machine().identity();
        String here = now.machine() == null ? "an unknown one" : now.machine().identity();
        if (!then.equals(here)) {
            reasons.add("another machine: " + here + " instead of " + then);
        }
        if (before.evaluation() == null || !before.evaluation().equals(now.evaluation())) {
            reasons.add("other evaluation workloads");
        }
        if (!metric(before).equals(metric(now))) {
            reasons.add("measured in " + new Numbers().metric(metric(now)) + " instead of "
                    + new Numbers().metric(metric(before)));
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    private static String metric(Entry entry) {
        return Objects.toString(entry.comparisons().get(0).metric(), "");
    }

    /** A hash of the evaluation workloads: names, weights and commands. */
    static String evaluation(Report report) {
        return Hashes.ofText(report.workloads().stream()
                .filter(w -> !"train".equals(w.use()))
                .map(w -> w.name() + " " + w.weight() + " " + w.commandLine())
                .sorted()
                .collect(Collectors.joining("\n")));
    }
}
