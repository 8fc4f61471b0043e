import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()

// Pasted, so on standard input; in a folder with nothing in it, with an environment that has nothing but what finds cargo.
def paste = { String shell, String label ->
    def result = WorkResult.below(project)
    def lines = result.report().getAsJsonArray("reproduce").collect { it.asString }
    def made = result.root().resolve("reproduce")
    if (Files.exists(made)) {
        assertThat(made.toFile().deleteDir()).isTrue()
    }
    def folder = Files.createDirectories(project.resolve("clean-" + label + "-" + shell))
    def builder = new ProcessBuilder("env", "-i", "HOME=" + System.getenv("HOME"), "PATH=" + System.getenv("PATH"), shell)
            .directory(folder.toFile()).redirectErrorStream(true)
    def process = builder.start()
    process.outputStream.withCloseable { it.write((lines.join("\n") + "\n").getBytes("UTF-8")) }
    def output = process.inputStream.getText("UTF-8")
    assertThat(process.waitFor()).as("exit code of %s for\n%s\nwhich printed\n%s", shell, lines.join("\n"), output).isZero()
    def file = made.resolve(result.shippedFile().fileName)
    assertThat(WorkResult.sha256(file)).as("what %s made", file).isEqualTo(result.shippedSha256())
    assertThat(output).contains("OK")
    assertThat(folder.toFile().list()).as("what was left in the folder").isEmpty()
}

def shipped = { WorkResult.below(project).report().getAsJsonObject("selection").get("variant").asString }
WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def first = shipped()
cases.check("what ships (${first}) comes out of sh with its SHA-256") { paste("sh", first) }
cases.check("what ships (${first}) comes out of bash with its SHA-256") { paste("bash", first) }
cases.check("what ships (${first}) is the same bytes, built a second time") {
    MavenCall.in(project, MavenCall.goal(project, "reproduce")).run().assertSuccess().log()
            .assertContains(first + ", built a second time in another folder, is the same bytes")
    def second = WorkResult.below(project).record("reproduce").getAsJsonObject("result")
    assertThat(WorkResult.sha256(project.resolve("target/pgo-bolt/" + second.get("secondFile").asString)))
            .isEqualTo(WorkResult.below(project).shippedSha256())
}
if (first != "baseline") {
    MavenCall.in(project, "verify", "-Dpgobolt.check.skip").run().assertSuccess()
    cases.check("the baseline comes out of sh with its SHA-256") {
        assertThat(shipped()).isEqualTo("baseline")
        paste("sh", "baseline")
    }
}
cases.end(project)
