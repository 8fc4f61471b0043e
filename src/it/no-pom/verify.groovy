import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult

def project = basedir.toPath()
assertThat(project.resolve("pom.xml")).doesNotExist()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
assertThat(result.report().getAsJsonObject("subject").get("name").asString).isEqualTo("words")

// Two training runs came of the file, one evaluation run of the property.
assertThat(result.rows("workloads").collect { it.get("name").asString }).containsExactly("train-1", "train-2", "evaluate")
assertThat(result.record("train").getAsJsonObject("result").getAsJsonArray("profiles").size()).isEqualTo(2)
assertThat(result.report().get("measuredOnTrainingInput").asBoolean).isFalse()

// What ships runs, and prints what every variant prints.
def outputs = result.rows("variants").collect { variant ->
    def process = [variant.get("file").asString, "data/evaluation.txt", "3"].execute(null as List, basedir)
    assertThat(process.waitFor()).isZero()
    process.text
}
assertThat(outputs.toSet()).containsExactly(outputs[0])
assertThat(outputs[0]).startsWith("9 lines, ")
BuildLog.of(basedir).assertContains("Summary", "pgo-bolt", "Report:")
return true
