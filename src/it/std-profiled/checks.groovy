import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult

def project = basedir.toPath()
def cases = new Cases()
def call = { String goal, String... properties -> MavenCall.in(project, MavenCall.goal(project, goal)).and(properties) }
def failing = { String variant ->
    def program = WorkResult.below(project).rows("variants").find { it.get("name").asString == variant }.get("file").asString
    def process = ["sh", "-c", "RUST_BACKTRACE=0 exec '" + program + "' 9 > /dev/full"].execute()
    def said = process.err.text
    assertThat(process.waitFor()).isEqualTo(101)
    return said.replaceAll(/'main' \(\d+\)/, "'main'")
}

cases.check("the baseline has the prebuilt one, the others one of their own") {
    def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
    assertThat(result.rows("variants").collectEntries { [it.get("name").asString, it.get("std").asString] })
            .isEqualTo([baseline: "prebuilt", pgo: "profiled", "pgo-bolt": "profiled"])
    assertThat(result.record("baseline").getAsJsonArray("commands").toString()).doesNotContain("build-std", "RUSTC_BOOTSTRAP")
    def commands = result.record("optimize").getAsJsonArray("commands").toString()
    assertThat(commands).contains("-Zbuild-std=std,panic_unwind")
    assertThat(result.report().getAsJsonArray("reproduce").toString()).contains("-Zbuild-std=std,panic_unwind", "rustc-with-std")
}
cases.check("functions of the standard library are in the profile, and all counts arrive") {
    def result = WorkResult.below(project)
    def profdata = result.rows("tools").find { it.get("name").asString == "llvm-profdata" }.get("path").asString
    def pgo = result.report().getAsJsonObject("profiles").getAsJsonObject("pgo")
    def shown = [profdata, "show", "--all-functions", pgo.get("file").asString].execute().text
    // core::fmt::write and alloc::fmt::format, which no crate compiles for itself.
    assertThat(shown).containsPattern(/_RNv\w*4core\w*3fmt\w*5write/).containsPattern(/_RNv\w*5alloc\w*3fmt\w*6format/)
    assertThat(pgo.get("arrivedPercent").asDouble).isGreaterThan(99.0d)
}
cases.check("a panic inside of it says the same as ever") {
    def baseline = failing("baseline")
    assertThat(baseline).containsPattern(/\/rustc\/[0-9a-f]{40}\/library\/std\/src\/io\/stdio\.rs:/)
    assertThat(["pgo", "pgo-bolt"].collect { failing(it) }.unique()).isEqualTo([baseline])
}
cases.check("a second run has nothing to do") {
    call("run").run().assertSuccess()
    def statuses = WorkResult.below(project).statuses()
    assertThat(["baseline", "instrument", "train", "optimize", "bolt", "check"].collect { statuses.get(it) }.unique()).isEqualTo(["reused"])
}
cases.check("another choice is another build, but not of the baseline") {
    call("instrument", "-Dpgobolt.std=auto").run().assertSuccess().log()
            .assertContains("std: prebuilt, since rustc", "is not a nightly one", "instrument: cargo builds with -Cprofile-generate again, since this changed: std")
    call("baseline", "-Dpgobolt.std=prebuilt").run().assertSuccess().log().assertContains("baseline: up to date")
}
cases.check("where it cannot be built the prebuilt one serves, and later builds know") {
    def without = { call("instrument", "-Dpgobolt.workDirectory=target/without").with("RUSTC_WRAPPER", project.resolve("tools/no-core.sh").toString()).run().assertSuccess().log() }
    def told = "The standard library is not built from source, as std=profiled asks, and the build goes on with the prebuilt one: it was tried"
    without().assertContains(told, "this rustc does not compile core", "instrument: done")
    without().assertContains(told, "instrument: up to date")
}
cases.check("an unknown value names those that there are") {
    call("instrument", "-Dpgobolt.std=fast").run().assertFailure().log().assertContains("'fast' is no value of std; it takes prebuilt, profiled, auto.")
}
cases.end(project)
