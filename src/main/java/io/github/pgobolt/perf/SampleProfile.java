package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PGO from the same recording as BOLT: llvm-profgen converts it to an AutoFDO sample profile, which rustc takes (see
 * {@link SampleFlags}). That is not BOLT's fdata, and llvm-bolt and merge-fdata refuse it.
 */
public final class SampleProfile {

    private static final Pattern STRAY = Pattern.compile(
            "(\\d{1,9}(?:\\.\\d{1,9})?)%\\(\\d+/\\d+\\) of samples are from ranges that " + "do not belong");
    private static final Pattern WANTED =
            Pattern.compile("optimize better with (\\d{1,9}(?:\\.\\d{1,9})?)x more samples");
    private static final Pattern FUNCTIONS = Pattern.compile("Total functions: (\\d{1,18})");
    private static final Pattern TOTAL = Pattern.compile("Total count: (\\d{1,18})");
    private static final Duration LIMIT = Duration.ofHours(1);

    private final ProcessRunner processes;
    private final Tool profgen;
    private final Tool profdata;
    private final Path perf;

    /**
     * @param profgen llvm-profgen
     * @param profdata llvm-profdata, which counts the contents of the profile
     * @param perf perf itself
     */
    public SampleProfile(ProcessRunner processes, Tool profgen, Tool profdata, Path perf) {
        this.processes = processes;
        this.profgen = profgen;
        this.profdata = profdata;
        this.perf = perf;
    }

    /**
     * A sample profile.
     *
     * @param profile the file, for rustc's {@code profile-sample-use}
     * @param command the command that made it, as a line for a shell
     * @param functions functions in it; never 0
     * @param total samples in it
     * @param strayPercent samples outside every function that debug information names
     * @param moreSamplesWanted llvm-profgen's estimate of how many times more samples would be better; 1 if there are
     *     enough
     */
    public record Sampled(
            Path profile, String command, long functions, long total, double strayPercent, double moreSamplesWanted) {

        /** Returns concerns about the numbers. */
        public List<String> warnings() {
            return strayPercent > 50
                    ? List.of(String.format(
                            Locale.ROOT,
                            "%.1f %% of the samples lie in no function that debug "
                                    + "information names: build with -Cdebuginfo=1 or more",
                            strayPercent))
                    : List.of();
        }
    }

    /**
     * Makes a sample profile from one recording.
     *
     * @param recording the file that perf wrote, with branch stacks
     * @param binary the same file that was recorded, with debug information
     * @param rung how it was recorded
     * @param output the path for the profile; perf's text is written beside it and deleted again
     * @param log a file that the tools' output is appended to, or null
     * @throws Failure if there is no profile, with the reason
     */
    public Sampled generate(Path recording, Path binary, Rung rung, Path output, Path log) {
        Attempt attempt = attempt(recording, binary, rung, output, log);
        if (attempt.sampled() == null) {
            throw Failure.user(attempt.nothing());
        }
        return attempt.sampled();
    }

    /**
     * Either a profile or the reason why the recording, although intact, gives none.
     *
     * @param sampled null if there is none
     */
    public record Attempt(Sampled sampled, String nothing) {}

    /** Makes a profile, and accepts a recording without one: among many short runs some may have no sample. */
    public Attempt attempt(Path recording, Path binary, Rung rung, Path output, Path log) {
        new PerfData(processes, perf).requireRecording(recording);
        Path script = output.resolveSibling(output.getFileName() + ".perf-script");
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            Command toText =
                    script(recording, rung).writeTo(script, null).logTo(log).within(LIMIT);
            Outcome text = processes.run(toText);
            if (!text.ok()) {
                throw Failure.tool("perf script cannot read " + recording + " (" + text.ending()
                        + "): the recording is damaged.\n"
                        + text.tail());
            }
            Outcome made = processes.run(
                    Command.of(profgen.path(), "--perfscript=" + script, "--binary=" + binary, "--output=" + output)
                            .logTo(log)
                            .within(LIMIT));
            return judge(made, recording, binary, output);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        } finally {
            delete(script);
        }
    }

    private Command script(Path recording, Rung rung) {
        List<String> argv = new ArrayList<>(List.of(
                perf.toString(), "script", "-F", "ip,brstack", "--show-mmap-events", "-i", recording.toString()));
        argv.addAll(rung.scriptArguments());
        return Command.of(argv);
    }

    private Attempt judge(Outcome made, Path recording, Path binary, Path output) throws IOException {
        String text = made.stdout() + made.stderr();
        if (!made.ok() || Files.notExists(output)) {
            throw Failure.tool("llvm-profgen failed (" + made.ending() + "):\n" + made.tail());
        }
        // Written even if it is empty, and with exit code 0.
        String summary = processes
                .run(Command.of(profdata.path(), "show", "--sample", "--detailed-summary", output))
                .stdout();
        long functions = number(FUNCTIONS, summary, 0);
        if (text.contains("no binary functions have been retrieved")) {
            throw Failure.user("llvm-profgen made an empty profile: " + binary + " has no debug information. Build "
                    + "with -Cdebuginfo=1 or more, and record the file before it is stripped.");
        }
        if (functions == 0) {
            return new Attempt(
                    null,
                    "llvm-profgen exited 0 but made an empty profile: no branch in " + recording
                            + " lies in a function of " + binary + ". Is it the file that was recorded?");
        }
        return new Attempt(
                new Sampled(
                        output,
                        made.command().line(),
                        functions,
                        number(TOTAL, summary, 0),
                        decimal(STRAY, text, 0),
                        decimal(WANTED, text, 1)),
                null);
    }

    private static long number(Pattern pattern, String text, long otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private static double decimal(Pattern pattern, String text, double otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : otherwise;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftBehind) {
            // It is in the step's own folder, which the next run empties.
            return;
        }
    }
}
