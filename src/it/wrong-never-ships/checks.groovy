import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
def result = { String subject -> new WorkResult(project.resolve("target/pgo-bolt/" + subject)) }
def call = { String goal, String subject, String plant, String... properties ->
    MavenCall.in(project, MavenCall.goal(project, goal), "-Dpgobolt.subject=" + subject).and(properties).with("PLANT", plant).run()
}
def tool = { String name ->
    result("program").rows("tools").find { it.get("name").asString == name }.get("path").asString
}
def script = { String path, String text ->
    def file = project.resolve(path)
    Files.createDirectories(file.parent)
    Files.writeString(file, "#!/bin/sh\n" + text)
    assertThat(file.toFile().setExecutable(true)).isTrue()
    return file.parent.toString()
}

// Stands before the real llvm-bolt, calls it, and then damages what it made as PLANT says: by GNU strip, or an expression of sed.
def damaging = "-Dpgobolt.toolPaths=" + script("damaging/llvm-bolt", """
${tool("llvm-bolt")} "\$@" || exit
made=; instruments=
while [ \$# -gt 0 ]; do
  case \$1 in -o) made=\$2 ;; -instrument) instruments=1 ;; esac
  shift
done
[ -n "\$instruments" ] && exit
# A reading of the profile alone makes nothing, and a stand-in that damages its trial is not used.
case \$made in ''|/dev/null|*/build/bolt-trial/*) exit 0 ;; esac
case \$PLANT in '') ;; gnu-strip) /usr/bin/strip "\$made" ;; *) LC_ALL=C sed -i "\$PLANT" "\$made" ;; esac
""")
def digit = { String d -> "s/plant:0/plant:" + d + "/g" }

/**
 * Plants a fault in what BOLT makes: the checks named fail for it, another variant ships with exit code 0, and
 * requireCorrect fails the same build. Alone: no other check fails, so that it is these that hold the fault; a file that
 * does not even load fails nearly all.
 */
def caught = { String name, String subject, boolean alone, List<String> checks, String plant, String... properties ->
    cases.check("planted: " + name + "; caught by " + checks.join(", ")) {
        // A stand-in says the version of the real tool, so that the step would be taken for done.
        // There is no record where the case before ended in an error.
        Files.deleteIfExists(result(subject).recordFile("bolt"))
        def log = call("run", subject, plant, properties).assertSuccess().log()
        def seen = result(subject)
        def failed = seen.failedChecks()
        assertThat(failed*.get("variant")*.asString.toSet()).as(failed.toString()).isEqualTo(["pgo-bolt"] as Set)
        if (alone) {
            assertThat(failed*.get("name")*.asString).containsExactlyInAnyOrderElementsOf(checks)
        } else {
            assertThat(failed*.get("name")*.asString).containsAll(checks)
        }
        checks.each { log.assertContains("check '" + it + "' failed for 'pgo-bolt'") }
        seen.rows("variants").each {
            assertThat(it.get("correct").asBoolean).isEqualTo(it.get("name").asString != "pgo-bolt")
        }
        def ships = seen.report().getAsJsonObject("selection").get("variant").asString
        assertThat(ships).isIn("baseline", "pgo")
        assertThat(WorkResult.sha256(seen.shippedFile())).isEqualTo(seen.variantHashes()[ships])
                .isNotEqualTo(seen.variantHashes()["pgo-bolt"])
        call("verify", subject, plant, [*properties, "-Dpgobolt.requireCorrect"] as String[]).assertFailure()
                .log().assertContains("The gate requireCorrect does not hold")
        return failed
    }
}
def details = { String subject, String check ->
    result(subject).rows("checks").findAll { it.get("name").asString == check && it.get("variant").asString == "pgo-bolt" }*.get("detail")*.asString.join()
}

