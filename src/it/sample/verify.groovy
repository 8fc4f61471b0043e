import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult
import java.util.jar.JarFile

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")

// Every goal ran in this build, and only once.
assertThat(result.statuses().values()).doesNotContain("skipped", "failed", "reused")

// What ships is in the jar, byte for byte, and executable where it was copied.
def copied = project.resolve("target/classes/native/reckon")
assertThat(WorkResult.sha256(copied)).isEqualTo(result.shippedSha256())
assertThat(copied.toFile().canExecute()).isTrue()
new JarFile(project.resolve("target/sample-1.0.jar").toFile()).withCloseable { jar ->
    def bytes = jar.getInputStream(jar.getEntry("native/reckon")).bytes
    assertThat(bytes).isEqualTo(copied.toFile().bytes)
}

// The recipe's flags are in every compile.
for (step in ["baseline", "instrument", "optimize"]) {
    def commands = result.record(step).getAsJsonArray("commands").toString()
    assertThat(commands).contains("opt-level=3", "target-cpu=native", "force-frame-pointers=yes", "debuginfo=2")
}

// The profile fits, and BOLT had one too.
def pgo = result.report().getAsJsonObject("profiles").getAsJsonObject("pgo")
assertThat(pgo.get("mismatchedFunctions").asInt).isZero()
assertThat(pgo.get("totalCount").asLong).isGreaterThan(1_000_000L)
def bolt = result.report().getAsJsonObject("profiles").getAsJsonObject("bolt")
assertThat(bolt.get("stalePercent").asDouble).isLessThan(10d)
assertThat(bolt.get("profiledFunctions").asInt).isPositive()

// Trained on one input, measured on another.
assertThat(result.report().get("measuredOnTrainingInput").asBoolean).isFalse()

BuildLog.of(basedir).assertContains("gate requireCorrect holds", "attach: ", "-profile.zip", "Report:")

return true
