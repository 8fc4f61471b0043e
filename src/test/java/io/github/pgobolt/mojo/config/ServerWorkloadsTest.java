package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ReportedMetric;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerWorkloadsTest {

    private static final Path BASE = Path.of("/base");

    private final WorkloadConfig config = new WorkloadConfig();

    ServerWorkloadsTest() {
        config.name = "load";
        config.command = List.of("client", "8089");
    }

    private List<Workload> workloads() {
        return new Workloads(BASE, 60, null).ofPom(List.of(config));
    }

    private ServerSetup server() {
        return Workloads.servers(List.of(config), workloads()).get(0);
    }

    private ReportedMetric metric() {
        return Workloads.metrics(List.of(config), workloads()).get(0);
    }

    @Test
    void aWorkloadWithoutEitherHasNone() {
        assertThat(Workloads.servers(List.of(config), workloads())).isEmpty();
        assertThat(Workloads.metrics(List.of(config), workloads())).isEmpty();
    }

    @Test
    void aServerRunsWhereItsLoadDoes() {
        config.server = new ServerConfig();
        config.server.start = List.of("${subject}", "--port", "8089");
        config.server.readyPort = 8089;
        ServerSetup server = server();
        assertThat(server.workload()).isEqualTo("load");
        assertThat(server.readyPort()).isEqualTo(8089);
        assertThat(server.start().on(Path.of("/x/srv")).argv()).containsExactly("/x/srv", "--port", "8089");
        assertThat(server.start().workingDirectory()).isEqualTo(BASE);
    }

    @Test
    void aServerThatCannotBeRightIsRefused() {
        config.server = new ServerConfig();
        assertThatThrownBy(this::server).isInstanceOf(Failure.class).hasMessageContaining("has no <start>");
        config.server.start = List.of("server");
        assertThatThrownBy(this::server).hasMessageContaining("does not name ${subject}");
        config.server.start = List.of("${subject}");
        assertThatThrownBy(this::server)
                .hasMessageContaining("either <readyPort> or <readyLine>")
                .hasMessageContaining("none");
        config.server.readyLine = "(";
        assertThatThrownBy(this::server)
                .hasMessageContaining("<readyLine>")
                .hasMessageContaining("no regular expression");
        config.server.readyLine = "ready";
        config.server.readyPort = 80;
        assertThatThrownBy(this::server).hasMessageContaining("has both");
        config.server.readyLine = null;
        config.server.readyPort = 70_000;
        assertThatThrownBy(this::server).hasMessageContaining("70000");
    }

    @Test
    void aMetricSaysWhereTheNumberIsAndWhichWayIsBetter() {
        config.metric = new MetricConfig();
        config.metric.pattern = "Requests/sec: ([0-9.]+)";
        config.metric.unit = "requests/s";
        config.metric.better = "higher";
        assertThat(metric())
                .isEqualTo(new ReportedMetric("load", "Requests/sec: ([0-9.]+)", null, "requests/s", false));
    }

    @Test
    void aMetricThatCannotBeRightIsRefused() {
        config.metric = new MetricConfig();
        assertThatThrownBy(this::metric)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("<pattern>")
                .hasMessageContaining("none");
        config.metric.pointer = "requests/mean";
        assertThatThrownBy(this::metric).hasMessageContaining("/requests/mean");
        config.metric.pointer = "/requests/mean";
        assertThatThrownBy(this::metric).hasMessageContaining("<better>lower</better>");
        config.metric.better = "more";
        assertThatThrownBy(this::metric).hasMessageContaining("lower, higher");
    }
}
