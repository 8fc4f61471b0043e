import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult

def project = basedir.toPath()
def cases = new Cases()
def call = { String goal, String... properties -> MavenCall.in(project, MavenCall.goal(project, goal)).and(properties).run() }
def result = { WorkResult.below(project) }
def rows = { String check -> result().record("check").getAsJsonObject("result").getAsJsonArray("rows").findAll { it.get("name").asString == check } }
def words = { result().record("check").getAsJsonObject("result").getAsJsonObject("variants").entrySet().collect { it.value.asString }.toSet() }
def details = { String check, String variant -> rows(check).find { it.get("variant").asString == variant }.get("detail").asString }
def evaluated = "outputs of evaluate"

cases.check("paths of the plugin's own folders and of the program itself are no difference") {
    def seen = result().assertWhole("baseline", "pgo", "pgo-bolt")
    seen.rows("variants").each { assertThat(it.get("shown").asString).isEqualTo("shown correct") }
    assertThat(details(evaluated, "pgo-bolt")).startsWith("equal to the baseline in")
    assertThat(seen.root().resolve("report/summary.txt")).content().contains("shown correct")
}
cases.check("time stamps in standard error leave standard output to compare") {
    assertThat(details(evaluated, "pgo")).endsWith("stdout; not compared, since two runs of the baseline differ there: stderr")
}
def onePlace = "one place under two names is the same place to a debugger"
if (rows("debugger").any { it.get("detail").asString == "not done: gdb is missing" }) {
    cases.skip(onePlace, "gdb is missing")
} else {
    cases.check(onePlace) {
        assertThat(rows("debugger")).hasSize(2).allMatch { it.get("shown").asString == "shown correct" && it.get("detail").asString =~ /\d with file and line/ }
    }
}
cases.check("a run that prints nothing shows nothing, and the file that it wrote is offered; the baseline ships") {
    call("run", "-Dpgobolt.evaluate=silent").assertSuccess().log()
            .assertContains("<outputs><output>target/made/out.json</output></outputs>", "-Dpgobolt.outputs=target/made/out.json", "pgo and pgo-bolt are not shown correct")
    def seen = result()
    assertThat(seen.report().getAsJsonObject("selection").get("variant").asString).isEqualTo("baseline")
    seen.rows("variants").findAll { it.get("name").asString != "baseline" }.each {
        assertThat(it.get("shown").asString).isEqualTo("not shown")
        assertThat(it.get("correct").isJsonNull()).isTrue()
    }
    seen.rows("checks").findAll { it.get("name").asString == evaluated }.each {
        assertThat(it.get("passed").isJsonNull()).isTrue()
        assertThat(it.get("done").asBoolean).isFalse()
    }
    assertThat(seen.status("benchmark")).isEqualTo("ran")
    for (file in ["report.html", "report.md", "summary.txt"]) {
        assertThat(seen.root().resolve("report/" + file)).content().contains("not shown", "no output of an evaluation workload could be compared")
    }
}
cases.check("requireCorrect fails what is not shown correct") {
    call("verify", "-Dpgobolt.evaluate=silent", "-Dpgobolt.requireCorrect").assertFailure().log()
            .assertContains("The gate requireCorrect does not hold", "pgo, pgo-bolt are not shown correct")
}
cases.check("allowUnchecked lets it ship, if it is faster") {
    call("run", "-Dpgobolt.evaluate=silent", "-Dpgobolt.allowUnchecked=true").assertSuccess()
    def selection = result().report().getAsJsonObject("selection")
    assertThat(selection.get("reason").asString).doesNotContain("since no output")
    if (selection.get("variant").asString != "baseline") {
        assertThat(selection.get("reason").asString).contains("It is not shown correct; allowUnchecked lets it ship.")
    }
    assertThat(result().status("check")).isEqualTo("reused")
}
cases.check("the file that was offered is compared, and is enough") {
    call("check", "-Dpgobolt.evaluate=silent", "-Dpgobolt.outputs=target/made/out.json").assertSuccess()
    assertThat(words()).containsExactly("shown correct")
    assertThat(details(evaluated, "pgo")).endsWith(": target/made/out.json")
}
cases.check("an output that differs by nature is compared where it is said what differs") {
    call("check", "-Dpgobolt.evaluate=clock", "-Dpgobolt.ignore=at [0-9]+ ns").assertSuccess()
    assertThat(words()).containsExactly("shown correct")
}
cases.end(project)
