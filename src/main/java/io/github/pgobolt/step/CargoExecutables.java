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

/** Builds the tests, benches and examples that train, instrumented as the subject is. Single use. */
final class CargoExecutables {

    private final Session session;
    private final Map<CargoTarget, CargoBuild.Built> built = new LinkedHashMap<>();

    CargoExecutables(Session session) {
        this.session = session;
    }

    /**
     * Builds what the workloads name, and puts it beside the instrumented file, where their commands look for it.
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

    /** What they are now. They are no part of the instrumented file, so that its hash does not tell. */
    Step.Asked asked(List<Workload> workloads) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        int compiled = 0;
        for (Map.Entry<CargoTarget, CargoBuild.Built> entry : built(workloads).entrySet()) {
            CargoTarget target = entry.getKey();
            hashes.put(Step.Asked.BY_CARGO + target.kind() + " " + target.name(), Hashes.ofFile(entry.getValue().file()));
            compiled += entry.getValue().compiled();
        }
        return new Step.Asked(hashes, compiled);
    }

    private Map<CargoTarget, CargoBuild.Built> built(List<Workload> workloads) throws IOException {
        Set<CargoTarget> targets = new LinkedHashSet<>();
        workloads.forEach(workload -> workload.cargoTarget().ifPresent(targets::add));
        for (CargoTarget target : targets) {
            if (!built.containsKey(target)) {
                built.put(target, session.cargo().executable(
                        target.kind().name(),
                        target.name(),
                        InstrumentStep.flags(session),
                        session.work().buildFolder("pgo"),
                        session.work().log("train")));
            }
        }
        return built;
    }

    /** How many of them cargo compiled, and did not find done. */
    int compiles() {
        return (int) built.values().stream().filter(one -> one.compiled() > 0).count();
    }

    /** What cargo sets where it starts them itself, as far as they are known to read it. */
    static Map<String, String> environment(Session session) {
        return Map.of(
                "CARGO_MANIFEST_DIR", session.subject().directory().toString(),
                "CARGO_PKG_NAME", session.subject().packageName(),
                // Criterion would write into the user's target folder.
                "CRITERION_HOME", session.work().buildFolder("criterion-training").toString());
    }
}
