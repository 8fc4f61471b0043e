package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.it.Machine;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server built with the crate tiny_http, under load from Debian's wrk, on the loopback address. */
class ServerIT {

    private static final Path CRATE =
            Path.of("src/test/resources/crates/http-server").toAbsolutePath();

    @TempDir
    Path folder;

    private static Path build(String name, String... features) throws IOException {
        Path target = Path.of("target/server-it", name).toAbsolutePath();
        List<String> argv = Stream.concat(
                        Stream.of("cargo", "build", "--release", "--locked", "--target-dir", target.toString()),
                        Stream.of(features))
                .toList();
        Outcome built = new ProcessRunner().run(Command.of(argv).in(CRATE));
        assertThat(built.ok()).as(built.tail()).isTrue();
        return target.resolve("release/http-server");
    }

    @Test
    void aServerOfThreeTimesTheWorkAnswersFewerRequests() throws IOException, InterruptedException {
        assumeThat(Machine.has("ServerIT", "wrk"))
                .as("wrk is not on the PATH; Debian's package is `wrk`")
                .isTrue();
        Path slow = build("slow", "--features", "slow");
        Path fast = build("fast");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Workload server = new Workload(
                "server",
                Use.both,
                List.of("${subject}", String.valueOf(port)),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        Workload load = Subjects.workload(
                "load", folder, "sh", "-c", "wrk -t1 -c4 -d1s http://127.0.0.1:" + port + "/ | tee said.txt");
        BenchmarkPlan plan = BenchmarkPlan.of(
                        List.of(new Variant("slow", slow), new Variant("fast", fast)), List.of(load), 90, 8)
                .withMaxPairs(12)
                .reporting(List.of(new ReportedMetric("load", "Requests/sec:\\s+([0-9.]+)", null, "requests/s", false)))
                .serving(List.of(new ServerSetup("load", server, port, null, 5)));
        BenchmarkResult result = new Benchmark(new ProcessRunner(), List.of("rustc"), folder.resolve("runner"))
                .run(plan, folder, ProgressListener.SILENT);

        Comparison comparison = result.overall("fast", "slow").orElseThrow();
        assertThat(comparison.verdict()).as(comparison.sentence()).isEqualTo(Verdict.FASTER);
        assertThat(result.summaries().get(1).reported().median())
                .isGreaterThan(result.summaries().get(0).reported().median());
        // wrk reports how many answers were not a 200; there must be none.
        assertThat(Files.readString(folder.resolve("said.txt")))
                .contains("Requests/sec")
                .doesNotContain("Non-2xx");
    }
}
