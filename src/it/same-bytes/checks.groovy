import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

def project = basedir.toPath()
def cases = new Cases()

def git = { String... words ->
    def argv = ["git", "-C", project.resolve("numbers").toString(), "-c", "user.name=it", "-c", "user.email=it@example.org"]
    def process = new ProcessBuilder(argv + words.toList()).redirectErrorStream(true).start()
    def said = process.inputStream.getText("UTF-8")
    assertThat(process.waitFor()).as("git %s printed\n%s", words, said).isZero()
}
if (!Files.exists(project.resolve("numbers/.git"))) {
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "numbers")
}

def copy = { String name ->
    def folder = Files.createDirectories(project.resolve(name))
    ["pom.xml", "crate"].each {
        def process = new ProcessBuilder("cp", "-r", project.resolve(it).toString(), folder.toString()).start()
        assertThat(process.waitFor()).isZero()
    }
    def manifest = folder.resolve("crate/Cargo.toml")
    Files.writeString(manifest, Files.readString(manifest).replace("\"URL\"", "\"" + project.resolve("numbers").toUri() + "\""))
    return folder
}
def a = copy("a")
def b = copy("another-folder/with-a-much-longer/name/b")
def holds = { Path file, String text -> new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text) }

// No benchmark: what is looked at are the files of all variants.
def inA = MavenCall.in(a, "verify", "-Dpgobolt.benchmark.skip").with("CARGO_HOME", project.resolve("cargo").toString())
        .with("SOURCE_DATE_EPOCH", "1741089600").run().assertSuccess()
def inB = MavenCall.in(b, "verify", "-Dpgobolt.benchmark.skip")
        .with("CARGO_HOME", project.resolve("cargo-in-another-place/home").toString())
        .with("SOURCE_DATE_EPOCH", "1741089600").with("CARGO_BUILD_JOBS", "1").with("TMPDIR", Files.createDirectories(b.resolve("temporary")).toString())
        .behind("taskset", "-c", "0")
        .run().assertSuccess()
def ofA = WorkResult.below(a)
def ofB = WorkResult.below(b)

cases.check("two trainings of one workload make the same profiles") {
    def merged = { it.record("merge").getAsJsonArray("outputs").collect { it.asJsonObject.get("sha256").asString } }
    assertThat(merged(ofA)).hasSize(1).isEqualTo(merged(ofB))
    def counts = { it.record("merge").getAsJsonObject("result").get("summary").toString() }
    assertThat(counts(ofA)).contains("totalCount").isEqualTo(counts(ofB))
    // As fdata and as YAML.
    def branches = { it.record("bolt-profile").getAsJsonArray("outputs").collect { it.asJsonObject.get("sha256").asString } }
    assertThat(branches(ofA)).hasSize(2).isEqualTo(branches(ofB))
}
cases.check("and archives of the same bytes, whose manifest names no folder") {
    def archive = { WorkResult of ->
        of.root().resolve("attach").toFile().listFiles().find { it.name.endsWith("-profile.zip") }.toPath()
    }
    def manifest = { Path zip ->
        new ZipFile(zip.toFile()).withCloseable { it.getInputStream(it.getEntry("manifest.json")).getText("UTF-8") }
    }
    assertThat(manifest(archive(ofA))).contains("countsByWorkload").doesNotContain(project.toString())
            .isEqualTo(manifest(archive(ofB)))
    assertThat(WorkResult.sha256(archive(ofA))).isEqualTo(WorkResult.sha256(archive(ofB)))
}
cases.check("baseline, pgo and pgo-bolt are the same bytes from two folders and two homes of cargo, by two jobs and by one") {
    assertThat(ofA.variantHashes().keySet()).contains("baseline", "pgo", "pgo-bolt")
    assertThat(ofA.variantHashes()).isEqualTo(ofB.variantHashes())
}
cases.check("a file that ships says nothing of where it was built") {
    assertThat(holds(ofA.shippedFile(), project.toString())).isFalse()
    // The file of the dependency is there, by another name.
    assertThat(holds(ofA.shippedFile(), "/cargo/git/checkouts/numbers-")).isTrue()
}
cases.check("the optimised build takes over the proc macro and the build script of the instrumented one") {
    def log = Files.readString(ofA.root().resolve("logs/optimize.log"))
    assertThat(log).contains("Fresh macros v0.1.0").contains("--crate-name numbers").doesNotContain("--crate-name build_script_build")
}
cases.check("nothing is built in vain in the next build") {
    def again = MavenCall.in(a, "verify", "-Dpgobolt.benchmark.skip")
            .with("SOURCE_DATE_EPOCH", "1741089600").with("CARGO_HOME", project.resolve("cargo").toString()).run().assertSuccess().log()
    ["baseline", "instrument", "optimize", "bolt"].each { again.assertContains(it + ": up to date") }
}
cases.check("remapPaths=false leaves the paths as they are, and one's own --remap-path-prefix wins") {
    def baseline = { String work, String... more ->
        MavenCall.in(a, MavenCall.goal(project, "baseline"), "-Dpgobolt.manifestPath=crate", "-Dpgobolt.workDirectory=" + a.resolve(work), *more)
                .with("CARGO_HOME", project.resolve("cargo").toString()).run().assertSuccess()
        return a.resolve(work).resolve("variants/baseline/count")
    }
    assertThat(holds(baseline("plain", "-Dpgobolt.remapPaths=false"), project.resolve("cargo/git/checkouts/numbers-").toString())).isTrue()
    def own = baseline("own", "-Dpgobolt.rustFlags=--remap-path-prefix=" + project + "/cargo=/mine")
    assertThat(holds(own, "/mine/git/checkouts/numbers-")).isTrue()
    assertThat(holds(own, "/cargo/git/")).isFalse()
}
cases.check("verifyReproducible names the section and the build script that writes the time into what ships") {
    def crate = b.resolve("crate")
    Files.writeString(crate.resolve("build.rs"), Files.readString(crate.resolve("build.rs")).replace("fn main() {", """fn main() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    println!("cargo:rustc-env=BUILT_AT=built at {now}");"""))
    def main = crate.resolve("src/main.rs")
    Files.writeString(main, Files.readString(main).replace("{sum}\")", "{sum}{}\", if sum == 7 { env!(\"BUILT_AT\") } else { \"\" })"))
    def twice = MavenCall.in(b, "verify", "-Dpgobolt.verifyReproducible", "-Dpgobolt.benchmark.skip", "-Dpgobolt.bolt=off", "-Dpgobolt.lto=inherit")
            .with("CARGO_HOME", project.resolve("cargo").toString()).run().assertFailure()
    assertThat(twice.exit()).isEqualTo(1)
    twice.log().assertContains("The gate verifyReproducible does not hold: baseline, built a second time in another folder,"
            + " is not the same bytes")
    def report = WorkResult.below(b).report()
    assertThat(report.getAsJsonArray("gates").collect { it.asJsonObject.get("name").asString }).contains("verifyReproducible")
    def second = report.getAsJsonObject("secondBuild")
    def script = second.getAsJsonArray("buildScripts").collect { it.asJsonObject }
    assertThat(script.collect { it.get("packageName").asString + " " + it.get("what").asString + " " + it.get("cause").asString })
            .containsExactly("count 0.1.0 cargo:rustc-env=BUILT_AT TIME")
    def place = second.getAsJsonArray("differences").get(0).asJsonObject
    assertThat(place.get("section").asString).isEqualTo(".rodata")
    assertThat(place.get("cause").asString).isEqualTo("TIME")
    assertThat(place.get("first").asString).contains("built at ")
}
cases.end(project)
