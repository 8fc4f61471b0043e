package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.workload.Crash;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out by a run of the baseline, if there is one, whether a training run that crashed is the program's own fault. */
final class CrashCause {

    /** Gives the baseline. */
    interface Baseline {
        Optional<BuildResult> get() throws IOException;
    }

    private final Session session;
    private final Baseline baseline;

    CrashCause(Session session, Baseline baseline) {
        this.session = session;
        this.baseline = baseline;
    }

    Failure of(Crash crash) throws IOException {
        Workload workload = crash.workload();
        boolean served =
                new Servers(session.processes(), session.settings().runs().servers(), 1, false).has(workload);
        Optional<BuildResult> built = served || workload.cargoTarget().isPresent() ? Optional.empty() : baseline.get();
        if (built.isEmpty()) {
            return crash;
        }
        Outcome outcome = session.processes()
                .run(workload.on(session.work().file(built.get().linked()))
                        .writeTo(Path.of("/dev/null"), null)
                        .logTo(session.work().file("logs/train/" + workload.name() + ".log")));
        boolean well = !outcome.timedOut() && outcome.exit() == workload.expectExit();
        return Failure.user(crash.getMessage()
                + (well
                        ? "\nThe baseline, which counts nothing, ends this workload well, so that it is the instrumentation. A cause that is known:"
                                + " C or C++ code that a build script has another clang instrument (-fprofile-generate in CFLAGS); take a clang of"
                                + " rustc's LLVM " + session.detection().rust().llvmMajor()
                                + ", or take the flag out. Or go without PGO:"
                                + " -Dpgobolt.pgo=off, which is BOLT alone"
                        : "\nThe baseline does not end this workload well either (" + outcome.ending()
                                + "): it is the program's own."));
    }
}
