package io.github.pgobolt.perf;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts recordings to BOLT's profiles, each multiplied by its workload's weight: ready for merge-fdata. */
public final class BoltReading implements BranchRecorder.Reading {

    private final Perf2Bolt converter;
    private final Path binary;
    private final Rung rung;
    private final String ending;
    private final Path log;
    private final List<Conversion> conversions = new ArrayList<>();

    /**
     * @param perf the perf that wrote the recordings
     * @param binary the same file that is recorded
     * @param ending {@code .fdata}, or {@link Perf2Bolt#YAML}
     * @param log a file that the tools' output is appended to, or null
     */
    public BoltReading(
            ProcessRunner processes, Tool perf2bolt, Path perf, Path binary, Rung rung, String ending, Path log) {
        this.converter = new Perf2Bolt(processes, perf2bolt, perf);
        this.binary = binary;
        this.rung = rung;
        this.ending = ending;
        this.log = log;
    }

    @Override
    public Optional<String> read(Path recording, String name, double weight, Path profile) throws IOException {
        Path output = profile.resolveSibling(profile.getFileName() + ending);
        Perf2Bolt.Attempt attempt = converter.attempt(recording, binary, rung, output, log);
        if (attempt.conversion() == null) {
            return Optional.of(attempt.nothing());
        }
        weigh(output, weight);
        conversions.add(attempt.conversion());
        return Optional.empty();
    }

    /** Returns the conversions so far. */
    public List<Conversion> conversions() {
        return List.copyOf(conversions);
    }

    /** Returns the profiles read so far. */
    public List<Path> profiles() {
        return conversions.stream().map(Conversion::fdata).toList();
    }

    private static void weigh(Path profile, double weight) throws IOException {
        if (weight != 1) {
            WholeFile.write(profile, weighted -> FdataScale.multiply(profile, weight, weighted));
        }
    }
}
