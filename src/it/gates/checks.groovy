import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def records = project.resolve("target/pgo-bolt/steps").toFile().listFiles().collectEntries { [it.name, it.text] }
def cases = new Cases()
def verify = { String... gates -> MavenCall.in(project, MavenCall.goal(project, "verify")).and(gates).run() }

// Bounds that no machine can miss: nothing ships that is half as fast, and nothing becomes 99 % faster.
cases.check("without a gate verify says that there is none") {
    verify().assertSuccess().log().assertContains("no gate is configured")
}
cases.check("failIfSlower holds for what is not shown slower") {
    verify("-Dpgobolt.failIfSlower=0.5").assertSuccess().log().assertContains("failIfSlower")
}
cases.check("requireNotSlower with a wide bound passes") {
    verify("-Dpgobolt.requireNotSlower=900%").assertSuccess().log().assertContains("requireNotSlower")
}
cases.check("noWorkloadSlower holds") {
    verify("-Dpgobolt.noWorkloadSlower=900%").assertSuccess().log().assertContains("noWorkloadSlower")
}
cases.check("requireCorrect holds") {
    verify("-Dpgobolt.requireCorrect").assertSuccess().log().assertContains("gate requireCorrect holds")
}
cases.check("requireFaster=0.99 fails the build, and says which gate and where the report is") {
    verify("-Dpgobolt.requireFaster=0.99", "-Dpgobolt.onInconclusive=fail").assertFailure().log()
            .assertContains("BUILD FAILURE", "The gate requireFaster does not hold", "report.html")
}
cases.check("one gate that fails is enough") {
    verify("-Dpgobolt.requireCorrect", "-Dpgobolt.requireFaster=0.99", "-Dpgobolt.onInconclusive=fail").assertFailure().log()
            .assertContains("gate requireCorrect holds", "The gate requireFaster does not hold")
}

// What shipped last: this build's own report with another figure in it.
def last = { String name, String variant, double ratio ->
    def report = com.google.gson.JsonParser.parseString(Files.readString(project.resolve("target/pgo-bolt/report/report.json"))).asJsonObject
    report.getAsJsonObject("selection").addProperty("variant", variant)
    report.getAsJsonArray("comparisons").collect { it.asJsonObject }.findAll { it.get("reference").asString == "baseline" }.each {
        it.addProperty("ratio", ratio)
        it.addProperty("low", ratio - 0.01)
        it.addProperty("high", ratio + 0.01)
    }
    Files.writeString(project.resolve(name), report.toString())
}
last("level.json", "baseline", 1)
last("fast.json", "pgo-bolt", 0.02)
cases.check("failIfGainShrinks holds beside a baseline") {
    verify("-Dpgobolt.previous=level.json", "-Dpgobolt.failIfGainShrinks=900%").assertSuccess().log().assertContains("gate failIfGainShrinks")
}
cases.check("failIfGainShrinks fails where far more shipped last; a machine that differs from itself proves nothing") {
    verify("-Dpgobolt.previous=fast.json", "-Dpgobolt.failIfGainShrinks=0.02", "-Dpgobolt.onInconclusive=fail").assertFailure().log()
            .assertContains("The gate failIfGainShrinks does not hold")
}
cases.check("a baseline that ships where a fast file shipped last is a warning, in the report too") {
    def shipped = result.report().getAsJsonObject("selection").get("variant").asString
    def said = MavenCall.in(project, MavenCall.goal(project, "report")).and("-Dpgobolt.previous=fast.json").run().assertSuccess().log()
    if (shipped == "baseline") {
        said.assertContains("[WARNING] What shipped last was pgo-bolt", "and this build ships the baseline", "-98.0 %")
        assertThat(Files.readString(project.resolve("target/pgo-bolt/report/report.md"))).contains("What shipped last was pgo-bolt")
    } else {
        println("  (" + shipped + " ships here, so that there is no baseline to be warned of)")
    }
}
cases.check("what shipped last is found by its coordinates, as attach attached it, and one that nobody deployed is named") {
    def classifier = "linux-" + (System.getProperty("os.arch") == "aarch64" ? "aarch_64" : "x86_64") + "-report"
    def deployed = project.resolve("../../it-repo/io/github/pgobolt/it/gates/0.9").normalize()
    Files.createDirectories(deployed)
    Files.writeString(deployed.resolve("gates-0.9-" + classifier + ".json"), Files.readString(project.resolve("fast.json")))
    verify("-Dpgobolt.previous=io.github.pgobolt.it:gates:0.9", "-Dpgobolt.failIfGainShrinks=0.02", "-Dpgobolt.onInconclusive=fail")
            .assertFailure().log().assertContains("The gate failIfGainShrinks does not hold")
    verify("-Dpgobolt.previous=io.github.pgobolt.it:gates:0.8").assertFailure().log()
            .assertContains("previous names io.github.pgobolt.it:gates:0.8, and it could not be had")
}
cases.check("a previous report that is not there, the build's own, and a gate without one are refused") {
    verify("-Dpgobolt.previous=nowhere.json").assertFailure().log().assertContains("nowhere.json, and it could not be had")
    verify("-Dpgobolt.previous=target/pgo-bolt").assertFailure().log().assertContains("this build writes itself")
    verify("-Dpgobolt.failIfGainShrinks=0.02").assertFailure().log().assertContains("failIfGainShrinks needs what shipped last")
}
cases.check("a gate measures nothing: no record changed") {
    def now = project.resolve("target/pgo-bolt/steps").toFile().listFiles().collectEntries { [it.name, it.text] }
    assertThat(now).isEqualTo(records)
}

// A program that prints the size of its own file prints something else in every variant.
def crate = Files.createDirectories(project.resolve("telltale/src"))
Files.writeString(crate.resolveSibling("Cargo.toml"), '[package]\nname = "telltale"\nversion = "0.1.0"\nedition = "2021"\n')
Files.writeString(crate.resolve("main.rs"), '''
    fn main() {
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let sum = bytes.iter().fold(0u64, |a, b| if b % 2 == 0 { a.wrapping_mul(31) ^ u64::from(*b) } else { a + 1 });
        println!("{} {sum}", bytes.len());
    }
''')
def telltale = MavenCall.in(crate.parent, MavenCall.goal(project, "run"), "-Dpgobolt.workload=x", "-Dpgobolt.benchmark.budgetSeconds=3")
cases.check("variants that print something else than the baseline are named, excluded, and the baseline ships") {
    telltale.run().assertSuccess().log().assertContains("failed for 'pgo'", "failed for 'pgo-bolt'")
    def wrong = WorkResult.below(crate.parent)
    assertThat(wrong.report().getAsJsonObject("selection").get("variant").asString).isEqualTo("baseline")
    for (variant in wrong.rows("variants")) {
        assertThat(variant.get("correct").asBoolean).isEqualTo(variant.get("name").asString == "baseline")
    }
    assertThat(wrong.status("benchmark")).isEqualTo("skipped")
    assertThat(wrong.shippedSha256()).isEqualTo(wrong.variantHashes()["baseline"])
}
cases.check("requireCorrect fails that build") {
    MavenCall.in(crate.parent, MavenCall.goal(project, "verify"), "-Dpgobolt.workload=x", "-Dpgobolt.benchmark.budgetSeconds=3",
            "-Dpgobolt.requireCorrect").run().assertFailure().log().assertContains("The gate requireCorrect does not hold")
}
cases.end(project)
