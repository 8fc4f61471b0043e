package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.elf.ElfHeader;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides whether recordings, its own or made elsewhere, can be used for a binary, and if not, why not. */
public final class PerfData {

    private static final String MAGIC = "PERFILE";
    /**
     * struct perf_file_header of linux/tools/perf: magic, size, attr_size, then offset and size of attributes and data.
     */
    private static final int FILE_HEADER_BYTES = 104;

    private static final int DATA_SIZE_AT = 48;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final ProcessRunner processes;
    private final Path perf;

    public PerfData(ProcessRunner processes, Path perf) {
        this.processes = processes;
        this.perf = perf;
    }

    /**
     * Takes in a recording that was made elsewhere, after checking what it is.
     *
     * @param recording the file
     * @param binary the build that it should belong to
     * @return how to convert it, derived from its events
     * @throws Failure if it is not a recording of perf, is damaged, is of another architecture or another build, or
     *     holds a clock
     */
    public Rung takeIn(Path recording, Path binary) {
        requireRecording(recording);
        Outcome events = run("evlist", "-i", recording.toString());
        if (!events.ok()) {
            throw Failure.user("perf cannot read " + recording + " (" + events.ending() + "):\n" + events.tail()
                    + "\nIt is damaged, or made by a newer perf than " + perf + ".");
        }
        if (Probe.recordedAClock(events.stdout())) {
            throw Failure.user(recording + " holds the clock " + events.stdout().strip()
                    + ": the machine that recorded it has no CPU counters, or perf could not use them. Record where "
                    + "`perf record -e cycles:u -j any,u` works.");
        }
        requireArchitecture(recording, binary);
        requireBuild(recording, binary);
        return kind(events.stdout());
    }

    /** Refuses a file that is not a recording of perf at all. */
    void requireRecording(Path recording) {
        if (amdUprof(recording)) {
            throw Failure.user(recording + " is AMD uProf's (AMDuProfCLI), which BOLT cannot read. Record with perf: "
                    + "on Zen 4 and newer `perf record -e cycles:u -j any,u -- <program>`, on Zen 3 `perf record -e "
                    + "cpu/branch-brs/u -c 1000037 -j any,u -- <program>`, on Zen 1 and 2 `perf record -e ibs_op// "
                    + "-- <program>` with -Dpgobolt.perfEvent=basic.");
        }
        if (!Files.isRegularFile(recording)) {
            throw Failure.user("There is no recording " + recording + ".");
        }
        byte[] start = new byte[MAGIC.length()];
        try (InputStream in = Files.newInputStream(recording)) {
            int read = in.readNBytes(start, 0, start.length);
            if (read == 0) {
                throw Failure.user(recording + " is empty: perf recorded nothing. Look at what perf record printed.");
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.USER, "Cannot read " + recording + ": " + e.getMessage(), e);
        }
        if (!MAGIC.equals(new String(start, StandardCharsets.US_ASCII))) {
            throw Failure.user(recording + " is not a recording of perf: such a file starts with " + MAGIC
                    + "2. If it is BOLT's fdata already, give it as the profile, not as perfData.");
        }
        if (unfinished(recording)) {
            throw Failure.user(recording + " is not whole: perf was ended before it could finish the file. Record "
                    + "again, and end perf with Ctrl-C or SIGINT, not with SIGKILL.");
        }
    }

