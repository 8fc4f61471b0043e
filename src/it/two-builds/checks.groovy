import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def log = BuildLog.of(basedir).text()
// One of the two builds found the other's folder, and was made again when the other had ended.
assertThat(log).containsPattern("(baseline: failed while another build ran|instrument: failed while baseline was built) at the same time; it is tried once more, alone")
assertThat(log).doesNotContain("The crate does not compile")
assertThat(["baseline", "instrument"].collect { Files.readString(project.resolve("target/pgo-bolt/logs/${it}.log")) }.join())
        .as("it did collide").contains("another build is at work")
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
// Both runs name out.txt, which the run wrote: that is no input, and no training input.
assertThat(result.report().get("measuredOnTrainingInput").asBoolean).isFalse()

// out.txt holds another text after each run, and was there before the first: no step depends on it.
def again = MavenCall.in(project, "verify").run().assertSuccess().log()
["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"].each {
    again.assertContains(it + ": up to date")
}

// One after the other nothing collides.
def inTurn = MavenCall.in(project, "verify", "-Dpgobolt.force", "-Dpgobolt.parallelBuilds=false").run().assertSuccess().log()
inTurn.assertContains("baseline is built first, and not beside the others: parallelBuilds is false")
assertThat(inTurn.text()).doesNotContain("failed while")
