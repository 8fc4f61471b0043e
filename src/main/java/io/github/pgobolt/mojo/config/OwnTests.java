package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workloads of a project that names none ({@code trainWith=tests}): its Java tests, which load the library, or else the
 * tests and benches of the crate.
 *
 * @param testSources the folders of the project's Java tests; empty where there is no POM
 * @param crate the folder of the crate's manifest
 */
public record OwnTests(List<Path> testSources, Path crate) {

    /** The only word that {@code trainWith} knows. */
    public static final String TESTS = "tests";

    /** As Surefire and Failsafe find them by default. */
    private static final String UNIT = "Test\\w*\\.java|\\w+Tests?\\.java|\\w+TestCase\\.java";

    private static final String INTEGRATION = "IT\\w*\\.java|\\w+IT\\.java|\\w+ITCase\\.java";

    public OwnTests {
        testSources = List.copyOf(testSources);
    }

    /**
     * A workload for each kind of tests that there is.
     *
     * @param evaluates whether they measure, too: where nothing else does. Tests of the crate are no measure of the subject's
     *     own file, since cargo builds executables of their own for them
     * @throws Failure where there is no test
     */
    public List<WorkloadConfig> workloads(boolean evaluates) throws IOException {
        List<WorkloadConfig> workloads = new ArrayList<>();
        if (anyJava(UNIT)) {
            workloads.add(maven(TESTS, evaluates, "surefire:test"));
        }
        if (anyJava(INTEGRATION)) {
            workloads.add(maven("integration-tests", evaluates, "failsafe:integration-test", "failsafe:verify"));
        }
        if (workloads.isEmpty()) {
            addCargo(workloads, TESTS, (config, name) -> config.test = name);
            addCargo(workloads, "benches", (config, name) -> config.bench = name);
        }
        if (workloads.isEmpty()) {
            String places = Stream.concat(
                            testSources.stream(), Stream.of(crate.resolve(TESTS), crate.resolve("benches")))
                    .map(Path::toString)
                    .collect(Collectors.joining(", "));
            throw Failure.user("trainWith is tests, and there is no test; looked at " + places
                    + ". Say what a typical run is: with <workload>, or -Dpgobolt.train=\"<arguments of one run>\".");
        }
        return workloads;
    }

    /** Whether the project has tests that Surefire finds by default. */
    public boolean hasUnitTests() throws IOException {
        return anyJava(UNIT);
    }

    private static WorkloadConfig maven(String name, boolean evaluates, String... goals) {
        WorkloadConfig config = new WorkloadConfig();
        config.name = name;
        config.kind = "maven";
        config.use = evaluates ? "both" : "train";
        config.goals = List.of(goals);
        return config;
    }

    private boolean anyJava(String name) throws IOException {
        for (Path folder : testSources) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    if (files.anyMatch(file -> file.getFileName().toString().matches(name))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Cargo finds its targets so: {@code tests/name.rs}, or {@code tests/name/main.rs}. */
    private void addCargo(List<WorkloadConfig> workloads, String folder, BiConsumer<WorkloadConfig, String> target)
            throws IOException {
        Path targets = crate.resolve(folder);
        if (!Files.isDirectory(targets)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> files = Files.list(targets)) {
            entries = files.sorted().toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.endsWith(".rs") || Files.isRegularFile(entry.resolve("main.rs"))) {
                WorkloadConfig config = new WorkloadConfig();
                String stem = name.endsWith(".rs") ? name.substring(0, name.length() - 3) : name;
                config.name = folder + "-" + stem;
                config.kind = "cargo";
                config.use = "train";
                target.accept(config, stem);
                workloads.add(config);
            }
        }
    }
}
