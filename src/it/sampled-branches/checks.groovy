import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.StandInPerf
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def machine = StandInPerf.below(project, project.resolve("../../.."))
def cases = new Cases()
def run = { String... more -> machine.on(MavenCall.in(project, MavenCall.goal(project, "run"))).and(more) }

def sampled
cases.check("perfEvent=auto finds the branch records, and the whole way is gone with them") {
    def log = run().run().assertSuccess().log()
    log.assertContains("bolt-profile: done", "by branch stacks", "llvm-bolt goes by it, since allowBadProfile is set")
    sampled = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
    def profile = sampled.record("bolt-profile").getAsJsonObject("result")
    assertThat(profile.get("source").asString).isEqualTo("branch stacks")
    assertThat(profile.getAsJsonObject("samples").get("branchRecords").asLong).isGreaterThan(1000L)
    assertThat(profile.getAsJsonObject("samples").get("mismatchingPercent").asDouble).isLessThan(5.0d)
    assertThat(profile.getAsJsonObject("quality").get("profiledFunctions").asLong).isGreaterThan(5L)
    assertThat(profile.getAsJsonObject("quality").get("grade").asString).isEqualTo("bad")
}
cases.check("the report names the rung that was taken and why each other was not, and what the profile is worth") {
    def rungs = sampled.rows("branchSampling").collectEntries { [it.get("rung").asString, it] }
    assertThat(rungs.keySet()).contains("intel-hybrid-lbr", "intel-lbr", "amd-lbr-v2", "amd-brs", "arm-brbe", "arm-spe",
            "intel-pt", "arm-etm", "basic-events")
    assertThat(rungs["intel-lbr"].get("accepted").asBoolean).isTrue()
    assertThat(rungs["amd-brs"].get("reason").asString).contains("branch-brs")
    for (rung in rungs.values()) {
        assertThat(rung.get("hardware").asString).isNotBlank()
    }
    def bolt = sampled.report().getAsJsonObject("profiles").getAsJsonObject("bolt")
    assertThat(bolt.get("grade").asString).isEqualTo("bad")
    assertThat(bolt.get("coveragePercent").asDouble).isBetween(80.0d, 100.0d)
    assertThat(bolt.get("densityFactor").asDouble).isGreaterThan(10.0d)
    assertThat(bolt.get("branchRecords").asLong).isGreaterThan(1000L)
    for (form in ["report.html", "report.md"]) {
        assertThat(Files.readString(sampled.root().resolve("report").resolve(form))).contains("intel-lbr", "branch-brs")
    }
}
cases.check("recordings are deleted when they are read") {
    assertThat(Files.walk(sampled.root()).withCloseable { it.filter { f -> f.toString().endsWith(".perf.data") }.count() }).isZero()
}
cases.check("the same profile by instrumentation is laid beside it") {
    run("-Dpgobolt.perfEvent=none").run().assertSuccess().log().assertContains("BOLT's instrumentation slows a program about 4 times")
    def bolt = WorkResult.below(project).report().getAsJsonObject("profiles").getAsJsonObject("bolt")
    assertThat(bolt.get("source").asString).isEqualTo("instrumentation")
    def agreement = bolt.getAsJsonArray("agreements").get(0).asJsonObject
    assertThat(agreement.get("source").asString).isEqualTo("branch stacks")
    // Both saw every branch of the same run; instrumentation alone sees what the loader does before the program's entry.
    assertThat(agreement.get("percent").asDouble).isBetween(80.0d, 100.0d)
    assertThat(agreement.get("hottestEdges").asInt).isGreaterThan(8)
}
cases.check("a bad profile stops before llvm-bolt, and says with which number and what to type") {
    Files.createDirectories(project.resolve("strict"))
    def strict = Files.readString(project.resolve("pom.xml")).replace("<allowBadProfile>true</allowBadProfile>", "")
            .replace('${basedir}/../../../src', project.resolve("../../../src").toRealPath().toString())
            .replace("training.txt", project.resolve("training.txt").toString())
            .replace("evaluation.txt", project.resolve("evaluation.txt").toString())
    Files.writeString(project.resolve("strict/pom.xml"), strict)
    // The work folder of before, so that nothing is compiled twice.
    def log = machine.on(MavenCall.in(project.resolve("strict"), MavenCall.goal(project, "bolt-profile"),
            "-Dpgobolt.workDirectory=" + project.resolve("target/pgo-bolt"), "-Dpgobolt.force")).run().assertFailure().log()
    log.assertContains("The branch profile (by branch stacks) is bad", "times more samples", "-Dpgobolt.allowBadProfile")
}
cases.check("doctor tells the same in one screen") {
    def log = machine.on(MavenCall.in(project, MavenCall.goal(project, "doctor"))).run().assertSuccess().log()
    log.assertContains("Branches  intel-lbr, perf record -e cycles:u", machine.folder().resolve("perf").toString(), "amd-brs", "not an AMD CPU")
}
cases.end(project)
