import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

// The build that maven-invoker-plugin did without a disturbance says what the files must be.
def project = basedir.toPath()
def undisturbed = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt").variantHashes()
def steps = ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]
// baseline and instrument build at the same time, so that a kill in one is a kill in both.
def killed = ["instrument", "train", "optimize", "bolt-profile", "bolt", "check", "benchmark"]
assertThat(project.resolve("target/pgo-bolt").toFile().deleteDir()).isTrue()

def record = { String step -> project.resolve("target/pgo-bolt/steps/" + step + ".json") }
def startedAt = { String step ->
    Files.exists(record(step)) ? (Files.readString(record(step)) =~ /"startedAtMillis": (\d+)/)[0][1] : null
}
def cases = new Cases()
for (step in killed) {
    cases.check("killed in ${step}: it has no record, and what was done before is not done again") {
        def before = steps.collectEntries { [it, startedAt(it)] }
        def call = MavenCall.in(project, "verify").runAndKill { it.contains("] " + step + ": ") && !it.contains(step + ": up to date") }
        assertThat(call.exit()).as("exit code of a Maven that was killed in %s\n%s", step, call.log().text()).isEqualTo(137)
        assertThat(record(step)).doesNotExist()
        for (earlier in steps.takeWhile { it != step }) {
            if (before[earlier] != null) {
                assertThat(startedAt(earlier)).as("start of %s", earlier).isEqualTo(before[earlier])
            } else if (earlier != "baseline") {
                // baseline runs beside instrument, and is killed with it.
                assertThat(record(earlier)).exists()
            }
        }
    }
}
cases.check("the build that nobody kills ends with the files of one that was never disturbed") {
    def before = steps.collectEntries { [it, startedAt(it)] }
    MavenCall.in(project, "verify").run().assertSuccess()
    def result = WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt")
    assertThat(result.variantHashes()).isEqualTo(undisturbed)
    for (step in steps.takeWhile { it != "benchmark" }) {
        assertThat(startedAt(step)).as("start of %s", step).isEqualTo(before[step])
        assertThat(result.status(step)).isEqualTo("reused")
    }
    assertThat(result.status("benchmark")).isEqualTo("ran")
}
cases.end(project)
