import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.attribute.FileTime

def project = basedir.toPath()
def work = project.resolve("target/pgo-bolt")
def app = project.resolve("crate/app")
def builds = ["baseline", "instrument", "optimize"]
def started = { String step -> WorkResult.below(project).record(step).get("startedAtMillis").asLong }
def told = { java.nio.file.Path file -> Machine.output(file.toString(), app.resolve("rules.txt").toString(), "10") }
def shipped = { WorkResult.below(project).shippedFile() }
def maven = { String... more -> MavenCall.in(project, "verify", *more) }
/** Every variant, and the file that ships, says the line; and training was of the new file. */
def allTell = { String line ->
    for (file in [work.resolve("variants/baseline/tells"), work.resolve("variants/pgo/tells"), shipped()]) {
        assertThat(told(file).readLines()).as("what %s prints", file).contains(line)
    }
}
def nothingRan = { String... steps ->
    def result = WorkResult.below(project)
    for (step in steps) {
        assertThat(result.status(step)).as(step).isEqualTo("reused")
    }
}
def cases = new Cases()
allTell("salt salt of the first day")
assertThat(WorkResult.below(project).rows("steps").sum { it.get("compiles").asInt }).as("compiles of the first build").isEqualTo(3)
assertThat(app.resolve("history.log")).as("what the program writes into the crate's folder").exists()

cases.check("a program that wrote into the crate's folder is not built again") {
    maven().run().assertSuccess().log().assertContains("baseline: up to date", "instrument: up to date", "optimize: up to date")
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
}
cases.check("data that appears in the crate's folder, and goes, builds nothing and is not read") {
    def before = builds.collectEntries { [it, started(it)] }
    def data = Files.createDirectories(app.resolve("data"))
    // Holes: a hash of all of it would take seconds all the same.
    def large = new RandomAccessFile(data.resolve("large.bin").toFile(), "rw")
    large.setLength(6L << 30)
    large.close()
    def since = System.nanoTime()
    maven().run().assertSuccess()
    def withData = (System.nanoTime() - since) / 1e9
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
    assertThat(data.toFile().deleteDir()).isTrue()
    since = System.nanoTime()
    maven().run().assertSuccess()
    def without = (System.nanoTime() - since) / 1e9
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
    println("  ${withData} s with 6 GiB of data, ${without} s without")
    assertThat(builds.collectEntries { [it, started(it)] }).isEqualTo(before)
}
cases.check("a file that is included from outside the package") {
    Files.writeString(project.resolve("crate/shared/salt.txt"), "shared on the second day\n")
    // The report must not build, and sees it all the same.
    MavenCall.in(project, MavenCall.goal(project, "report")).run().assertSuccess()
    assertThat(WorkResult.below(project).status("baseline")).isEqualTo("outdated")
    maven().run().assertSuccess().log().assertContains("this changed: cargo's build of bin tells")
    allTell("shared shared on the second day")
    assertThat(WorkResult.below(project).status("train")).as("the instrumented file is another one").isEqualTo("ran")
}
cases.check("a goal by hand does not build on what cargo would make otherwise") {
    def salt = project.resolve("crate/shared/salt.txt")
    Files.writeString(salt, "shared on the third day\n")
    def train = MavenCall.in(project, MavenCall.goal(project, "train")).run().assertFailure()
    train.log().assertContains("'train' builds on 'instrument', which is out of date", ":instrument")
    maven().run().assertSuccess()
    allTell("shared shared on the third day")
}
cases.check("a file that is included and is a workload's argument, too") {
    Files.writeString(app.resolve("rules.txt"), "rules of the second day\n")
    maven().run().assertSuccess()
    allTell("rules rules of the second day")
}
cases.check("an environment variable that the program was compiled with") {
    maven().with("GIT_SHA", "abc123").run().assertSuccess()
    allTell("commit abc123")
    maven().with("GIT_SHA", "abc123").run().assertSuccess()
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
}
cases.check("a setting of the profile from the environment") {
    maven().with("CARGO_PROFILE_RELEASE_PANIC", "abort").run().assertSuccess()
    allTell("panic aborts")
    allTell("commit none")
}
cases.check("[env] of .cargo/config.toml in the workspace's root") {
    Files.writeString(project.resolve("crate/.cargo/config.toml"), '[env]\nSALT = "salt of the second day"\n')
    maven().run().assertSuccess()
    allTell("salt salt of the second day")
    allTell("panic unwinds")
}
cases.check("a comment is compiled, and since the same bytes come out nothing follows") {
    def before = builds.collectEntries { [it, started(it)] }
    def main = app.resolve("src/main.rs")
    Files.writeString(main, Files.readString(main) + "// nothing\n")
    maven().run().assertSuccess().log().assertContains("baseline: up to date; cargo compiled again, and the same came out")
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
    assertThat(builds.collectEntries { [it, started(it)] }).isEqualTo(before)
    // And the report knows the new text for the old result.
    MavenCall.in(project, MavenCall.goal(project, "report")).run().assertSuccess()
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
}
cases.check("a changed source of an old time, which cargo passes over, is built all the same, once") {
    def salt = project.resolve("crate/shared/salt.txt")
    Files.writeString(salt, "shared on the fourth day\n")
    Files.setLastModifiedTime(salt, FileTime.fromMillis(1_000_000_000_000L))
    maven().run().assertSuccess().log().assertContains("all is built anew, since ${salt} was changed and has an old time")
    allTell("shared shared on the fourth day")
    maven().run().assertSuccess().log().assertLacks("all is built anew")
    nothingRan("baseline", "instrument", "train", "merge", "optimize", "check")
}
def oldCargo = "cargo before 1.85, which keeps one state of a target folder: nothing is built again there either"
if (Machine.permits("rustup", "run", "1.75.0", "rustc", "-V") && Machine.permits("sh", "-c", 'test -x "$(rustup run 1.75.0 rustc --print sysroot)"/lib/rustlib/*/bin/llvm-profdata')) {
    cases.check(oldCargo) {
        // It cannot read what a newer one wrote.
        Files.deleteIfExists(project.resolve("crate/Cargo.lock"))
        def own = ["-Dpgobolt.toolchain=1.75.0", "-Dpgobolt.workDirectory=" + project.resolve("target/old-cargo")] as String[]
        maven(own).run().assertSuccess()
        maven(own).run().assertSuccess().log().assertContains("baseline: up to date\n", "instrument: up to date\n", "optimize: up to date\n")
    }
} else {
    cases.skip(oldCargo, "rustup has no toolchain 1.75.0 with its llvm-tools")
}
cases.end(project)