    /**
     * Whether perf was ended before it could write how much it had recorded. A recording written to a pipe, which has a
     * shorter header, is never finished in that way.
     */
    static boolean unfinished(Path recording) {
        try (InputStream in = Files.newInputStream(recording)) {
            ByteBuffer header =
                    ByteBuffer.wrap(in.readNBytes(FILE_HEADER_BYTES)).order(ByteOrder.nativeOrder());
            return header.limit() >= DATA_SIZE_AT + Long.BYTES
                    && header.getLong(MAGIC.length() + 1) == FILE_HEADER_BYTES
                    && header.getLong(DATA_SIZE_AT) == 0;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean amdUprof(Path recording) {
        String name = recording.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith("amduprof") || name.endsWith(".caperf") || name.endsWith(".uprof")) {
            return true;
        }
        if (!Files.isDirectory(recording)) {
            return false;
        }
        try (Stream<Path> files = Files.list(recording)) {
            return files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                    .anyMatch(file -> file.endsWith(".caperf") || file.endsWith(".uprof"));
        } catch (IOException e) {
            return false;
        }
    }

    private void requireArchitecture(Path recording, Path binary) {
        String header =
                run("script", "--header-only", "-i", recording.toString()).stdout();
        Optional<String> recorded = header.lines()
                .filter(line -> line.startsWith("# arch : "))
                .map(line -> line.substring("# arch : ".length()).strip())
                .findFirst();
        Optional<String> built = architecture(binary);
        if (recorded.isPresent() && built.isPresent() && !recorded.equals(built)) {
            throw Failure.user(recording + " was recorded on " + recorded.get() + ", and " + binary + " is built for "
                    + built.get()
                    + ". Record on a machine of the target's architecture.");
        }
    }

    /** Returns the architecture, for the two that uname calls by the same name as {@code ElfHeader}. */
    private static Optional<String> architecture(Path binary) {
        try {
            return ElfHeader.of(binary).map(ElfHeader::processor).filter(Set.of("x86_64", "aarch64")::contains);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void requireBuild(Path recording, Path binary) {
        Optional<String> id = buildId(binary);
        List<String> recorded = recordedBuilds(recording);
        if (id.isPresent() && !recorded.isEmpty() && recorded.stream().noneMatch(line -> line.startsWith(id.get()))) {
            throw Failure.user(whichBuild(recording, binary));
        }
    }

    /** Finds out which of two causes perf2bolt's "failed to match build-id" has. */
    String whichBuild(Path recording, Path binary) {
        String name = binary.getFileName().toString();
        List<String> builds = recordedBuilds(recording);
        List<String> same = sameName(recording, binary);
        String id = buildId(binary).orElse("none");
        if (same.isEmpty()) {
            return recording + " holds no samples of " + name + " (it has "
                    + String.join(
                            ", ",
                            builds.stream()
                                    .limit(4)
                                    .map(line -> line.replaceFirst("^\\S+\\s+", ""))
                                    .toList())
                    + "). Record a run that spends time in it.";
        }
        return recording + " is of another build of " + name + ": it was recorded with build-id "
                + same.get(0).replaceFirst("\\s.*", "") + ", and " + binary + " has " + id
                + ". Record the file that this build made, or build the commit that was recorded.";
    }

    /** Refuses a recording that holds the binary's name with another build-id. */
    void requireNoOtherBuild(Path recording, Path binary) {
        if (!sameName(recording, binary).isEmpty()) {
            throw Failure.user(whichBuild(recording, binary));
        }
    }

    private List<String> sameName(Path recording, Path binary) {
        String name = binary.getFileName().toString();
        return recordedBuilds(recording).stream()
                .filter(line -> line.endsWith("/" + name) || line.endsWith(" " + name))
                .toList();
    }

    private Optional<String> buildId(Path binary) {
        List<String> lines = new ArrayList<>(
                run("buildid-list", "-i", binary.toString()).stdout().lines().toList());
        return lines.stream()
                .map(line -> line.strip().replaceFirst("\\s.*", ""))
                .filter(line -> line.matches("[0-9a-f]{16,}"))
                .findFirst();
    }

    private List<String> recordedBuilds(Path recording) {
        return run("buildid-list", "-i", recording.toString())
                .stdout()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]{16,}\\s.*"))
                .toList();
    }

    private static Rung kind(String events) {
        String event = events.lines()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElse("cycles:u")
                .strip();
        for (Ladder.Row row : Ladder.rows()) {
            boolean trace = !row.rung().scriptArguments().isEmpty();
            String device = row.rung().event().replaceFirst("(_0)?/.*", "");
            if (trace && events.contains(device)) {
                return row.rung().withEvent(event);
            }
        }
        return new Rung(
                "taken-in",
                "a recording made elsewhere",
                event,
                List.of("-j", "any,u"),
                Rung.Converter.BRANCH_STACKS,
                "",
                "",
                14,
                "");
    }

    private Outcome run(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(perf.toString()));
        argv.addAll(List.of(arguments));
        try {
            return processes.run(Command.of(argv).within(LIMIT));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        }
    }
}
