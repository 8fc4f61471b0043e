package io.github.pgobolt.step;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.check.StartProbe;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.step.Settings.RunSettings;
import io.github.pgobolt.workload.CargoTarget;
import io.github.pgobolt.workload.TestLauncher;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of the crate's tests start its program. One that does is a run of the subject itself: compiled once, as the
 * baseline is, it finds in the program's place whatever file is to run, so that it trains BOLT too, and evaluates. Which
 * ones do is found out by a run, once for each state of the test and the program, and kept in the work folder.
 */
public final class StartingTests {

    /**
     * The finding about one test.
     *
     * @param of a hash of all that it depends on: the test, the program, and how the test is run
     * @param starts whether the test starts the program
     * @param arguments for the test's executable, beside those of the workload
     * @param place where the test looks for the program
     */
    private record Found(String of, boolean starts, List<String> arguments, String place) {}

    private final Settings settings;
    private final Discovery discovery;
    private final Map<String, Found> found = new TreeMap<>();
    private Step.Asked asked;

    private StartingTests(Settings settings, Discovery discovery) {
        this.settings = settings;
        this.discovery = discovery;
    }

    static StartingTests of(Settings settings, Discovery discovery) {
        return new StartingTests(settings, discovery);
    }

    /** Whether a workload is a test that may start the subject; under a runner its children would run without one. */
    boolean mayStart(Workload workload) {
        return discovery.subject().kind() == Subject.Kind.bin
                && workload.cargoTarget()
                        .filter(target -> target.kind() == CargoTarget.Kind.test)
                        .isPresent()
                && workload.runner().isEmpty()
                && workload.expectExit() == 0;
    }

    /** Returns the training workloads that run or load the subject's own file, or may do so. */
    List<Workload> mayTrainBolt() {
        return settings.trainingWorkloads().stream()
                .filter(workload -> workload.cargoTarget().isEmpty() || mayStart(workload))
                .toList();
    }

    /** Whether some training workload runs or loads the subject's own file, or may do so for all that is known. */
    boolean someTrainsBolt() {
        return mayTrainBolt().stream()
                .anyMatch(workload -> !mayStart(workload)
                        || known(workload).map(Found::starts).orElse(true));
    }

    /**
     * Returns the settings with workloads as they are run: a test that starts the subject by its launcher, and one that
     * does not only for training. What is not known yet is left as it is.
     */
    Settings asRun() {
        RunSettings runs = settings.runs();
        return settings.with(new RunSettings(
                runs.workloads().stream().map(this::asRun).toList(),
                runs.servers(),
                runs.cargosRunner(),
                runs.ofPom()));
    }

    private Workload asRun(Workload workload) {
        Found known = mayStart(workload) ? known(workload).orElse(null) : null;
        if (known == null) {
            return workload;
        }
        return known.starts()
                ? workload.launchedBy(
                        new TestLauncher(launcher(workload)), known.arguments(), variables(Path.of(known.place())))
                : workload.usedTo(Use.train);
    }

    /**
     * Builds the tests, and finds out about those that changed. Asks cargo once in a build.
     *
     * @return what a step that runs workloads depends on
     * @throws Failure if a test fails on the baseline, or none is left that evaluates
     */
    Step.Asked asked(Session session) throws IOException {
        if (asked != null) {
            return asked;
        }
        List<Workload> tests =
                settings.runs().workloads().stream().filter(this::mayStart).toList();
        Step.Asked answer = tests.isEmpty() ? Step.Asked.NOTHING : look(session, tests);
        asked = new Step.Asked(answer.inputs(), 0);
        return answer;
    }

    private Step.Asked look(Session session, List<Workload> tests) throws IOException {
        Set<String> names = tests.stream().map(StartingTests::name).collect(Collectors.toSet());
        CargoBuild.Tests built = session.cargo()
                .tests(
                        names.stream().sorted().toList(),
                        BaselineStep.flags(session),
                        settings.base().build().inheritsBaseline(),
                        work().buildFolder(Variants.BASELINE),
                        work().log("tests"));
        Map<String, String> inputs = new TreeMap<>();
        for (Workload test : tests) {
            Found now = look(session, test, built.executables().get(name(test)), built.program());
            found.put(test.name(), now);
            inputs.put(Step.Asked.BY_CARGO + "the test of workload " + test.name(), now.of() + " " + now.starts());
        }
        requireEvaluation(tests);
        return new Step.Asked(inputs, built.compiled());
    }

