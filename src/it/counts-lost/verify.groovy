import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
def goal = { String goal, String... more -> MavenCall.in(project, MavenCall.goal(project, goal)).and(more).run() }
// Of a program with such an end, as far as its profile.
def merged = { String ending ->
    ["instrument", "train", "merge"].collectEntries { [it, goal(it, "-Pchildren", "-Dending=" + ending).assertSuccess().log()] }
}
def result = { String step ->
    JsonParser.parseString(project.resolve("target/pgo-bolt/steps/" + step + ".json").toFile().text)
            .asJsonObject.getAsJsonObject("result")
}

cases.check("children with an empty environment: what they counted is found, counts, and it is said") {
    merged("cleared").train.assertContains("starts processes without the environment", "1 raw profile of this build was found in")
    assertThat(result("merge").getAsJsonObject("summary").get("totalCount").asLong).isGreaterThan(40_000_000L)
    assertThat(result("train").get("strays").asInt).isEqualTo(1)
    assertThat(result("merge").getAsJsonArray("reasons")).isEmpty()
}
cases.check("children that abort: the counts are too few for the time, and what may have happened is said") {
    merged("aborted").merge.assertContains("workload 'run' left", "s of processor time", "exec", "chroot")
    assertThat(result("merge").getAsJsonObject("summary").get("totalCount").asLong).isLessThan(1_000L)
    goal("report", "-Pchildren", "-Dending=aborted").assertSuccess()
    def report = JsonParser.parseString(project.resolve("target/pgo-bolt/report/report.json").toFile().text).asJsonObject
    def pgo = report.getAsJsonObject("profiles").getAsJsonObject("pgo")
    assertThat(pgo.get("grade").asString).isEqualTo("usable")
    assertThat(pgo.get("advice").asString).contains("s of processor time")
}
cases.check("no false alarm: the same work in one process that ends well") {
    merged("alone")
    assertThat(result("merge").getAsJsonArray("reasons")).isEmpty()
    assertThat(result("train").getAsJsonArray("warnings")).isEmpty()
}
cases.check("two copies of a library in one JVM: BOLT's half has the counts of both") {
    def classes = project.resolve("target/classes")
    Files.createDirectories(classes)
    Machine.output("javac", "-d", classes.toString(), project.resolve("java/Native.java").toString(), project.resolve("java/Twice.java").toString())
    for (step in ["instrument", "train", "merge", "optimize", "bolt-profile"]) {
        goal(step, "-Pcopies").assertSuccess()
    }
    def fdata = project.resolve("target/pgo-bolt/" + result("bolt-profile").get("fdata").asString)
    def counts = fdata.toFile().readLines().findAll { it.contains("Java_Native_work") }.collect { it.tokenize(" ").last() as long }
    assertThat(counts.max()).as("the first copy's loop, and not the second one's 100").isGreaterThan(1_000_000L)
    assertThat(result("bolt-profile").getAsJsonObject("quality").get("countsPercent").asDouble).isGreaterThan(10.0d)
}
cases.end(project)
return true
