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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Merges raw profiles into the one that rustc reads. */
public final class ProfileMerge {

    // "warning: /…/x.profraw: invalid instrumentation profile data (file header is corrupt)"
    private static final Pattern LOST = Pattern.compile("(?m)^(?:warning|error): (.+?\\.prof(?:raw|data)): (.*)$");

    /** The kind of profiles to merge. */
    public enum Kind {
        /** Raw profiles of an instrumented build. */
        INSTRUMENTED(List.of("--sparse"), List.of()),
        /** Profiles that llvm-profgen made from samples. */
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
     * @param weight the factor for its counts; llvm-profdata takes whole numbers
     */
    public record Input(Path file, long weight) {}

    /**
     * A finished merge.
     *
     * @param lostFiles how many inputs could not be read
     * @param lostBytes their size
     * @param losses what is missing from which input, a sentence each
     */
    public record Merged(
            ProfileSummary summary,
            int files,
            long bytes,
            int lostFiles,
            long lostBytes,
            List<String> losses,
            List<Command> commands) {}

    /**
     * A merge that llvm-profdata completed.
     *
     * @param lost the inputs that it could not read, and why
     * @param corrupt the inputs that it read but that hold an impossible count
     */
    private record Attempt(Command command, Outcome outcome, Map<Path, String> lost, List<Path> corrupt) {}

    /**
     * Merges the inputs. One of several inputs that cannot be read never affects the others; an impossible count costs
     * only its function, in the input that holds it.
     *
     * @param lossBudget the share of files and of bytes that may be unreadable before the merge fails, from 0 to 1
     * @throws Failure if nothing could be merged, or more was lost than the budget allows
     */
    public Merged merge(List<Input> inputs, Path output, double lossBudget, Path log) throws IOException {
        long bytes = 0;
        for (Input input : inputs) {
            bytes += Files.size(input.file());
        }
        Attempt attempt = attempt(inputs, output, log);
        List<String> losses = new ArrayList<>();
        if (!attempt.corrupt().isEmpty()) {
            attempt = withoutCorruptCounters(inputs, attempt, output, losses, log);
        }
        Outcome outcome = attempt.outcome();
        Set<Path> lost = attempt.lost().keySet();
        long lostBytes = 0;
        int empty = 0;
        for (Path file : lost) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            lostBytes += size;
            empty += size == 0 ? 1 : 0;
        }
        String said = (outcome.tail() + fix(outcome.stderr())).strip()
                + (empty == 0
                        ? ""
                        : "\n" + empty + " of them" + Counted.word(empty, " is", " are")
                                + " empty, as a process leaves its profile that is killed while it writes.");
        attempt.lost()
                .forEach((file, why) -> losses.add(
                        file.getFileName() + " of " + file.getParent().getFileName() + " could not be read: " + why));
        if (!outcome.ok() || !Files.exists(output) || lost.size() == inputs.size()) {
            throw Failure.user("llvm-profdata could merge none of "
                    + Counted.of(inputs.size(), "profile") + " (" + outcome.ending() + "):\n"
                    + said.strip() + "\nFix the workload that writes them. The whole output is in " + log);
        }
        double share = Math.max((double) lost.size() / inputs.size(), bytes == 0 ? 0 : (double) lostBytes / bytes);
        if (lost.size() > 1 && share > lossBudget) {
            throw Failure.user(String.format(
                    Locale.ROOT,
                    "%d of %s (%d of %s) could not be read, which is more than the loss budget of %.1f %%:%n%s%n"
                            + "Fix the workload that writes them, or allow the loss: -Dpgobolt.merge.lossBudget=%.0f%%",
                    lost.size(),
                    Counted.of(inputs.size(), "profile"),
                    lostBytes,
                    Counted.of(bytes, "byte"),
                    lossBudget * 100,
                    said.strip(),
                    Math.ceil(share * 100)));
        }
        return new Merged(
                summary(output, log),
                inputs.size(),
                bytes,
                lost.size(),
                lostBytes,
                List.copyOf(losses),
                List.of(attempt.command()));
    }

