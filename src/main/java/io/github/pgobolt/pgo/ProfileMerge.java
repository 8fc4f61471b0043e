package io.github.pgobolt.pgo;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Merges raw profiles into the one that rustc reads. */
public final class ProfileMerge {

    // "warning: /…/x.profraw: invalid instrumentation profile data (file header is corrupt)"
    private static final Pattern LOST = Pattern.compile("(?m)^(?:warning|error): (.+?\\.prof(?:raw|data)): (.*)$");

    /** What is merged. */
    public enum Kind {
        /** Raw profiles of an instrumented build. */
        INSTRUMENTED(List.of("--sparse"), List.of()),
        /** Profiles that llvm-profgen made of samples. */
        SAMPLED(List.of("--sample"), List.of("--sample", "--detailed-summary"));

        private final List<String> merging;
        private final List<String> showing;

        Kind(List<String> merging, List<String> showing) {
            this.merging = merging;
            this.showing = showing;
        }
    }

    private final ProcessRunner processes;
    private final Tool profdata;
    private final Kind kind;

    public ProfileMerge(ProcessRunner processes, Tool profdata, Kind kind) {
        this.processes = processes;
        this.profdata = profdata;
        this.kind = kind;
    }

    /**
     * A profile to merge.
     *
     * @param file a profraw or profdata file
     * @param weight how much its counts weigh; llvm-profdata takes whole numbers
     */
    public record Input(Path file, long weight) {}

    /**
     * A finished merge.
     *
     * @param lostFiles how many inputs could not be read
     * @param lostBytes their size
     */
    public record Merged(ProfileSummary summary, int files, long bytes, int lostFiles, long lostBytes, List<Command> commands) {}

    /**
     * Merges.
     *
     * @param lossBudget the share of files and of bytes that may be unreadable before the merge fails, from 0 to 1
     * @throws Failure when nothing could be merged, or more was lost than the budget allows
     */
    public Merged merge(List<Input> inputs, Path output, double lossBudget, Path log) throws IOException {
        long bytes = 0;
        List<String> lines = new ArrayList<>();
        for (Input input : inputs) {
            bytes += Files.size(input.file());
            lines.add(input.weight() + "," + input.file());
        }
        // A list file, since ten thousand profiles do not fit a command line.
        Path list = output.resolveSibling(output.getFileName() + ".inputs");
        Files.write(list, lines);
        List<String> merge = new ArrayList<>(List.of(profdata.path().toString(), "merge"));
        merge.addAll(kind.merging);
        merge.addAll(List.of("--failure-mode=all", "-f", list.toString(), "-o", output.toString()));
        Command command = Command.of(merge).logTo(log);
        Outcome outcome = processes.run(command);
        Set<Path> lost = lost(outcome.stderr());
        for (Input input : inputs) {
            // llvm-profdata passes over an empty file without a word.
            if (Files.size(input.file()) == 0) {
                lost.add(input.file());
            }
        }
        long lostBytes = 0;
        int empty = 0;
        for (Path file : lost) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            lostBytes += size;
            empty += size == 0 ? 1 : 0;
        }
        String said = (outcome.tail() + mend(outcome.stderr())).strip()
                + (empty == 0 ? "" : "\n" + empty + " of them" + Counted.word(empty, " is", " are")
                        + " empty, as a process leaves its profile that is killed while it writes.");
        if (!outcome.ok() || !Files.exists(output) || lost.size() == inputs.size()) {
            throw Failure.user("llvm-profdata could merge none of "
                    + Counted.of(inputs.size(), "profile") + " (" + outcome.ending() + "):\n"
                    + said.strip() + "\nMend the workload that writes them. The whole output is in " + log);
        }
        double share = Math.max((double) lost.size() / inputs.size(), bytes == 0 ? 0 : (double) lostBytes / bytes);
        if (share > lossBudget) {
            throw Failure.user(String.format(
                    Locale.ROOT,
                    "%d of %s (%d of %s) could not be read, which is more than the loss budget of %.1f %%:%n%s%n"
                            + "Mend the workload that writes them, or allow the loss: -Dpgobolt.merge.lossBudget=%.2f",
                    lost.size(), Counted.of(inputs.size(), "profile"), lostBytes, Counted.of(bytes, "byte"), lossBudget * 100, said.strip(),
                    Math.ceil(share * 100) / 100));
        }
        List<String> show = new ArrayList<>(List.of(profdata.path().toString(), "show"));
        show.addAll(kind.showing);
        show.add(output.toString());
        ProfileSummary summary = ProfileSummary.parse(processes.run(Command.of(show).logTo(log)).stdout());
        if (summary.totalCount() == null && kind == Kind.INSTRUMENTED) {
            Path scratch = output.resolveSibling(output.getFileName() + ".counts");
            summary = summary.withTotal(CountedFunctions.total(processes, profdata, output, scratch));
        }
        return new Merged(summary, inputs.size(), bytes, lost.size(), lostBytes, List.of(command));
    }

    private static Set<Path> lost(String stderr) {
        Set<Path> files = new LinkedHashSet<>();
        Matcher matcher = LOST.matcher(stderr);
        while (matcher.find()) {
            files.add(Path.of(matcher.group(1)));
        }
        return files;
    }

    private String mend(String stderr) {
        return stderr.contains("unsupported instrumentation profile format version")
                ? "\nThe profiles were written by another LLVM than that of " + profdata.path() + " (" + profdata.version()
                        + "). Run: " + Goals.command("doctor")
                : "";
    }
}
