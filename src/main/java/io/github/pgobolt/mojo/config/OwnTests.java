package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.CrateTargets;
import io.github.pgobolt.cargo.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workloads of a project that names none ({@code trainWith=tests}): its Java tests, which load the library, or else the
 * tests and benches of the crate.
 *
 * @param testSources the folders of the project's Java tests; empty where there is no POM
 * @param crate asks cargo for the crate's tests
 */
public record OwnTests(List<Path> testSources, Crate crate) {

    /** Asks cargo; only where there is no Java test. */
    @FunctionalInterface
    public interface Crate {
        CrateTargets look() throws IOException;
    }

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
     * @param evaluates whether they measure, too: where nothing else does. Of the crate's tests those do that start its
     *     program, which a run will tell; benches are executables of their own
     * @throws Failure where there is no test
     */
    public List<WorkloadConfig> workloads(boolean evaluates) throws IOException {
        List<WorkloadConfig> workloads = new ArrayList<>();
        if (anyJava(testSources, UNIT)) {
            workloads.add(maven(TESTS, evaluates, "surefire:test"));
        }
        if (anyJava(testSources, INTEGRATION)) {
            workloads.add(maven("integration-tests", evaluates, "failsafe:integration-test", "failsafe:verify"));
        }
        if (workloads.isEmpty()) {
            CrateTargets targets = crate.look();
            addCargo(workloads, targets, evaluates);
            if (workloads.isEmpty()) {
                String sources = testSources.stream().map(path -> path + ", ").collect(Collectors.joining());
                throw Failure.user(
                        "trainWith is tests, and there is no test; looked at " + sources
                                + "and at the integration tests and benches that cargo knows of " + targets.directory()
                                + ". Say what a typical run is: with <workload>, or -Dpgobolt.train=\"<arguments of one run>\".");
            }
        }
        return workloads;
    }

    /** Whether a project has tests that Surefire finds by default. */
    public static boolean hasUnitTests(List<Path> testSources) throws IOException {
        return anyJava(testSources, UNIT);
    }

    private static WorkloadConfig maven(String name, boolean evaluates, String... goals) {
        WorkloadConfig config = new WorkloadConfig();
        config.name = name;
        config.kind = "maven";
        config.use = evaluates ? "both" : "train";
        config.goals = List.of(goals);
        return config;
    }

    private static boolean anyJava(List<Path> testSources, String name) throws IOException {
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

    /** Of a program the tests may evaluate, too: those that start it. */
    private static void addCargo(List<WorkloadConfig> workloads, CrateTargets crate, boolean evaluates) {
        boolean program = crate.subject() == Subject.Kind.bin;
        for (String test : crate.tests()) {
            WorkloadConfig config = cargo(TESTS + "-" + test, crate, program && evaluates);
            config.test = test;
            workloads.add(config);
        }
        for (String bench : crate.benches()) {
            WorkloadConfig config = cargo("benches-" + bench, crate, false);
            config.bench = bench;
            workloads.add(config);
        }
    }

    private static WorkloadConfig cargo(String name, CrateTargets crate, boolean evaluates) {
        WorkloadConfig config = new WorkloadConfig();
        config.name = name;
        config.kind = "cargo";
        config.use = evaluates ? "both" : "train";
        config.workingDirectory = crate.directory().toFile();
        return config;
    }
}
