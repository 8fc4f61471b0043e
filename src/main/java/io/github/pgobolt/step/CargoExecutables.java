package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.CargoTarget;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Builds the tests, benches and examples that train, instrumented like the subject. Single use. */
final class CargoExecutables {

    private final Session session;
    private final Map<CargoTarget, CargoBuild.Built> built = new LinkedHashMap<>();

    CargoExecutables(Session session) {
        this.session = session;
    }

    /**
     * Builds the executables that the workloads name, and puts them beside the instrumented file, where their commands
     * look for them.
     *
     * @return the commands of cargo
     */
    List<Command> build(List<Workload> workloads, Path instrumented) throws IOException {
        List<Command> commands = new ArrayList<>();
        for (Map.Entry<CargoTarget, CargoBuild.Built> entry : built(workloads).entrySet()) {
            WholeFile.copy(entry.getValue().file(), entry.getKey().beside(instrumented));
            commands.add(entry.getValue().command());
        }
        return commands;
    }

    /** Returns their current hashes. They are not part of the instrumented file, so its hash does not cover them. */
    Step.Asked asked(List<Workload> workloads) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        int compiled = 0;
        for (Map.Entry<CargoTarget, CargoBuild.Built> entry : built(workloads).entrySet()) {
            CargoTarget target = entry.getKey();
            hashes.put(
                    Step.Asked.BY_CARGO + target.kind() + " " + target.name(),
                    Hashes.ofFile(entry.getValue().file()));
            compiled += entry.getValue().compiled();
        }
        return new Step.Asked(hashes, compiled);
    }

    private Map<CargoTarget, CargoBuild.Built> built(List<Workload> workloads) throws IOException {
        Set<CargoTarget> targets = new LinkedHashSet<>();
        workloads.forEach(workload -> workload.cargoTarget().ifPresent(targets::add));
        for (CargoTarget target : targets) {
            if (!built.containsKey(target)) {
                built.put(
                        target,
                        session.optimizedCargo()
                                .executable(
                                        target.kind().name(),
                                        target.name(),
                                        InstrumentStep.flags(session),
                                        session.work().buildFolder("pgo"),
                                        session.work().log("train")));
            }
        }
        return built;
    }

    /** Returns how many of them cargo compiled instead of finding them up to date. */
    int compiles() {
        return (int) built.values().stream().filter(one -> one.compiled() > 0).count();
    }

    /** Returns the variables that cargo sets when it starts them itself, as far as they are known to read them. */
    static Map<String, String> environment(Session session) {
        return Map.of(
                "CARGO_MANIFEST_DIR", session.subject().directory().toString(),
                "CARGO_PKG_NAME", session.subject().packageName(),
                // Criterion would write into the user's target folder.
                "CRITERION_HOME",
                        session.work().buildFolder("criterion-training").toString());
    }
}