    private Found look(Session session, Workload test, Path executable, Path program) throws IOException {
        Command asIs = test.on(program);
        Command command = Command.of(executable)
                .and(asIs.argv().subList(1, asIs.argv().size()))
                .in(asIs.directory())
                .with(asIs.environment())
                .with(variables(program))
                .readFrom(asIs.stdin())
                .within(asIs.timeout());
        String of = Hashes.ofText(Hashes.ofFile(executable) + Hashes.ofFile(program) + command);
        TestLauncher.write(launcher(test), executable, program);
        Found last = known(test).orElse(null);
        if (last != null && last.of().equals(of)) {
            return last;
        }
        StartProbe.Seen seen = new StartProbe(
                        session.processes(), work().emptied(folder(test).resolve("probe")))
                .look(name(test), command, program);
        session.log()
                .info(
                        "  the test '" + name(test) + "' "
                                + (seen.starts()
                                        ? "starts " + discovery.subject().name() + ", so that it is a run of it"
                                        : "never starts " + discovery.subject().name()
                                                + ", so that it trains PGO alone: neither BOLT nor the measurement can go by it"));
        Found now = new Found(of, seen.starts(), seen.arguments(), program.toString());
        WholeFile.write(folder(test).resolve("found.json"), WorkFolder.toJson(now) + "\n");
        return now;
    }

    /** Requires, of a goal that checks or measures, that something is left to do that by. */
    private void requireEvaluation(List<Workload> tests) {
        boolean evaluates = settings.has(Settings.CheckSettings.class)
                && (settings.does(CheckStep.KEY) || settings.does(BenchmarkStep.KEY));
        List<String> useless = tests.stream()
                .filter(test ->
                        test.use() == Use.evaluate && !found.get(test.name()).starts())
                .map(StartingTests::name)
                .toList();
        if (evaluates && (!useless.isEmpty() || asRun().evaluationWorkloads().isEmpty())) {
            String names = (useless.isEmpty()
                            ? tests.stream().map(StartingTests::name).toList()
                            : useless)
                    .stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            throw Failure.user("Nothing checks and measures what ships: of the crate's tests " + names
                    + " none starts the program '" + discovery.subject().name() + "' (each was run, to see). They can"
                    + " train, since the program's code is in them. Say what a typical run is, by its arguments:"
                    + " -Dpgobolt.evaluate=\"--input data/evaluation.txt\"");
        }
    }

    /** Returns what is known, from this build or an earlier one. */
    private Optional<Found> known(Workload test) {
        Found now = found.get(test.name());
        if (now != null) {
            return Optional.of(now);
        }
        Path file = folder(test).resolve("found.json");
        try {
            return Files.exists(file)
                    ? Optional.ofNullable(
                            WorkFolder.fromJson(JsonParser.parseString(TextFiles.read(file)), Found.class))
                    : Optional.empty();
        } catch (IOException | JsonParseException damaged) {
            return Optional.empty();
        }
    }

    /** Returns the variables that cargo sets where it runs a test itself, as far as tests are known to read them. */
    private Map<String, String> variables(Path place) {
        Subject subject = discovery.subject();
        return Map.of(
                "CARGO",
                discovery.detection().rust().cargo().path().toString(),
                "CARGO_BIN_EXE_" + subject.name(),
                place.toString(),
                "CARGO_MANIFEST_DIR",
                subject.directory().toString(),
                "CARGO_PKG_NAME",
                subject.packageName());
    }

    private Path launcher(Workload test) {
        return folder(test).resolve(name(test));
    }

    private Path folder(Workload test) {
        return work().file("tests/" + test.name());
    }

    private WorkFolder work() {
        return discovery.work();
    }

    private static String name(Workload test) {
        return test.cargoTarget().orElseThrow().name();
    }
}
