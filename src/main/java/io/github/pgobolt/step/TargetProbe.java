package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.KnownNames;
import io.github.pgobolt.cargo.CargoConfiguration;
import io.github.pgobolt.cargo.ConfigurationProbe;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.CrossGaps;
import io.github.pgobolt.toolchain.CrossLinker;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Missing;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.toolchain.TargetRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.codehaus.plexus.util.FileUtils;

/**
 * Whether this machine can build for a further target, found out by an empty program: built and linked as the subject would
 * be.
 *
 * @param triple the target
 * @param detection its tools
 * @param cargo cargo's configuration for it; null if there is no standard library
 * @param environment what cargo's environment gets, so that it links
 * @param tool what links it, if cargo itself cannot
 * @param missing what is missing; empty if it can be built
 * @param linkedBy how it is linked, in words
 */
public record TargetProbe(
        String triple,
        Detection detection,
        CargoConfiguration cargo,
        Map<String, String> environment,
        CrossTool tool,
        List<Missing> missing,
        String linkedBy) {

    public TargetProbe {
        environment = Map.copyOf(environment);
        missing = List.copyOf(missing);
    }

    /**
     * Looks.
     *
     * @param library whether the subject is a library
     * @param directory where cargo is started
     * @param work the work folder of the target
     */
    public static TargetProbe look(
            Settings.Base asked,
            String triple,
            boolean library,
            Discovery.Detector detector,
            ProcessRunner processes,
            Path directory,
            WorkFolder work)
            throws IOException {
        Detection detection = detector.detect(triple);
        requireKnown(triple, detection, processes);
        List<Missing> missing = new ArrayList<>(
                detection.missing().stream().filter(gap -> gap.half() == null).toList());
        if (detection.rust() == null || !missing.isEmpty()) {
            return new TargetProbe(triple, detection, null, Map.of(), CrossTool.none, missing, null);
        }
        Path folder = work.buildFolder("flags-probe");
        ConfigurationProbe probe =
                new ConfigurationProbe(processes, detection.rust().cargoCommand());
        Map<String, String> environment = asked.build().environment();
        List<String> arguments = asked.build().cargoArguments();
        CargoConfiguration cargo = probe.ask(directory, triple, environment, arguments, folder);
        CrossTool tool = asked.build().crossTool();
        // musl's own gcc cannot link a library with Rust's std, and this machine's takes glibc for it without a word.
        boolean byTool = tool != CrossTool.none && library && triple.contains("-musl");
        if (cargo.unlinked() == null && !byTool) {
            String linker = cargo.flags().linker();
            return new TargetProbe(
                    triple,
                    detection,
                    cargo,
                    Map.of(),
                    CrossTool.none,
                    List.of(),
                    linker == null ? "rustc's own linker for it" : linker);
        }
        String said = cargo.unlinked();
        if (cargo.flags().linker() == null && !byTool) {
            String first = null;
            for (Path linker : CrossLinker.installed(triple, SearchPath.of(processes, asked.toolPaths()))) {
                Map<String, String> named = Map.of(CrossLinker.variable(triple), linker.toString());
                Map<String, String> all = new TreeMap<>(environment);
                all.putAll(named);
                String why = probe.link(CrossTool.none, directory, triple, all, arguments, folder);
                if (why == null) {
                    return new TargetProbe(
                            triple, detection, cargo, named, CrossTool.none, List.of(), linker.toString());
                }
                first = first == null ? linker + ": " + why : first;
            }
            // What the likeliest one lacks says more than that this machine's own is none for the target.
            said = first == null ? said : first;
        }
        CrossGaps gaps = new CrossGaps(processes);
        if (tool != CrossTool.none) {
            if (SearchPath.ofCargo(processes, asked.toolPaths())
                    .find(tool.program())
                    .isEmpty()) {
                return unbuildable(triple, detection, cargo, gaps.crossTool(tool.program()));
            }
            said = probe.link(tool, directory, triple, environment, arguments, folder);
            if (said == null) {
                return new TargetProbe(triple, detection, cargo, Map.of(), tool, List.of(), tool.program());
            }
        }
        return unbuildable(triple, detection, cargo, gaps.linker(triple, said));
    }

    private static TargetProbe unbuildable(
            String triple, Detection detection, CargoConfiguration cargo, Missing missing) {
        return new TargetProbe(triple, detection, cargo, Map.of(), CrossTool.none, List.of(missing), null);
    }

    /** Refuses what rustc does not know, which rustup could not install either. */
    private static void requireKnown(String triple, Detection detection, ProcessRunner processes) throws IOException {
        if (detection.rust() == null || detection.rust().hasStandardLibrary(triple)) {
            return;
        }
        Outcome outcome = processes.run(Command.of(detection.rust().rustc().path(), "--print", "target-list"));
        KnownNames known = new KnownNames(
                new TreeSet<>(outcome.stdout().lines().map(String::strip).toList()));
        if (outcome.ok() && !known.has(triple)) {
            throw Failure.user("targets names " + triple + " (-Dpgobolt.targets), and rustc "
                    + detection.rust().release() + " knows no such target"
                    + known.nearest(triple)
                            .map(near -> ". Is " + near + " meant?")
                            .orElse(".")
                    + " rustc --print target-list shows all.");
        }
    }

    /**
     * Returns lines for {@code doctor}.
     *
     * @param runner what would run its file; empty if nothing does
     */
    public List<String> lines(Optional<TargetRunner> runner) {
        if (missing.isEmpty()) {
            return List.of("Target    " + triple + ": linked by " + linkedBy + ", "
                    + runner.map(one -> one.words().isEmpty()
                                    ? "run by this machine itself"
                                    : "run by " + String.join(" ", one.words())
                                            + (one.emulates() ? ", not measured" : ""))
                            .orElse("not run here, so that what is built with the profile ships with"
                                    + " -Dpgobolt.shipUnrun alone"));
        }
        List<String> lines = new ArrayList<>();
        for (Missing gap : missing) {
            lines.add("MISSING   for " + triple + ": " + gap.what() + ": " + gap.why());
            lines.add("To fix it " + gap.fix().text());
        }
        return lines;
    }

    /** Returns the probe of a target without a crate, for {@code doctor}. */
    public static TargetProbe inFolder(
            Settings.Base asked, String triple, Discovery.Detector detector, ProcessRunner processes, Path directory)
            throws IOException {
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            return look(asked, triple, false, detector, processes, directory, new WorkFolder(scratch));
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }
}
