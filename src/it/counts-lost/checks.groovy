import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
// One call of Maven for several goals: that is what takes the time here.
def goals = { List<String> goals, String... more ->
    MavenCall.in(project, *goals.collect { MavenCall.goal(project, it) }).and(more).run().assertSuccess().log()
}
def collected = ["instrument", "train", "merge"]
def result = { String step ->
    JsonParser.parseString(project.resolve("target/pgo-bolt/steps/" + step + ".json").toFile().text)
            .asJsonObject.getAsJsonObject("result")
}

cases.check("children with an empty environment: what they counted is found, counts, and it is said") {
    goals(collected, "-Pchildren", "-Dending=cleared").assertContains("starts processes without the environment", "1 raw profile of this build was found in")
    assertThat(result("merge").getAsJsonObject("summary").get("totalCount").asLong).isGreaterThan(40_000_000L)
    assertThat(result("train").get("strays").asInt).isEqualTo(1)
    assertThat(result("merge").getAsJsonArray("reasons")).isEmpty()
}
cases.check("children that abort: the counts are too few for the time, and what may have happened is said") {
    goals(collected + "report", "-Pchildren", "-Dending=aborted").assertContains("workload 'run' left", "s of processor time", "exec", "chroot")
    assertThat(result("merge").getAsJsonObject("summary").get("totalCount").asLong).isLessThan(1_000L)
    def report = JsonParser.parseString(project.resolve("target/pgo-bolt/report/report.json").toFile().text).asJsonObject
    def pgo = report.getAsJsonObject("profiles").getAsJsonObject("pgo")
    assertThat(pgo.get("grade").asString).isEqualTo("usable")
    assertThat(pgo.get("advice").asString).contains("s of processor time")
}
cases.check("no false alarm: the same work in one process that ends well") {
    goals(collected, "-Pchildren", "-Dending=alone")
    assertThat(result("merge").getAsJsonArray("reasons")).isEmpty()
    assertThat(result("train").getAsJsonArray("warnings")).isEmpty()
}
cases.check("two copies of a library in one JVM: BOLT's half has the counts of both") {
    def classes = project.resolve("target/classes")
    Files.createDirectories(classes)
    Machine.output("javac", "-d", classes.toString(), project.resolve("java/Native.java").toString(), project.resolve("java/Twice.java").toString())
    goals(collected + ["optimize", "bolt-profile"], "-Pcopies")
    def fdata = project.resolve("target/pgo-bolt/" + result("bolt-profile").get("fdata").asString)
    def counts = fdata.toFile().readLines().findAll { it.contains("Java_Native_work") }.collect { it.tokenize(" ").last() as long }
    assertThat(counts.max()).as("the first copy's loop, and not the second one's 100").isGreaterThan(1_000_000L)
    assertThat(result("bolt-profile").getAsJsonObject("quality").get("countsPercent").asDouble).isGreaterThan(10.0d)
}
cases.end(project)
