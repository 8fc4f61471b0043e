import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.nio.file.Files

def project = basedir.toPath()
assertThat(project.resolve("pom.xml")).doesNotExist()
def json = { file -> JsonParser.parseString(Files.readString(file)).getAsJsonObject() }
def work = project.resolve("target/pgo-bolt")
def result = json(work.resolve("benchmark.json"))
def cases = new Cases()
def benchmark = { String... properties -> MavenCall.in(project, MavenCall.goal(project, "benchmark")).and(properties).run() }
def files = "-Dpgobolt.benchmark.files=old=/usr/bin/gzip,new=/usr/bin/gzip"
def evaluate = "-Dpgobolt.evaluate=-9c /bin/bash"

cases.check("two files are compared: the same comparisons and control as with a crate, and a machine") {
    def comparison = result.getAsJsonArray("comparisons").get(0).getAsJsonObject()
    assertThat([comparison.get("variant").asString, comparison.get("reference").asString]).containsExactly("new", "old")
    assertThat(comparison.get("ratio").asDouble).isBetween(0.2d, 5d)
    assertThat(comparison.get("pairs").asInt).isEqualTo(result.get("rounds").asInt).isPositive()
    assertThat(comparison.get("verdict").asString).isNotBlank()
    assertThat(result.getAsJsonObject("control").get("pairs").asInt).isPositive()
    assertThat(result.get("measuredBy").asString).isEqualTo("runner")
    assertThat(result.getAsJsonObject("machine").get("logicalCpus").asInt).isPositive()
    BuildLog.of(basedir).assertContains("Workload evaluate", "new against old: CPU time", "old again: ",
            "Written to " + work.resolve("benchmark.json"))
}
cases.check("replay: the stored runs give the same verdicts, and nothing is run") {
    def before = Files.readString(work.resolve("benchmark.jsonl"))
    benchmark("-Dpgobolt.benchmark.replay=target/pgo-bolt/benchmark.jsonl", "-Dpgobolt.workDirectory=replayed").assertSuccess()
            .log().assertContains("new against old: CPU time")
    def replayed = json(project.resolve("replayed/benchmark.json"))
    ["comparisons", "control", "summaries", "rounds", "seed", "stopReason"].each {
        assertThat(replayed.get(it)).as(it).isEqualTo(result.get(it))
    }
    assertThat(Files.list(project.resolve("replayed")).withCloseable { s -> s.map { it.fileName.toString() }.toList() })
            .contains("benchmark.json").doesNotContain("benchmark.jsonl")
    assertThat(Files.readString(work.resolve("benchmark.jsonl"))).isEqualTo(before)
}
cases.check("a truncated file is replayed up to its last whole line, with a warning") {
    def text = Files.readString(work.resolve("benchmark.jsonl"))
    Files.writeString(project.resolve("cut.jsonl"), text.substring(0, text.length() - 40))
    benchmark("-Dpgobolt.benchmark.replay=cut.jsonl").assertSuccess().log().assertContains("cut.jsonl is truncated", "new against old")
}
cases.check("a foreign file is refused by name") {
    Files.writeString(project.resolve("foreign.jsonl"), '{"results": []}\n')
    benchmark("-Dpgobolt.benchmark.replay=foreign.jsonl").assertFailure().log()
            .assertContains("foreign.jsonl is not a benchmark.jsonl of this plugin", "-Dpgobolt.benchmark.replay")
}
cases.check("a budget of 0 is refused, with a budget to type") {
    benchmark(files, evaluate, "-Dpgobolt.benchmark.budgetSeconds=0", "-Dpgobolt.workDirectory=refused").assertFailure().log()
            .assertContains("The benchmark's budget is 0 s", "-Dpgobolt.benchmark.budgetSeconds=60")
}
cases.check("fewer pairs than a verdict needs: too few pairs, with a budget that suffices") {
    benchmark(files, evaluate, "-Dpgobolt.benchmark.budgetSeconds=1", "-Dpgobolt.workDirectory=short").assertSuccess()
    def few = json(project.resolve("short/benchmark.json"))
    if (few.get("rounds").asInt < 8) {
        assertThat(few.getAsJsonArray("comparisons").get(0).getAsJsonObject().get("verdict").asString).isEqualTo("TOO_FEW_PAIRS")
        assertThat(few.get("pairsNeeded").asInt).isEqualTo(8)
        assertThat(few.get("suggestedBudgetSeconds").asInt).isGreaterThan(1)
        assertThat(few.getAsJsonArray("warnings").toString()).contains("a verdict needs at least 8")
    } else {
        println("  (this machine is quick: " + few.get("rounds") + " pairs in a second)")
    }
}
cases.check("a file that is not there, and no workload") {
    benchmark("-Dpgobolt.benchmark.files=old=/usr/bin/gzip,new=nowhere", evaluate).assertFailure().log()
            .assertContains("The benchmark's file new is not there", "correct the path")
    benchmark(files).assertFailure().log().assertContains("-Dpgobolt.evaluate=")
}
cases.check("to measure and to replay at once is refused") {
    benchmark(files, evaluate, "-Dpgobolt.benchmark.replay=cut.jsonl").assertFailure().log().assertContains("give one of the two")
}
cases.end(project)
