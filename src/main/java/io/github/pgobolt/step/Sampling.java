package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.perf.BranchRecorder;
import io.github.pgobolt.perf.BranchSampling;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Branch sampling as shared by the steps that record. */
public final class Sampling {

    /** The disk space that the recording of one run may take. */
    private static final int RECORDING_MEGABYTES = 512;

    private Sampling() {}

    /** Returns the kind of branch sampling to use; refuses if the user named an event that does not work. */
    public static LadderResult ladder(Session session) throws IOException {
        return new BranchSampling(session.processes(), Path.of("/"))
                .probe(
                        perfEvent(session),
                        session.programs().find("perf").orElse(null),
                        session.perf2bolt(),
                        session.work().emptied(session.work().file("probe")))
                .requireWhatWasAsked();
    }

    /** Returns the inputs of a recording beside the recorded file and the workloads. */
    static Map<String, String> inputs(Session session) throws IOException {
        Settings.ProfileSettings settings = session.settings().profiles();
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("perfEvent", settings.perfEvent());
        inputs.put("recordAgain", Boolean.toString(settings.recordAgain()));
        for (Path recording : settings.perfData()) {
            inputs.put("perfData " + recording, Files.exists(recording) ? Hashes.ofFile(recording) : "missing");
        }
        return inputs;
    }

    /** Returns perf's event; a program that runs on another kind of processor cannot be sampled. */
    private static String perfEvent(Session session) {
        boolean foreign =
                !session.subject().target().equals(session.detection().rust().host());
        return foreign ? "none" : session.settings().profiles().perfEvent();
    }

    static BranchRecorder recorder(Session session, LadderResult ladder) {
        return new BranchRecorder(
                session.processes(),
                ladder,
                RECORDING_MEGABYTES,
                session.settings().profiles().keepPerfData());
    }

    /** Returns how long one run should take, according to PGO's training; a second if there was none. */
    static Duration expected(Workload workload, Records records) {
        return records.findResult(TrainStep.KEY).stream()
                .flatMap(result -> result.workloads().stream())
                .filter(trained -> trained.workload().equals(workload.name()))
                .map(trained -> Duration.ofMillis(Math.max(1, Math.round(1000 * trained.seconds() / trained.runs()))))
                .findFirst()
                .orElse(Duration.ofSeconds(1));
    }
}