    /** Returns what a merged profile holds. */
    public ProfileSummary summary(Path merged, Path log) throws IOException {
        List<String> show = new ArrayList<>(List.of(profdata.path().toString(), "show"));
        show.addAll(kind.showing);
        show.add(merged.toString());
        ProfileSummary summary =
                ProfileSummary.parse(processes.run(Command.of(show).logTo(log)).stdout());
        if (summary.totalCount() == null && kind == Kind.INSTRUMENTED) {
            Path scratch = merged.resolveSibling(merged.getFileName() + ".counts");
            return summary.withTotal(CountedFunctions.total(processes, profdata, merged, scratch));
        }
        return summary;
    }

    private Attempt attempt(List<Input> inputs, Path output, Path log) throws IOException {
        // A list file, since ten thousand profiles do not fit on a command line.
        Path list = output.resolveSibling(output.getFileName() + ".inputs");
        Files.write(
                list,
                inputs.stream()
                        .map(input -> input.weight() + "," + input.file())
                        .toList());
        List<String> merge = new ArrayList<>(List.of(profdata.path().toString(), "merge"));
        merge.addAll(kind.merging);
        merge.addAll(List.of("--failure-mode=all", "-f", list.toString(), "-o", output.toString()));
        Command command = Command.of(merge).logTo(log);
        Outcome outcome = processes.run(command);
        Map<Path, String> lost = new LinkedHashMap<>();
        List<Path> corrupt = new ArrayList<>();
        Matcher matcher = LOST.matcher(outcome.stderr());
        while (matcher.find()) {
            Path file = Path.of(matcher.group(1));
            if (matcher.group(2).contains(CorruptCounters.WARNING)) {
                corrupt.add(file);
            } else {
                lost.put(file, matcher.group(2));
            }
        }
        for (Input input : inputs) {
            // llvm-profdata silently skips an empty file.
            if (Files.size(input.file()) == 0) {
                lost.put(input.file(), "it is empty");
            }
        }
        return new Attempt(command, outcome, lost, corrupt);
    }

    /** Merges again, with the corrupt inputs replaced by what is left of them; one with nothing left is lost. */
    private Attempt withoutCorruptCounters(
            List<Input> inputs, Attempt first, Path output, List<String> losses, Path log) throws IOException {
        Map<Path, Path> cleaned = new LinkedHashMap<>();
        Map<Path, String> lost = new LinkedHashMap<>(first.lost());
        try {
            for (Path file : first.corrupt()) {
                Path without = output.resolveSibling(output.getFileName() + ".cleaned-" + cleaned.size() + ".profdata");
                Optional<List<CorruptCounters.Function>> taken =
                        new CorruptCounters(processes, profdata).without(file, without, log);
                if (taken.isEmpty()) {
                    lost.put(file, "a counter of it holds what no run can count");
                    continue;
                }
                cleaned.put(file, without);
                double counts = taken.get().stream()
                        .mapToDouble(CorruptCounters.Function::counts)
                        .sum();
                int functions = taken.get().size();
                losses.add(String.format(
                        Locale.ROOT,
                        "%s of %s holds a count that no run can reach in %s (%s%s): what it counted there was left out, and %,.0f"
                                + " that may have been right with it",
                        file.getFileName(),
                        file.getParent().getFileName(),
                        Counted.of(functions, "function"),
                        taken.get().get(0).name(),
                        functions == 1 ? "" : " first",
                        counts));
            }
            List<Input> left = inputs.stream()
                    .filter(input -> !first.corrupt().contains(input.file()) || cleaned.containsKey(input.file()))
                    .map(input -> new Input(cleaned.getOrDefault(input.file(), input.file()), input.weight()))
                    .toList();
            Files.deleteIfExists(output);
            Attempt second = attempt(left, output, log);
            return new Attempt(second.command(), second.outcome(), lost, List.of());
        } finally {
            for (Path file : cleaned.values()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String fix(String stderr) {
        return stderr.contains("unsupported instrumentation profile format version")
                ? "\nThe profiles were written by another LLVM than that of " + profdata.path() + " ("
                        + profdata.version() + "). Run: " + Goals.command("doctor")
                : "";
    }
}
