import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult
import java.security.MessageDigest
import java.util.zip.ZipFile

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
for (step in ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]) {
    assertThat(result.status(step)).as(step).isEqualTo("ran")
}
assertThat(result.shippedFile().fileName.toString()).isEqualTo("reckon")
assertThat(WorkResult.sha256(project.resolve("target/native/reckon"))).isEqualTo(result.shippedSha256())

// At most ten lines of configuration beside the workloads.
def configuration = (project.resolve("pom.xml").toFile().text =~ /(?s)<configuration>(.*)<\/configuration>/)[0][1]
def beside = configuration.replaceAll(/(?s)<workloads>.*<\/workloads>/, "").replaceAll(/(?s)<!--.*?-->/, "").readLines()
assertThat(beside.findAll { !it.isBlank() }.size()).isLessThanOrEqualTo(10)

// install took along what attach attached: the file, and the profile with a manifest whose hashes are right.
def installed = project.resolve("../../it-repo/io/github/pgobolt/it/short-form/1.0").normalize()
def classifier = "linux-" + (System.getProperty("os.arch") == "aarch64" ? "aarch_64" : "x86_64")
assertThat(WorkResult.sha256(installed.resolve("short-form-1.0-" + classifier + ".exe"))).isEqualTo(result.shippedSha256())
def attached = JsonParser.parseString(installed.resolve("short-form-1.0-" + classifier + "-report.json").toFile().text).getAsJsonObject()
assertThat(attached.getAsJsonObject("selection").get("sha256").asString).as("the report of that file").isEqualTo(result.shippedSha256())
new ZipFile(installed.resolve("short-form-1.0-" + classifier + "-profile.zip").toFile()).withCloseable { zip ->
    def manifest = JsonParser.parseString(zip.getInputStream(zip.getEntry("manifest.json")).getText("UTF-8")).getAsJsonObject()
    assertThat(manifest.getAsJsonObject("subject").get("name").asString).isEqualTo("reckon")
    assertThat(manifest.toString()).as("no path of this machine").doesNotContain(project.toString())
    for (name in ["merged.profdata", "branch.fdata"]) {
        def digest = MessageDigest.getInstance("SHA-256").digest(zip.getInputStream(zip.getEntry(name)).bytes)
        assertThat(HexFormat.of().formatHex(digest)).as(name).isEqualTo(manifest.getAsJsonObject("sha256").get(name).asString)
    }
}
BuildLog.of(basedir).assertContains("gate noWorkloadSlower", "gate requireCorrect holds")
return true
