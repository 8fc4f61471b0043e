package io.github.pgobolt.check;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a copy still loads after llvm-strip removed all its symbols: packagers strip the files they get. GNU strip is
 * known to break BOLT's output, which is not a fault of a variant.
 */
public final class StripCheck {

    private static final String NAME = "load after llvm-strip";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ProcessRunner processes;
    private final Path strip;
    private final LoadCheck load;
    private final Path folder;

    /**
     * @param strip llvm-strip, or null if there is none
     * @param load loads the copies
     * @param folder for the copies; used by this check only
     */
    public StripCheck(ProcessRunner processes, Path strip, LoadCheck load, Path folder) {
        this.processes = processes;
        this.strip = strip;
        this.load = load;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Returns one result per variant.
     *
     * @param library whether the files are shared libraries rather than executables
     */
    public List<CheckResult> check(Variant baseline, List<Variant> variants, boolean library) throws IOException {
        if (strip == null) {
            return CheckResult.notDone(variants, NAME, "llvm-strip is missing");
        }
        List<CheckResult> results = new ArrayList<>();
        List<Variant> stripped = new ArrayList<>();
        for (Variant variant : variants) {
            Path copy = folder.resolve(variant.name()).resolve(variant.file().getFileName());
            Files.createDirectories(copy.getParent());
            Outcome outcome = processes.run(
                    Command.of(strip, "--strip-all", "-o", copy, variant.file()).within(LIMIT));
            if (outcome.ok()) {
                SubjectLibraries.copy(variant.file(), copy);
                stripped.add(new Variant(variant.name(), copy));
            } else {
                results.add(CheckResult.failed(
                        NAME,
                        variant.name(),
                        "llvm-strip cannot read it (" + outcome.ending() + "): " + outcome.tail(),
                        null));
            }
        }
        List<CheckResult> loaded = library ? load.libraries(baseline, stripped) : load.executables(baseline, stripped);
        loaded.stream()
                .filter(r -> !r.variant().equals(baseline.name()))
                .map(r -> new CheckResult(NAME, r.variant(), r.shown(), r.detail(), r.evidence()))
                .forEach(results::add);
        for (Variant copy : stripped) {
            Files.deleteIfExists(copy.file());
            for (Path beside : SubjectLibraries.of(copy.file())) {
                Files.delete(beside);
            }
        }
        return results;
    }
}
