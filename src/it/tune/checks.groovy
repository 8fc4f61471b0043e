import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
def work = project.resolve("target/pgo-bolt")
def record = { String step -> new JsonSlurper().parse(work.resolve("steps/" + step + ".json").toFile()) }
def subject = record("baseline").inputs.subject.split(" ")
def target = subject[-1]
def file = project.resolve("src/pgo-profiles/" + subject[1] + "/layout.json")
def write = { Map<String, Object> changes ->
    Files.createDirectories(file.parent)
    def layout = [schemaVersion: 1, target: target, variant: "pgo-bolt", options: ["-reorder-blocks=cache", "-reorder-functions=exec-count"],
                  rustc: "1.99.1", llvmBolt: "99.0.1"]
    Files.writeString(file, JsonOutput.toJson(layout + changes))
}
def bolt = { String... more -> MavenCall.in(project, MavenCall.goal(project, "bolt")).and(more).run() }
def flags = { record("bolt").result.flags }

cases.check("a race ends with a layout that is written, or says that nothing better is shown and writes nothing") {
    def found = record("tune").result.layout != null
    assertThat(Files.exists(file)).isEqualTo(found)
    BuildLog.of(basedir).assertContains(found ? "Written to " + file : "Nothing better shown")
    assertThat(work.resolve("steps/benchmark.json")).as("the race does not wait for a benchmark").doesNotExist()
}
Files.deleteIfExists(file)
cases.check("a layout of the source tree is what ships, checked and measured as any other") {
    write([:])
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.layoutBudgetSeconds=12").run().assertSuccess().log()
            .assertContains("The layout is that of " + file, "Layout:")
    def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
    assertThat(result.status("layouts")).isEqualTo("ran")
    def sensitivity = result.report().getAsJsonObject("sensitivity")
    assertThat(sensitivity.getAsJsonArray("draws").collect { it.getAsJsonObject().get("name").asString })
            .containsExactly("pgo", "draw-1", "draw-2", "draw-3", "draw-4")
    assertThat(sensitivity.get("rounds").asInt).isPositive()
    assertThat(flags()).contains("-reorder-blocks=cache", "-reorder-functions=exec-count").doesNotContain("-reorder-blocks=ext-tsp")
}
cases.check("boltFlags goes before it") {
    bolt("-Dpgobolt.boltFlags=-reorder-blocks=ext-tsp").assertSuccess().log().assertContains("boltFlags gives all options")
    assertThat(flags()).contains("-reorder-blocks=ext-tsp").doesNotContain("-reorder-functions=exec-count")
}
cases.check("boltExtraFlags is added to it, and goes before it where they differ") {
    bolt("-Dpgobolt.boltExtraFlags=-align-functions=32,-reorder-functions=cdsort").assertSuccess()
    assertThat(flags()).contains("-reorder-blocks=cache", "-align-functions=32", "-reorder-functions=cdsort")
            .doesNotContain("-reorder-functions=exec-count")
}
cases.check("an option that this llvm-bolt lacks is named, and the default ones take its place") {
    write([options: ["-reorder-blocks=cache", "-fast-as-light=11"]])
    bolt().assertSuccess().log().assertContains(file.toString(), "does not know -fast-as-light=11", "99.0.1")
    assertThat(flags()).contains("-reorder-blocks=ext-tsp").doesNotContain("-reorder-blocks=cache")
}
cases.check("a layout for another target is not used") {
    write([target: "aarch64-unknown-linux-gnu"])
    bolt("-Dpgobolt.force").assertSuccess().log().assertContains("it was found for aarch64-unknown-linux-gnu")
    assertThat(flags()).contains("-reorder-blocks=ext-tsp")
}
cases.check("a damaged one is an error that names the file and the fix, before anything is built") {
    Files.writeString(file, "{")
    bolt().assertFailure().log().assertContains("The layout " + file + " cannot be used", "tune")
    assertThat(flags()).as("nothing was lost").contains("-reorder-blocks=ext-tsp")
}
cases.check("a race of no length is refused") {
    Files.delete(file)
    MavenCall.in(project, MavenCall.goal(project, "tune")).and("-Dpgobolt.tune.seconds=0").run().assertFailure().log()
            .assertContains("tune.seconds is 0", "-Dpgobolt.tune.seconds=300")
}
cases.end(project)