cases.check("sound variants pass every check, with the rules that the workloads state") {
    result("program").assertWhole("baseline", "pgo", "pgo-bolt")
    result("library").assertWhole("baseline", "pgo", "pgo-bolt")
    assertThat(details("program", "outputs of stamp")).startsWith("equal to the baseline in")
    assertThat(details("program", "outputs of numbers")).startsWith("equal to the baseline in")
    assertThat(details("program", "outputs of lines")).startsWith("equal to the baseline in")
    assertThat(details("program", "unwinding")).containsPattern("\\d with file and line")
    assertThat(details("program", "crate's tests")).startsWith("not done: switched off; -Dpgobolt.check.crateTests")
    assertThat(details("program", "load after llvm-strip")).isEqualTo("loads in a fresh process")
    assertThat(details("library", "load after llvm-strip")).isEqualTo("loads in a fresh process")
}
cases.check("the crate's own tests run on the files that ship, by the SHA-256 that a test took of what the kernel ran") {
    Files.deleteIfExists(project.resolve("target/hashes"))
    call("run", "program", "", "-Dpgobolt.check.crateTests=all").assertSuccess()
    def seen = result("program")
    def hashes = seen.variantHashes()
    assertThat(Files.readAllLines(project.resolve("target/hashes"))).containsExactly(hashes["baseline"], hashes["pgo"], hashes["pgo-bolt"])
    assertThat(details("program", "crate's tests")).contains("2 passed, 1 failed", "failing in the baseline, too: test cli::failed_before", hashes["pgo-bolt"])
    assertThat(details("program", "unit and doc tests")).contains("compiled as pgo: 3 passed, 0 failed")
    assertThat(seen.failedChecks()).isEmpty()
    def rows = seen.rows("crateTests").collectEntries { [it.get("test").asString, it.getAsJsonObject("outcomes").toString()] }
    assertThat(rows["test cli::version"]).isEqualTo('{"baseline":"passed","pgo":"passed","pgo-bolt":"passed"}')
    assertThat(rows["test cli::failed_before"]).isEqualTo('{"baseline":"failed","pgo":"failed","pgo-bolt":"failed"}')
    assertThat(Files.readString(seen.root().resolve("report/report.md"))).contains("The crate's own tests", "cli::failed")
    assertThat(Files.readString(seen.root().resolve("report/report.html"))).contains("cli::version")
}

caught("one instruction, another factor", "program", true, ["outputs of mix"], 's/\\x95\\xe9\\xd1[[]/\\x97\\xe9\\xd1[/g', damaging)
cases.check("the difference is short in the report, and whole in the work folder") {
    def row = result("program").rows("checks").find { it.get("name").asString == "outputs of mix" && it.get("variant").asString == "pgo-bolt" }
    assertThat(row.get("detail").asString).contains("stdout differs from line 1 on")
    assertThat(result("program").root().resolve(row.get("evidence").asString)).content().contains("--- baseline/stdout")
}
caught("one byte of the output, on one workload, in one run of five", "program", true, ["outputs of rarely"], digit("1"), damaging)
caught("standard error, a number beyond its tolerance, a line too few, text beside what is ignored, a file", "program", true,
        ["outputs of streams", "outputs of numbers", "outputs of lines", "outputs of stamp", "outputs of file"], digit("2"), damaging)
caught("a fault that no workload shows", "program", true, ["crate's tests"], digit("3"), damaging, "-Dpgobolt.check.crateTests=integration")
caught("GNU strip", "program", false, ["load"], "gnu-strip", damaging)
caught("BOLT's -frame-opt with frame pointers", "program", true, ["memory"], "", "-Dpgobolt.boltExtraFlags=-frame-opt=all")
caught("a lost PT_GNU_STACK", "library", true,
        ["outputs of java", "hardening", "load", "load after llvm-strip"], "", "-Dpgobolt.boltExtraFlags=-use-gnu-stack")
caught("a lost export that nobody calls", "library", true, ["exports"], 's/\\x00spare_export\\x00/\\x00spare_expart\\x00/g', damaging)

cases.check("a workload that differs from itself is named, and no variant is blamed") {
    call("run", "program", "", "-Dpgobolt.evaluate=stamp").assertSuccess()
    def rows = result("program").rows("checks").findAll { it.get("name").asString == "outputs of evaluate" }
    def own = rows.find { it.get("variant").asString == "baseline" }
    assertThat(own.get("detail").asString).contains("not deterministic", "<ignore>", "<tolerance>", "<unordered>")
    assertThat(rows).hasSize(3).allMatch { it.get("passed").isJsonNull() }
    assertThat(result("program").failedChecks()).isEmpty()
    // The workloads of the POM were compared.
    result("program").rows("variants").each { assertThat(it.get("shown").asString).isEqualTo("shown correct") }
}
cases.check("rules that do not go together are refused before anything is built") {
    def pom = Files.readString(project.resolve("pom.xml"))
    Files.writeString(project.resolve("both-rules.xml"), pom.replace("<tolerance>1e-6</tolerance>", "<tolerance>1e-6</tolerance><unordered>true</unordered>"))
    MavenCall.in(project, "-f", "both-rules.xml", MavenCall.goal(project, "run")).run().assertFailure().log()
            .assertContains("workload 'numbers' has both <tolerance> and <unordered>")
}
cases.check("a crateTests that there is not") {
    call("check", "program", "", "-Dpgobolt.check.crateTests=true").assertFailure().log()
            .assertContains("'true' is no value of check.crateTests; it takes none, integration, all.")
}
cases.end(project)
