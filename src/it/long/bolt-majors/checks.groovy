import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
def cases = new Cases()
// The trials of an earlier call of this test, and of the tests beside it, are kept there.
Files.deleteIfExists(localRepositoryPath.toPath().resolve(".cache/pgo-bolt/bolt-trials.json"))
def run = { String... properties ->
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.train=data/training.txt 20000",
            "-Dpgobolt.evaluate=data/evaluation.txt 20000", "-Dpgobolt.benchmark.budgetSeconds=3", "-Dpgobolt.perfEvent=none").and(properties)
}
def rustcsMajor = (["rustc", "-vV"].execute().text =~ /LLVM version: (\d+)/)[0][1].toInteger()
def majors = [15, 16, 19, 20, 21, 22, 23].findAll { Files.isExecutable(Path.of("/usr/lib/llvm-" + it + "/bin/llvm-bolt")) }
if (System.getenv("CI") != null) {
    assertThat(majors).as("the majors that .ci/run installs").contains(15, 16, 19, 22)
}
def hashes = [:]

majors.each { major ->
    def bin = Path.of("/usr/lib/llvm-" + major + "/bin")
    cases.check("the whole way with llvm-bolt " + major) {
        def log = run("-Dpgobolt.toolPaths=" + bin).run().assertSuccess().log()
        def result = WorkResult.below(project.resolve("crate")).assertWhole("baseline", "pgo", "pgo-bolt")
        ["baseline", "instrument", "train", "merge", "optimize"].each {
            assertThat(result.status(it)).as("%s: compiled and trained once", it).isEqualTo("reused")
        }
        def bolt = result.record("bolt")
        assertThat(bolt.getAsJsonArray("tools").toString()).contains("llvm-bolt " + major + ".")
        assertThat(bolt.getAsJsonArray("commands").toString()).contains(bin.toRealPath().toString() + "/llvm-bolt ")
        assertThat(bolt.getAsJsonObject("result").getAsJsonObject("log").get("profiledFunctions").asInt).isGreaterThan(10)
        def yaml = result.record("bolt-profile").getAsJsonObject("result").get("yaml")
        assertThat(yaml == null || yaml.isJsonNull()).as("llvm-bolt %s writes its profile for other builds, too", major).isEqualTo(major < 19)
        hashes[major] = result.variantHashes()["pgo-bolt"]
        // A test beside this one may have tried the newest meanwhile.
        if (major != majors.max()) {
            log.assertContains("llvm-bolt " + major + ".", "passed its trial with this rustc and linker")
        }
    }
}
cases.check("each major made a file of its own") {
    assertThat(hashes.values().toSet()).hasSize(majors.size())
}
cases.check("an option that came later fails the trial of an older one, and the next that knows it takes its place") {
    def older = majors.findAll { it < 20 }
    if (older.isEmpty() || majors.every { it < 20 }) {
        println("  (this machine has no llvm-bolt on either side of 20)")
    } else {
        run("-Dpgobolt.toolPaths=/usr/lib/llvm-" + older[0] + "/bin", "-Dpgobolt.boltExtraFlags=-icf=safe").run().assertSuccess().log()
                .assertContains("llvm-bolt " + older[0] + ".", "failed its trial", "does not know -icf=safe of boltExtraFlags")
        def bolt = WorkResult.below(project.resolve("crate")).record("bolt")
        assertThat(bolt.getAsJsonArray("tools").toString()).contains("llvm-bolt " + majors.max() + ".")
    }
}
// A runtime library that is none stands for a machine on which no llvm-bolt serves.
def notALibrary = {
    Files.writeString(project.resolve("nothing.c"), "int nothing;\n")
    ["cc", "-c", "nothing.c", "-o", "nothing.o"].execute(null, project.toFile()).waitFor()
    ["ar", "rc", "nothing.a", "nothing.o"].execute(null, project.toFile()).waitFor()
    return "-Dpgobolt.boltRuntimeLibrary=" + project.resolve("nothing.a")
}
cases.check("where no llvm-bolt passes its trial, PGO goes the whole way alone, and the first screen says so") {
    run(notALibrary(), "-Dpgobolt.workDirectory=pgo-alone").run().assertSuccess().log()
            .assertContains("failed its trial", "Note: Without BOLT:", "To have it:", "bolt: skipped, no BOLT:")
    assertThat(new WorkResult(project.resolve("pgo-alone")).variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo")
}
cases.check("required, the lack of BOLT is an error that names each llvm-bolt and what to type") {
    run(notALibrary(), "-Dpgobolt.workDirectory=pgo-alone", "-Dpgobolt.bolt=require").run().assertFailure().log()
            .assertContains("BOLT is required (pgobolt.bolt=require)", "llvm-bolt " + majors.max() + ".", "-Dpgobolt.bolt=auto")
}
cases.check("BOLT switched off: PGO alone, and nothing is tried") {
    run("-Dpgobolt.bolt.skip", "-Dpgobolt.workDirectory=pgo-alone").run().assertSuccess().log()
            .assertLacks("trial", "Without BOLT")
}
cases.check("PGO switched off: BOLT alone") {
    // A new work folder, and no new trial: its result is the machine's.
    run("-Dpgobolt.pgo=off", "-Dpgobolt.workDirectory=bolt-alone").run().assertSuccess().log().assertLacks("trial")
    assertThat(new WorkResult(project.resolve("bolt-alone")).variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "bolt")
}
cases.check("llvm-profdata of another major is never taken, wherever it lies") {
    def other = [14, 15, 16, 19].find { it != rustcsMajor && Files.isExecutable(Path.of("/usr/lib/llvm-" + it + "/bin/llvm-profdata")) }
    if (other == null) {
        println("  (this machine has no llvm-profdata of another major)")
    } else {
        MavenCall.in(project, MavenCall.goal(project, "merge"), "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.train=data/training.txt 20000", "-Dpgobolt.force",
                "-Dpgobolt.evaluate=data/evaluation.txt 20000", "-Dpgobolt.toolPaths=/usr/lib/llvm-" + other + "/bin").run().assertSuccess()
        def merge = WorkResult.below(project.resolve("crate")).record("merge")
        assertThat(merge.getAsJsonArray("tools").toString()).contains("llvm-profdata " + rustcsMajor + ".")
    }
}
cases.end(project)
