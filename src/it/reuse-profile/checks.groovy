import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.StandardOpenOption
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.zip.ZipFile

def project = basedir.toPath()
def crate = project.resolve("crate")
def source = crate.resolve("src/main.rs")
def first = Files.readString(source)
def cases = new Cases()

// rustc itself is counted, whatever the plugin says of it: each compile of the program leaves the name of its step.
def compiles = project.resolve("compiles.txt")
def counter = project.resolve("counted-rustc")
Files.writeString(counter, """#!/bin/sh
case " \$* " in
  *" --crate-name tally "*rofile_generate=*) echo instrument >> '${compiles}' ;;
  *" --crate-name tally "*rofile_use=*) echo optimize >> '${compiles}' ;;
  *" --crate-name tally "*) echo baseline >> '${compiles}' ;;
esac
exec "\$@"
""")
counter.toFile().setExecutable(true)
/** Calls Maven, and returns how often each step compiled. */
def called = { List<String> words, Closure log ->
    Files.writeString(compiles, "")
    def call = MavenCall.in(project, words as String[]).with("RUSTC_WRAPPER", counter.toString()).run().assertSuccess()
    log(call.log())
    Files.readAllLines(compiles).countBy { it }
}
def built = { List<String> more, Closure log -> called(["verify"] + more, log) }
def quietly = { built([], {}) }
def result = { WorkResult.below(project) }
def pgo = { result().report().getAsJsonObject("profiles").getAsJsonObject("pgo") }
def merged = { result().record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString }
def edit = { String from, String to ->
    assertThat(Files.readString(source)).contains(from)
    Files.writeString(source, Files.readString(source).replace(from, to))
}
def ALL = [baseline: 1, instrument: 1, optimize: 1]
def REUSED = [baseline: 1, optimize: 1]
def trained = null
/** Nothing was instrumented or trained, the profile is that of the training, and the report says so. */
def reuses = { Closure building ->
    assertThat(building()).as("compiles").isEqualTo(REUSED)
    ["instrument", "train"].each { assertThat(result().status(it)).as(it).isEqualTo("skipped") }
    assertThat(merged()).as("the profile of the training").isEqualTo(trained)
    assertThat(pgo().get("storedProfile").asString).contains("profiles/last (the last training, " + LocalDate.now(ZoneOffset.UTC).year)
    assertThat(pgo().get("arrivedPercent").asDouble).isBetween(90d, 100d)
}
def trains = { Map<String, Integer> expected, Closure building ->
    assertThat(building()).as("compiles").isEqualTo(expected)
    assertThat(result().status("train")).isEqualTo("ran")
    assertThat(pgo().get("storedProfile").isJsonNull()).as("of this training").isTrue()
    assertThat(pgo().get("arrivedPercent").asDouble).isGreaterThan(99d)
    trained = merged()
}

