import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")

// Trained by the load driver: the server wrote its profile when it got SIGTERM, and BOLT's instrumented one, too.
assertThat(result.record("train").getAsJsonObject("result").getAsJsonArray("profiles").size()).isPositive()
assertThat(result.report().getAsJsonObject("profiles").getAsJsonObject("pgo").get("maxCount").asLong)
        .as("the loop of 50 answers was counted").isGreaterThanOrEqualTo(50L * 200_000)
assertThat(result.record("bolt-profile").getAsJsonObject("result").get("fdata").asString).isNotBlank()

// The answers are what is compared of the load's output; wrk's numbers are not.
def outputs = result.rows("checks").findAll { it.get("name").asString == "outputs of load" }
assertThat(outputs.collect { it.get("variant").asString }).contains("pgo", "pgo-bolt")

// Measured by what wrk says of the server.
def benchmark = result.report().getAsJsonObject("benchmark")
assertThat(benchmark.get("metric").asString).isEqualTo("reported")
assertThat(result.report().get("measuredOnTrainingInput").asBoolean).isFalse()
result.rows("runs").each { runs ->
    assertThat(runs.get("workload").asString).isEqualTo("load")
    def reported = runs.getAsJsonObject("reported")
    assertThat(reported.get("median").asDouble).as("requests/s of %s", runs.get("variant")).isPositive()
    assertThat(runs.get("reportedUnit").asString).isEqualTo("requests/s")
}
assertThat(Files.readString(project.resolve("target/pgo-bolt/report/report.html"))).contains("requests/s")
assertThat(Files.readString(project.resolve("target/pgo-bolt/report/report.md"))).contains("requests/s")

// No server is left, and none had to be killed.
def left = ProcessHandle.allProcesses().filter { it.info().commandLine().orElse("").endsWith("http-server 18471") }.toList()
assertThat(left).isEmpty()
BuildLog.of(basedir).assertLacks("was killed")
return true
