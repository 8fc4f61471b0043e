package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.CargoTarget;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the tests, benches and examples that train, instrumented as the subject is. Single use. */
final class CargoExecutables {

    private final Session session;
    private int compiles;

    CargoExecutables(Session session) {
        this.session = session;
    }

    /**
     * Builds what the workloads name, and puts it beside the instrumented file, where their commands look for it.
     *
     * @return the commands of cargo
     */
    List<Command> build(List<Workload> workloads, Path instrumented) throws IOException {
        Set<CargoTarget> targets = new LinkedHashSet<>();
        workloads.forEach(workload -> workload.cargoTarget().ifPresent(targets::add));
        List<Command> commands = new ArrayList<>();
        for (CargoTarget target : targets) {
            CargoBuild.Built built = session.cargo().executable(
                    target.kind().name(),
                    target.name(),
                    InstrumentStep.flags(session),
                    session.work().buildFolder("pgo"),
                    session.work().log("train"));
            Path place = target.beside(instrumented);
            WorkFolder.copy(built.file(), place);
            commands.add(built.command());
            compiles += built.compiled() > 0 ? 1 : 0;
        }
        return commands;
    }

    /** How many of them cargo compiled, and did not find done. */
    int compiles() {
        return compiles;
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
