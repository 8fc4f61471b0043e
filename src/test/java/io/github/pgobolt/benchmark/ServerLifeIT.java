package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server and a real client, in separate processes, on the loopback address. */
class ServerLifeIT {

    /** Answers each connection with a sum whose length is fixed at compile time. */
    private static final String SERVER = """
            use std::io::{Read, Write};
            fn main() {
                let port = std::env::args().nth(1).unwrap();
                let listener = std::net::TcpListener::bind(format!("127.0.0.1:{port}")).unwrap();
                println!("starting");
                println!("listening on {port}");
                for stream in listener.incoming() {
                    let mut stream = stream.unwrap();
                    let mut buffer = [0; 256];
                    let n = stream.read(&mut buffer).unwrap_or(0);
                    let mut x = n as u64 | 1;
                    for _ in 0..%d_u64 { x ^= x << 13; x ^= x >> 7; x ^= x << 17; }
                    let _ = write!(stream, "HTTP/1.0 200 OK\\r\\n\\r\\n{}", std::hint::black_box(x) & 1);
                }
            }
            """;

    private static final String CLIENT = """
            use std::io::{Read, Write};
            fn main() {
                let port = std::env::args().nth(1).unwrap();
                let start = std::time::Instant::now();
                for _ in 0..6 {
                    let mut stream = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
                    stream.write_all(b"GET / HTTP/1.0\\r\\n\\r\\n").unwrap();
                    let mut text = String::new();
                    stream.read_to_string(&mut text).unwrap();
                    assert!(text.starts_with("HTTP/1.0 200"));
                }
                let rate = 6.0 / start.elapsed().as_secs_f64();
                println!("Requests/sec: {rate:.2}");
                println!("{{}}");
            }
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path slow;
    private static Path fast;
    private static Path client;

    @BeforeAll
    static void build() throws IOException {
        slow = compile("slow", SERVER.formatted(3_000_000));
        fast = compile("fast", SERVER.formatted(1_000_000));
        client = compile("client", CLIENT);
    }

    private static Path compile(String name, String source) throws IOException {
        Path file = Files.writeString(shared.resolve(name + ".rs"), source);
        Outcome built =
                new ProcessRunner().run(Command.of("rustc", "--edition=2021", "-O", "-o", shared.resolve(name), file));
        assertThat(built.ok()).as(built.tail()).isTrue();
        return shared.resolve(name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Workload server(int timeoutSeconds, String... command) {
        return new Workload(
                "server",
                Use.both,
                List.of(command),
                false,
                null,
                Map.of(),
                folder,
                1,
                timeoutSeconds,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private BenchmarkPlan plan(int port, ReportedMetric metric, ServerSetup setup) {
        Workload load = Subjects.workload("load", folder, client.toString(), String.valueOf(port));
        return BenchmarkPlan.of(List.of(new Variant("old", slow), new Variant("new", fast)), List.of(load), 40, 3)
                .reporting(List.of(metric))
                .serving(List.of(setup));
    }

    @Test
    void throughputIsComparedWithMoreBeingBetter() throws IOException {
        int port = freePort();
        BenchmarkPlan plan = plan(
                port,
                new ReportedMetric("load", "Requests/sec: ([0-9.]+)", null, "requests/s", false),
                new ServerSetup("load", server(10, "${subject}", String.valueOf(port)), port, null, 5));
        BenchmarkResult result = new Benchmark(new ProcessRunner(), List.of("rustc"), shared.resolve("r"))
                .run(plan, folder, ProgressListener.SILENT);
        assertThat(result.metric()).isEqualTo("reported");
        Comparison comparison = result.overall("new", "old").orElseThrow();
        assertThat(comparison.verdict()).as(comparison.sentence()).isEqualTo(Verdict.FASTER);
        double oldRate = result.summaries().get(0).reported().median();
        double newRate = result.summaries().get(1).reported().median();
        assertThat(newRate).as("in its own unit").isGreaterThan(oldRate);
        // The output, a rate, differs in each run; it is the metric, not a fault.
        assertThat(result.warnings()).noneMatch(w -> w.startsWith("The output of"));
        assertThat(Benchmark.replay(folder.resolve(Benchmark.SAMPLES))).isEqualTo(result);
    }

    @Test
    void readyWhenALineSaysSo() throws IOException {
        int port = freePort();
        ServerSetup setup =
                new ServerSetup("load", server(10, "${subject}", String.valueOf(port)), 0, "listening on \\d+", 5);
        try (RunningServer running = RunningServer.start(new ProcessRunner(), setup, fast)) {
            Outcome load = new ProcessRunner().run(Command.of(client, port));
            assertThat(load.ok()).as(load.tail()).isTrue();
            assertThat(running.stop()).as("SIGTERM ends it").isTrue();
        }
    }

    @Test
    void aReadyConditionThatNeverComesIsNamed() throws IOException {
        int port = freePort();
        ServerSetup never = new ServerSetup("load", server(1, "${subject}", String.valueOf(port)), 0, "ready to go", 5);
        assertThatThrownBy(() -> RunningServer.start(new ProcessRunner(), never, fast))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was not ready within 1 s: no line matched `ready to go`")
                .hasMessageContaining("listening on");
        ServerSetup deaf = new ServerSetup("load", server(1, "sleep", "30"), port, null, 5);
        assertThatThrownBy(() -> RunningServer.start(new ProcessRunner(), deaf, fast))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("port " + port + " never answered");
        ServerSetup dead =
                new ServerSetup("load", server(10, "sh", "-c", "echo address in use; exit 4"), port, null, 5);
        assertThatThrownBy(() -> RunningServer.start(new ProcessRunner(), dead, fast))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ended before it was ready (exit 4)")
                .hasMessageContaining("address in use");
    }

    @Test
    void anotherProcessOnThePortIsNotTakenForTheServer() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerSetup setup = new ServerSetup("load", server(1, "sleep", "9"), other.getLocalPort(), null, 5);
            assertThatThrownBy(() -> RunningServer.start(new ProcessRunner(), setup, fast))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("another process has it");
        }
    }

    @Test
    void aServerThatIgnoresTermIsKilledAndThatIsSaid() throws IOException {
        ServerSetup setup = new ServerSetup(
                "load", server(5, "sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.2; done"), 0, "up", 1);
        Workload load = Subjects.workload("load", folder, "sleep", "0.01");
        BenchmarkPlan plan = BenchmarkPlan.of(
                        List.of(new Variant("old", slow), new Variant("new", fast)), List.of(load), 2, 3)
                .serving(List.of(setup));
        BenchmarkResult result = new Benchmark(new ProcessRunner(), List.of("rustc"), shared.resolve("r"))
                .run(plan, folder, ProgressListener.SILENT);
        assertThat(result.warnings()).anyMatch(w -> w.contains("did not end within 1 s of SIGTERM and was killed"));
    }

    @Test
    void aMetricThatDoesNotMatchShowsWhatWasThere() throws IOException {
        int port = freePort();
        BenchmarkPlan plan = plan(
                port,
                new ReportedMetric("load", "QPS=([0-9.]+)", null, "requests/s", false),
                new ServerSetup("load", server(10, "${subject}", String.valueOf(port)), port, null, 5));
        assertThatThrownBy(() -> new Benchmark(new ProcessRunner(), List.of("rustc"), shared.resolve("r"))
                        .run(plan, folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("pattern `QPS=([0-9.]+)` matches nothing")
                .hasMessageContaining("Requests/sec:");
    }
}
