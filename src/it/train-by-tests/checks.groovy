import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
// Of a workspace it is the folder of the member that the work folder lies in.
def work = WorkResult.below(project.resolve("tally"))
def report = work.report()
def run = { List<String> more ->
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.trainWith=tests", "-Dpgobolt.lto=inherit",
            "-Dpgobolt.benchmark.budgetSeconds=2").and(more as String[]).run()
}

cases.check("each test was run to see whether it starts the program, and that is said") {
    BuildLog.of(basedir).assertContains("the test 'cli' starts tally, so that it is a run of it",
            "the test 'lib_only' never starts tally, so that it trains PGO alone")
    assertThat(work.rows("workloads").collectEntries { [it.get("name").asString, it.get("use").asString] })
            .isEqualTo(["tests-cli": "both", "tests-lib_only": "train"])
}
cases.check("both train PGO, and the one that starts the program trains BOLT") {
    def profiles = work.record("train").getAsJsonObject("result").getAsJsonArray("profiles")
    assertThat(profiles.collect { it.asJsonObject.get("workload").asString }.toSet()).isEqualTo(["tests-cli", "tests-lib_only"] as Set)
    def runs = work.record("bolt-profile").getAsJsonObject("result").getAsJsonArray("workloads")
    assertThat(runs.collect { it.asJsonObject.get("workload").asString }).containsExactly("tests-cli")
    assertThat(work.variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo", "pgo-bolt")
}
cases.check("each variant ran in the test: checked by what it prints, and measured, with the stamp") {
    def checks = work.rows("checks").findAll { it.get("name").asString.contains("tests-cli") }
    assertThat(checks.findAll { it.get("passed").asBoolean }.collect { it.get("variant").asString }.toSet())
            .isEqualTo(["baseline", "pgo", "pgo-bolt"] as Set)
    assertThat(checks.collect { it.get("detail").asString }.join()).contains("stdout").doesNotContain("not compared, since")
    assertThat(work.failedChecks()).isEmpty()
    assertThat(report.get("measuredOnTrainingInput").asBoolean).isTrue()
    assertThat(work.rows("comparisons")).isNotEmpty()
}
cases.check("a second build does nothing, though the launcher left its link in cargo's place") {
    def place = Files.walk(work.root().resolve("build/baseline")).withCloseable { all ->
        all.filter { it.toString().endsWith("/release/tally") }.findFirst().orElseThrow() }
    assertThat(Files.isSymbolicLink(place)).isTrue()
    def log = run(["-Dpgobolt.benchmark.budgetSeconds=4"]).assertSuccess().log()
    ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"].each {
        log.assertContains(it + ": up to date")
    }
    log.assertLacks("the test 'cli' starts")
    assertThat(Files.isSymbolicLink(place)).as("cargo put its own file back").isFalse()
}
cases.check("a test that fails on the baseline is named, with what to type") {
    run(["-Dpgobolt.features=planted", "-Dpgobolt.workDirectory=" + project.resolve("target/planted")]).assertFailure().log()
            .assertContains("The test 'cli' of the crate fails on the baseline: fails_everywhere.",
                    "cargo test --release --test cli", "-Dpgobolt.evaluate=", "<arg>--skip</arg><arg>fails_everywhere</arg>")
}
cases.check("where no test starts the program, it is said what to give, and with that the tests train") {
    Files.move(project.resolve("tally/tests/cli.rs"), project.resolve("cli.rs"))
    def folder = "-Dpgobolt.workDirectory=" + project.resolve("target/lib-only")
    run([folder]).assertFailure().log().assertContains("of the crate's tests 'lib_only' none starts the program 'tally'",
            "-Dpgobolt.evaluate=")
    run([folder, "-Dpgobolt.evaluate=3", "-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip"]).assertSuccess().log()
            .assertContains("those of kind cargo do not, but for tests that start the program")
}
cases.check("without a test it is said where was looked") {
    Files.delete(project.resolve("tally/tests/lib_only.rs"))
    run(["-Dpgobolt.workDirectory=" + project.resolve("target/none")]).assertFailure().log()
            .assertContains("trainWith is tests, and there is no test", project.resolve("tally").toString(), "-Dpgobolt.train=")
}
cases.end(project)
