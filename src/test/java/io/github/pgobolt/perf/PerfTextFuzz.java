package io.github.pgobolt.perf;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Output of perf and perf2bolt. */
public final class PerfTextFuzz {

    private static final SamplingMachine MACHINE = SamplingMachine.of(Path.of("/no/such/machine"));

    private PerfTextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Perf2BoltLog log = new Perf2BoltLog(text, text.length() % 2 == 0);
        log.samples();
        log.branchRecords();
        log.mismatching();
        log.mismatchingPercent();
        log.ignoredPercent();
        log.outOfRangePercent();
        log.objects();
        log.notUnderstood();
        int exit = input.length == 0 ? 0 : input[0] & 0xff;
        Refusal.of(new Outcome(Command.of("perf"), exit, false, "", text, Duration.ZERO), MACHINE, "perf");
    }
}