cases.check("the first build trains") {
    trains(ALL, quietly)
}
cases.check("nothing changed: nothing is compiled, and nothing reused") {
    assertThat(quietly()).isEmpty()
    assertThat(["baseline", "instrument", "train", "merge", "optimize", "check", "select"].collect { result().status(it) }).containsOnly("reused")
}
cases.check("a comment: only optimize compiles, beside the baseline") {
    Files.writeString(source, "// Nothing.\n", StandardOpenOption.APPEND)
    reuses(quietly)
    assertThat(quietly()).as("a second time").isEmpty()
}
cases.check("a small edit, which the console tells with the share") {
    edit("!line.is_empty()", "!line.is_empty() && *line != \"-\" && *line != \"--\"")
    reuses { built([]) { log -> log.assertContains("is used again while it matches (reuseProfile)", "% of the profile's counts arrived") } }
}
cases.check("a new function") {
    edit("fn main() {", "#[inline(never)]\nfn widest(text: &str) -> usize {\n    text.lines().map(str::len).max().unwrap_or(0)\n}\n\nfn main() {\n    let _ = std::hint::black_box(widest(\"a\\nbc\"));")
    reuses(quietly)
}
cases.check("all of it undone: still the profile of the training, which is of this very text") {
    Files.writeString(source, first)
    reuses(quietly)
    assertThat(pgo().get("arrivedPercent").asDouble).isGreaterThan(99.9d)
}
cases.check("an edit where the work is done: too little arrives, and the build trains anew") {
    edit("} else if byte == b'\\n' {", "} else if byte == b'-' {\n            sum.rotate_left(9)\n        } else if byte == b'\\n' {")
    def last = trained
    trains([baseline: 1, optimize: 2, instrument: 1]) {
        built([]) { log -> log.assertContains("minProfileMatch asks for 90.0 %", "So this build trains anew.") }
    }
    assertThat(trained).isNotEqualTo(last)
}
cases.check("a comment after that: the new training is the last one") {
    Files.writeString(source, "// Nothing more.\n", StandardOpenOption.APPEND)
    reuses(quietly)
}
cases.check("a changed training file: trains anew on the sources of now, and says so, with each goal at its own phase, too") {
    Files.writeString(crate.resolve("training.txt"), "another line\n", StandardOpenOption.APPEND)
    def goals = ["baseline", "instrument", "train", "merge", "optimize", "check", "select", "report"].collect { MavenCall.goal(project, it) }
    trains([instrument: 1, optimize: 1]) {
        called(goals) { log -> log.assertContains("is not reused: what trains changed since (training), and trains anew") }
    }
}
cases.check("a dependency in Cargo.toml: every symbol of the crate is another, and the profile gets the names of this build") {
    Files.createDirectories(crate.resolve("unit/src"))
    Files.writeString(crate.resolve("unit/Cargo.toml"), "[package]\nname = \"unit\"\nversion = \"0.1.0\"\nedition = \"2021\"\n")
    Files.writeString(crate.resolve("unit/src/lib.rs"), "pub fn nothing() {}\n")
    Files.writeString(crate.resolve("Cargo.toml"), "\n[dependencies]\nunit = { path = \"unit\" }\n", StandardOpenOption.APPEND)
    assertThat(built([]) { log -> log.assertContains("it gets these names") }).as("compiles").isEqualTo([baseline: 1, optimize: 2])
    assertThat(result().status("train")).isEqualTo("skipped")
    assertThat(pgo().get("translatedFunctions").asInt).isPositive()
    assertThat(pgo().get("arrivedPercent").asDouble).isBetween(90d, 100d)
}
cases.check("clean: what is kept is gone with the work folder") {
    project.resolve("target").toFile().deleteDir()
    trains(ALL, quietly)
}
cases.check("with BOLT: its profile is collected anew, of the file that was linked") {
    def bolt = ["-Dpgobolt.bolt.skip=false"]
    assertThat(built(bolt, {})).as("with relocations").isEqualTo([optimize: 1])
    Files.writeString(source, "// And nothing.\n", StandardOpenOption.APPEND)
    reuses { called(["verify", MavenCall.goal(project, "attach")] + bolt, {}) }
    assertThat(result().variantHashes()).containsOnlyKeys("baseline", "pgo", "pgo-bolt")
    // What is attached is of the training and its sources, but for BOLT's part.
    def json = { new groovy.json.JsonSlurper().parseText(it) }
    def last = json(Files.readString(result().root().resolve("profiles/last/manifest.json")))
    def attached = null
    new ZipFile(result().root().resolve("attach").toFile().listFiles().find { it.name.endsWith("-profile.zip") }).withCloseable { zip ->
        attached = json(zip.getInputStream(zip.getEntry("manifest.json")).text)
    }
    assertThat(attached.subMap("sources", "training", "counts", "build")).isEqualTo(last.subMap("sources", "training", "counts", "build"))
    assertThat(attached.members["merged.profdata"].sha256).isEqualTo(trained)
    assertThat(attached.branches.sha256).isEqualTo(WorkResult.sha256(result().root().resolve("intermediate/optimized/tally")))
}
cases.check("profilePolicy=train: a comment is built with counters, too") {
    edit("// And nothing.", "// Nothing at all.")
    assertThat(built(["-Dpgobolt.profilePolicy=train"], {})).containsEntry("instrument", 1)
}
cases.end(project)
