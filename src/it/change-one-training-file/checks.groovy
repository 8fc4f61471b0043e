import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.StandardOpenOption

def project = basedir.toPath()
def before = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def started = { WorkResult result, String step -> result.record(step).get("startedAtMillis").asLong }
def times = ["baseline", "instrument", "train", "merge", "optimize"].collectEntries { [it, started(before, it)] }
def profdata = before.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString

Files.writeString(project.resolve("training.txt"), "more = (pass * 3 + 1) % 7 + min(pass, 12)\n", StandardOpenOption.APPEND)
def call = MavenCall.in(project, "verify").run().assertSuccess()
def after = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")

for (step in ["baseline", "instrument"]) {
    assertThat(after.status(step)).as(step).isEqualTo("reused")
    assertThat(started(after, step)).as("%s was not compiled again", step).isEqualTo(times[step])
}
for (step in ["train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark"]) {
    assertThat(after.status(step)).as(step).isEqualTo("ran")
}
for (step in ["train", "merge", "optimize"]) {
    assertThat(started(after, step)).as(step).isGreaterThan(times[step])
}
call.log().assertContains("train: runs the training workloads again, since this changed: workload bookkeeping")
assertThat(after.variantHashes()["baseline"]).isEqualTo(before.variantHashes()["baseline"])
assertThat(after.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)
        .as("the merged profile").isNotEqualTo(profdata)
