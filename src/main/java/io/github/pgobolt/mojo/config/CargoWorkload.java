package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.CargoTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the command of a workload of kind {@code cargo}. */
final class CargoWorkload {

    /** What differs from run to run of the same tests. */
    private static final String TIME = "; finished in [0-9.]+s$";

    private CargoWorkload() {}

    static WorkloadLine line(WorkloadConfig config, String where) {
        List<CargoTarget> targets = Stream.of(
                        target(CargoTarget.Kind.test, config.test),
                        target(CargoTarget.Kind.bench, config.bench),
                        target(CargoTarget.Kind.example, config.example))
                .flatMap(List::stream)
                .toList();
        if (targets.size() != 1) {
            throw Failure.user(where
                    + " of kind cargo needs one of <test>, <bench> and <example>: the name of an integration test,"
                    + " bench or example of the crate. It has " + targets.size() + ".");
        }
        if (!targets.get(0).name().matches("[A-Za-z0-9_-]+")) {
            throw Failure.user("'" + targets.get(0).name() + "' in " + where
                    + " is no name of a cargo target. Give the name alone,"
                    + " such as <bench>parse</bench> for benches/parse.rs.");
        }
        if (config.test == null && config.use != null && !config.use.equals("train")) {
            throw Failure.user(where
                    + " is of kind cargo and can train, but not evaluate: cargo builds an executable of its own for"
                    + " it, which is not the file that ships. Write <use>train</use>, and add a workload of kind command, java"
                    + " or maven with <use>evaluate</use>. Benches of Criterion are measured by"
                    + " <benchmark><kind>criterion</kind></benchmark>.");
        }
        List<String> argv = new ArrayList<>(List.of(targets.get(0).placeholder()));
        if (config.bench != null) {
            // As `cargo bench` does: without it Criterion and libtest run each bench once, as a test.
            argv.add("--bench");
        }
        argv.addAll(Workloads.orEmpty(config.args));
        return new WorkloadLine(argv, List.of(), config.test == null ? List.of() : List.of(TIME));
    }

    private static List<CargoTarget> target(CargoTarget.Kind kind, String name) {
        return name == null ? List.of() : List.of(new CargoTarget(kind, name));
    }
}
