import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult
import io.github.pgobolt.profile.StoredProfile
import io.github.pgobolt.provenance.Schemas

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
for (step in ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]) {
    assertThat(result.status(step)).as(step).isEqualTo("ran")
}
assertThat(result.shippedFile().fileName.toString()).isEqualTo("reckon")
assertThat(WorkResult.sha256(project.resolve("target/native/reckon"))).isEqualTo(result.shippedSha256())

if (System.getProperty("os.arch") == "amd64") {
    def bolt = JsonParser.parseString(project.resolve("target/pgo-bolt/steps/bolt.json").toFile().text).getAsJsonObject().getAsJsonObject("result")
    assertThat(bolt.has("oldCode") && !bolt.get("oldCode").isJsonNull()).as("code takes the place of the old code").isFalse()
}

// At most ten lines of configuration beside the workloads.
def configuration = (project.resolve("pom.xml").toFile().text =~ /(?s)<configuration>(.*)<\/configuration>/)[0][1]
def beside = configuration.replaceAll(/(?s)<workloads>.*<\/workloads>/, "").replaceAll(/(?s)<!--.*?-->/, "").readLines()
assertThat(beside.findAll { !it.isBlank() }.size()).isLessThanOrEqualTo(10)

// install took along what attach attached: the file, and the profile, which is read as another build would read it.
def installed = project.resolve("../../it-repo/io/github/pgobolt/it/short-form/1.0").normalize()
def classifier = "linux-" + (System.getProperty("os.arch") == "aarch64" ? "aarch_64" : "x86_64")
assertThat(WorkResult.sha256(installed.resolve("short-form-1.0-" + classifier + ".exe"))).isEqualTo(result.shippedSha256())
def attached = JsonParser.parseString(installed.resolve("short-form-1.0-" + classifier + "-report.json").toFile().text).getAsJsonObject()
assertThat(attached.getAsJsonObject("selection").get("sha256").asString).as("the report of that file").isEqualTo(result.shippedSha256())
def unpacked = project.resolve("target/stored-profile")
unpacked.toFile().deleteDir()
def stored = StoredProfile.read(installed.resolve("short-form-1.0-" + classifier + "-profile.zip"), unpacked)
def manifest = stored.manifest()
// The YAML form is there where llvm-bolt can fit it to another build.
assertThat(unpacked.toFile().list()).contains("manifest.json", "merged.profdata", "branch.fdata")
        .isSubsetOf("manifest.json", "merged.profdata", "branch.fdata", "branch.yaml")
assertThat(unpacked.resolve("manifest.json").toFile().text).as("no path of this machine").doesNotContain(project.toString())
assertThat(manifest.schemaVersion()).isEqualTo(2)
assertThat(manifest.subject().name()).isEqualTo("reckon")
assertThat(manifest.sources().sha256()).isNotNull()
assertThat(manifest.sources().cargoLock()).isEqualTo(WorkResult.sha256(project.resolve("../../../src/it/sample/src/main/rust/Cargo.lock")))
assertThat(manifest.toolchain().rustcCommit()).matches("[0-9a-f]{40}")
assertThat(manifest.build().settings()).containsEntry("opt-level", "3").containsEntry("panic", "unwind")
assertThat(manifest.build().lto()).isEqualTo("fat")
assertThat(manifest.build().mangling()).isNotNull()
assertThat(manifest.training().kind().name()).isEqualTo("instrumented")
assertThat(manifest.training().date()).isNotNull()
assertThat(manifest.counts().functions()).isPositive()
assertThat(manifest.branches().buildId()).as("of the file that BOLT reads").matches("[0-9a-f]{8,}")

// Three statements about that very file, and a bill of materials with both profiles, whose digests are the archive's.
def shipped = attached.getAsJsonObject("selection").get("variant").asString
def optimised = shipped != "baseline"
def statements = (["provenance", "verdict"] + (optimised ? ["checks"] : [])).collectEntries { name ->
    def text = installed.resolve("short-form-1.0-" + classifier + "-" + name + ".intoto.json").toFile().text
    assertThat(Schemas.problemsOfStatement(text)).as(name).isEmpty()
    def statement = JsonParser.parseString(text).getAsJsonObject()
    assertThat(statement.getAsJsonArray("subject").get(0).getAsJsonObject().getAsJsonObject("digest").get("sha256").asString)
            .as(name).isEqualTo(result.shippedSha256())
    [name, statement.getAsJsonObject("predicate")]
}
assertThat(statements.verdict.get("variant").asString).isEqualTo(shipped)
def dependencies = statements.provenance.getAsJsonObject("buildDefinition").getAsJsonArray("resolvedDependencies")
        .collectEntries { [it.getAsJsonObject().get("name").asString, it.getAsJsonObject()] }
assertThat(dependencies.keySet()).contains("sources", "Cargo.lock", "cargo", "rustc", "cc")
assertThat(dependencies.keySet()).as("the linker that was called").containsAnyOf("rust-lld", "ld")
def used = shipped == "pgo-bolt" ? ["merged.profdata", "branch.fdata"] : optimised ? ["merged.profdata"] : []
used.each { assertThat(dependencies[it].getAsJsonObject("digest").get("sha256").asString).as(it).isEqualTo(manifest.members().get(it).sha256()) }
if (optimised) {
    assertThat(statements.checks.getAsJsonArray("passedTests").toString()).contains("outputs of timetable")
    assertThat(statements.verdict.getAsJsonObject("overall").get("pairs").asInt).isPositive()
}
def bom = installed.resolve("short-form-1.0-" + classifier + "-cyclonedx.json").toFile().text
assertThat(Schemas.problemsOfBom(bom)).isEmpty()
assertThat(JsonParser.parseString(bom).getAsJsonObject().getAsJsonArray("components").findAll { it.getAsJsonObject().get("type").asString == "data" }
        .collect { it.getAsJsonObject().get("name").asString }).isEqualTo(used)
BuildLog.of(basedir).assertContains("gate noWorkloadSlower", "gate requireCorrect holds")
return true
