import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.StandInPerf
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def machine = StandInPerf.below(project, project.resolve("../../../.."))
def cases = new Cases()
def call = MavenCall.in(project, MavenCall.goal(project, "run"))
// What a rustc of rustup's prints; empty where it is not installed.
def rustc = { String toolchain, String... arguments ->
    def process = new ProcessBuilder(["rustc", "+" + toolchain, *arguments]).redirectErrorStream(true).start()
    def said = process.inputStream.text
    process.waitFor() == 0 ? said : ""
}
def nightly = ["nightly", "nightly-2026-10-30"].find { rustc(it, "-vV") }
def run = { String... more -> call.and("-Dpgobolt.toolchain=" + nightly).and(more) }

def refused = "a Rust that takes no sample profile is refused with what it lacks and both ways out, before anything is compiled"
def without = ["stable", "1.99.1", "1.70.0"].find { rustc(it, "-vV") && !rustc(it, "-C", "help").contains("profile-sample-use") }
if (without) {
    cases.check(refused) {
        machine.on(call.and("-Dpgobolt.toolchain=" + without)).run().assertFailure().log()
                .assertContains("pgoMode=sample needs a rustc that takes sample profiles", "has no -Cprofile-sample-use",
                        "-Zprofile-sample-use among them, it does not allow", "-Dpgobolt.toolchain=nightly",
                        "-Dpgobolt.pgoMode=instrument")
                .assertLacks("baseline: cargo builds")
    }
} else {
    cases.skip(refused, "every Rust of this machine takes them")
}
cases.check("a machine without branch records is refused with the reason, before anything is compiled") {
    run("-Dpgobolt.perfEvent=none").run().assertFailure().log()
            .assertContains("pgoMode=sample needs branch records of the processor", "perfEvent is none",
                    "-Dpgobolt.pgoMode=instrument", "-Dpgobolt.perfData")
            .assertLacks("baseline: cargo builds")
}
def sampled
cases.check("one recording of the baseline serves PGO and BOLT, and there is no instrumented build") {
    def log = machine.on(run()).run().assertSuccess().log()
    log.assertContains("instrument: skipped, pgoMode is sample")
    sampled = WorkResult.below(project)
    assertThat(sampled.status("instrument")).isEqualTo("skipped")
    assertThat(sampled.rows("steps").sum { it.get("compiles").asInt }).as("compiles").isEqualTo(2)
    assertThat(sampled.variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo", "pgo-bolt")
    assertThat(sampled.variantHashes().values()).doesNotHaveDuplicates()
    assertThat(sampled.rows("checks")).isNotEmpty()
    assertThat(sampled.failedChecks()).isEmpty()
    for (step in ["baseline", "train", "merge", "optimize", "bolt-profile", "bolt"]) {
        sampled.assertRecord(step)
    }
}
cases.check("rustc took the profile, and BOLT fitted its own to the optimised build") {
    def merged = sampled.record("merge").getAsJsonObject("result")
    assertThat(merged.get("file").asString).endsWith(".prof")
    assertThat(merged.getAsJsonObject("summary").get("functions").asLong).isGreaterThan(5L)
    assertThat(sampled.record("optimize").getAsJsonArray("commands").toString()).contains("profile-sample-use=")
    def profile = sampled.record("bolt-profile").getAsJsonObject("result")
    assertThat(profile.get("inferred").asBoolean).isTrue()
    assertThat(profile.getAsJsonObject("quality").get("inferredPercent").asDouble).isGreaterThan(0.0d)
    assertThat(sampled.record("bolt").getAsJsonObject("result").getAsJsonArray("flags").toString()).contains("-infer-stale-profile")
    def report = sampled.report().getAsJsonObject("profiles").getAsJsonObject("bolt")
    assertThat(report.get("source").asString).isEqualTo("branch stacks of the baseline")
    assertThat(sampled.rows("branchSampling").find { it.get("rung").asString == "intel-lbr" }.get("accepted").asBoolean).isTrue()
}
cases.check("a second build does nothing again") {
    machine.on(run()).run().assertSuccess()
    assertThat(WorkResult.below(project).statuses().findAll { it.value == "ran" }.keySet()).containsOnly("detect")
}
cases.check("with recordAgain BOLT's profile is of the optimised file itself") {
    machine.on(run("-Dpgobolt.recordAgain")).run().assertSuccess()
    def profile = WorkResult.below(project).record("bolt-profile").getAsJsonObject("result")
    assertThat(profile.get("inferred").asBoolean).isFalse()
    assertThat(profile.get("source").asString).isEqualTo("branch stacks")
    assertThat(profile.getAsJsonObject("quality").get("stalePercent").asDouble).isLessThan(10.0d)
}
cases.check("the report's commands make the shipped file again") {
    def result = WorkResult.below(project)
    def lines = result.report().getAsJsonArray("reproduce").collect { it.asString }.join("\n")
    def shell = new ProcessBuilder("sh", "-e", "-c", lines).redirectErrorStream(true).directory(project.toFile()).start()
    def said = shell.inputStream.text
    assertThat(shell.waitFor()).as(said).isZero()
}
cases.check("a recording of the baseline that was made elsewhere serves both as well") {
    def baseline = sampled.root().resolve(sampled.record("baseline").getAsJsonObject("result").get("linked").asString)
    def recording = project.resolve("target/production.data")
    def perf = new ProcessBuilder(machine.folder().resolve("perf").toString(), "record", "-e", "cycles:u", "-j", "any,u",
            "-o", recording.toString(), "--", baseline.toString(), "training.txt", "3").redirectErrorStream(true).directory(project.toFile()).start()
    def said = perf.inputStream.text
    assertThat(perf.waitFor()).as(said).isZero()
    // Not on that machine: who takes in a recording needs no branch records, only a perf that reads it.
    run("-Dpgobolt.perfData=" + recording, "-Dpgobolt.toolPaths=" + machine.folder()).run().assertSuccess()
    def taken = WorkResult.below(project)
    def train = taken.record("train").getAsJsonObject("result")
    assertThat(train.toString()).contains("recordings made elsewhere (perfData)")
    assertThat(train.getAsJsonObject("sampled").getAsJsonObject("samples").get("branchRecords").asLong).isGreaterThan(1000L)
    assertThat(taken.record("bolt-profile").getAsJsonObject("result").get("inferred").asBoolean).isTrue()
    assertThat(taken.failedChecks()).isEmpty()
}
// The names of today, by the plugin's own choice; and no -Z option at all, or by the environment alone.
[
    ["nightly-2026-10-30", "-Cprofile-sample-use=", "-Zdebuginfo-for-profiling", false],
    ["beta", "-Cprofile-sample-use=", null, false],
    ["1.99.1", "-Zprofile-sample-use=", "-Zdebuginfo-for-profiling", true],
].each { toolchain, use, debuginfo, bootstrap ->
    def name = "${bootstrap ? 'RUSTC_BOOTSTRAP on ' : ''}$toolchain goes the whole way by $use and ${debuginfo ?: 'a note'}"
    def asked = { String kind -> rustc(toolchain, kind, "help") }
    if (!rustc(toolchain, "-vV")) {
        cases.skip(name, "rustup has no toolchain $toolchain")
        return
    }
    if (!bootstrap && !asked("-C").contains("profile-sample-use") || !bootstrap && debuginfo == null && asked("-Z")) {
        cases.skip(name, "this $toolchain is another one: " + rustc(toolchain, "-vV").readLines()[0])
        return
    }
    // Distributions have none of today's LLVM.
    def profdata = new File(rustc(toolchain, "--print", "sysroot").trim(), "lib/rustlib/x86_64-unknown-linux-gnu/bin/llvm-profdata")
    if (!profdata.exists()) {
        cases.skip(name, "no llvm-profdata: rustup component add llvm-tools --toolchain $toolchain")
        return
    }
    cases.check(name) {
        def folder = project.resolve("target/" + toolchain)
        def log = machine.on((bootstrap ? call.with("RUSTC_BOOTSTRAP", "1") : call)
                .and("-Dpgobolt.toolchain=" + toolchain, "-Dpgobolt.workDirectory=" + folder)).run().assertSuccess().log()
        def result = new WorkResult(folder)
        for (step in ["baseline", "train", "merge", "optimize"]) {
            result.assertRecord(step)
        }
        def baseline = result.record("baseline").getAsJsonArray("commands").toString()
        def optimized = result.record("optimize").getAsJsonArray("commands").toString()
        assertThat(optimized).contains(use)
        if (debuginfo) {
            [baseline, optimized].each { assertThat(it).contains(debuginfo) }
            log.assertLacks("does not allow -Zdebuginfo-for-profiling")
        } else {
            [baseline, optimized].each { assertThat(it).doesNotContain("for-profiling") }
            log.assertContains("does not allow -Zdebuginfo-for-profiling")
        }
        assertThat(result.record("merge").getAsJsonObject("result").getAsJsonObject("summary").get("functions").asLong)
                .isGreaterThan(5L)
        def hashes = result.variantHashes()
        assertThat(hashes.get("pgo")).isNotEqualTo(hashes.get("baseline"))
        assertThat(result.rows("checks")).isNotEmpty()
        assertThat(result.failedChecks()).isEmpty()
        def asking = folder.resolve("rustc-options.txt")
        assertThat(Files.readString(asking)).contains(use.replace("=", ""))
    }
}
cases.end(project)
