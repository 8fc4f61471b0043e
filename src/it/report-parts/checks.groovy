import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def work = project.resolve("target/pgo-bolt")
def cases = new Cases()
def call = { String goal, String... more -> MavenCall.in(project, MavenCall.goal(project, goal), *more) }
def page = { Files.readString(work.resolve("report/report.html")).replaceAll(/<[^>]*>/, " ").replaceAll(/\s+/, " ") }
def rows = { String field -> WorkResult.below(project).rows(field) }
def why = { String section -> rows("missing").find { it.get("section").asString == section }?.get("why")?.asString }
def parsed = { String step -> new JsonSlurper().parse(work.resolve("steps/${step}.json").toFile()) }
// As it was written: a number that is parsed and printed again may look otherwise, and its record be damaged.
def recorded = { String step -> Files.readString(work.resolve("steps/${step}.json")) }
def restore = { String step, String was -> Files.writeString(work.resolve("steps/${step}.json"), was) }
def save = { String step, Object json -> Files.writeString(work.resolve("steps/${step}.json"), JsonOutput.toJson(json)) }

cases.check("a report of nothing says for each part what to run, and claims nothing") {
    assertThat(page()).contains(
            "Nothing selected yet", "nothing was measured", "mvn pgo-bolt:benchmark",
            "no variant was built")
    assertThat(page()).doesNotContain("shown so", "NaN")
    assertThat(rows("missing")*.get("run")*.asString).allMatch { it.startsWith("mvn pgo-bolt:") }
    assertThat(Files.readString(work.resolve("report/summary.txt"))).contains("Selected: nothing")
}

cases.check("half of the steps, the last of which failed: the report has what was done and why it ended") {
    // A build beside the others is ended by a failure, and then there is no baseline.
    call("run", "-Dtraining=no-such-file.txt", "-Dpgobolt.parallelBuilds=false").run().assertFailure()
    def statuses = WorkResult.below(project).statuses()
    assertThat(statuses).containsEntry("baseline", "ran").containsEntry("train", "failed").doesNotContainKey("optimize")
    assertThat(rows("variants")*.get("name")*.asString).containsExactly("baseline")
    assertThat(page()).contains("The step train failed", "nothing was measured")
    assertThat(Files.readString(work.resolve("report/junit.xml"))).contains("<skipped")
}

cases.check("a whole run, in a CI that names its summary") {
    def summary = Files.writeString(project.resolve("summary.md"), "earlier step\n")
    call("run").with("GITHUB_STEP_SUMMARY", summary.toString()).with("GITLAB_CI", "true").run().assertSuccess()
    WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
    assertThat(Files.readString(summary)).startsWith("earlier step\n## reckon").contains("### Reproduction")
    assertThat(Files.readString(work.resolve("report/metrics.txt"))).contains("pgobolt_ratio{variant=\"pgo\"").endsWith("# EOF\n")
}
Files.copy(work.resolve("report/report.json"), project.resolve("whole.json"))

cases.check("what an earlier build left of other training data is not shown as new, and the page says so") {
    Files.writeString(project.resolve("training.txt"), Files.readString(project.resolve("training.txt")) + "\n")
    call("report").run().assertSuccess()
    assertThat(WorkResult.below(project).statuses())
            .containsEntry("baseline", "reused").containsEntry("train", "outdated").containsEntry("benchmark", "outdated")
    assertThat(rows("comparisons")).isEmpty()
    assertThat(rows("variants")*.get("name")*.asString).containsExactly("baseline")
    assertThat(why("comparisons")).contains("of the step benchmark is out of date", "it builds on train, and there this changed: workload")
    assertThat(page()).contains("Nothing selected yet").doesNotContain("shown so")
    def text = Files.readString(project.resolve("training.txt"))
    Files.writeString(project.resolve("training.txt"), text.substring(0, text.length() - 1))
}

cases.check("damaged records and those of a newer plugin are named, and the rest is shown") {
    def benchmark = recorded("benchmark")
    def check = recorded("check")
    save("benchmark", parsed("benchmark") + [result: [rounds: "many"]])
    save("check", parsed("check") + [schemaVersion: 9])
    call("report").run().assertSuccess()
    assertThat(why("comparisons")).contains("benchmark", "its record is damaged")
    assertThat(why("checks")).contains("check.json was written by a newer version of this plugin (schema 9")
    assertThat(why("selection")).contains("it builds on check")
    assertThat(rows("variants")*.get("name")*.asString).contains("baseline", "pgo", "pgo-bolt")
    restore("check", check)
    Files.writeString(work.resolve("steps/benchmark.json"), '{"half": ')
    call("report").run().assertSuccess()
    assertThat(why("comparisons")).contains("its record is damaged")
    assertThat(rows("checks")).isNotEmpty()
    restore("benchmark", benchmark)
}

cases.check("a variant that was removed is missed") {
    def file = work.resolve("variants/pgo/reckon")
    def bytes = Files.readAllBytes(file)
    Files.write(file, "x".bytes)
    call("report").run().assertSuccess()
    assertThat(why("comparisons")).contains("it builds on optimize, and there its files were changed or removed")
    Files.write(file, bytes)
}

cases.check("compare says that nothing changed, what changed, and which file it cannot read") {
    call("report").run().assertSuccess()
    def same = call("compare", "-Dpgobolt.compare.before=whole.json").run().assertSuccess()
    same.log().assertContains("Nothing that the reports hold has changed.")
    def other = Files.readString(project.resolve("whole.json"))
            .replace('"sizeBytes": ', '"sizeBytes": 1').replaceFirst('"cpuModel": "[^"]*"', '"cpuModel": "Another"')
    Files.writeString(project.resolve("other.json"), other)
    def changed = call("compare", "-Dpgobolt.compare.before=other.json", "-Dpgobolt.compare.after=target/pgo-bolt",
            "-Dpgobolt.compare.markdown=target/comparison.md").run().assertSuccess()
    changed.log().assertContains("Measured on different machines (Another")
    changed.log().assertContains("sizes")
    assertThat(Files.readString(project.resolve("target/comparison.md"))).contains(":warning: Measured on different machines")
    Files.writeString(project.resolve("newer.json"), '{"schemaVersion": 9, "pluginVersion": "7.0.0"}')
    Files.writeString(project.resolve("damaged.json"), other.substring(0, 500))
    for (one in [["newer.json", "has schemaVersion 9"], ["damaged.json", "is damaged"], ["none.json", "There is no report at"]]) {
        def refused = call("compare", "-Dpgobolt.compare.before=" + one[0]).run().assertFailure()
        assertThat(refused.log().text()).contains(one[0], one[1]).contains("BUILD FAILURE")
    }
    assertThat(call("compare").run().assertFailure().log().text()).contains("-Dpgobolt.compare.before=old/report.json")
}

cases.end(project)
