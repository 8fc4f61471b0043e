import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult

def steps = ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]
def result = WorkResult.below(basedir.toPath()).assertWhole("baseline", "pgo", "pgo-bolt")
def log = BuildLog.of(basedir).text()
def count = { String line -> log.split(java.util.regex.Pattern.quote(line), -1).length - 1 }

// Three builds did every step once.
for (step in steps) {
    assertThat(count("] " + step + ": done in")).as("times that %s was done", step).isEqualTo(1)
    assertThat(log).as("nothing of %s was out of date", step).doesNotContain(step + ": again")
}
// The short form found the two of the long one; the long one found all of the short one.
assertThat(count("] instrument: up to date")).isEqualTo(2)
assertThat(count("] train: up to date")).isEqualTo(2)
for (step in steps - ["instrument", "train"]) {
    assertThat(count("] " + step + ": up to date")).as("%s is up to date in the third build", step).isEqualTo(1)
    assertThat(result.status(step)).isEqualTo("reused")
}
return true
