import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.nio.charset.StandardCharsets
import java.nio.file.Files

// Secrets in arguments, URLs, variables of Maven, of cargo and of a workload, and in Maven's settings; the program prints them
// all, with their names and without. None of them may be in any file that the build leaves, or in what Maven prints.
def project = basedir.toPath()
def work = project.resolve("target/pgo-bolt")
def call = { String... more ->
    MavenCall.in(project, "verify", "-gs", project.resolve("global-settings.xml").toString()).and(more)
            .with("DEPLOY_TOKEN", "plantedMavenSecret77").run()
}
def secrets = ["Option", "Word", "Settings", "Url", "Query", "Workload", "Maven", "Cargo", "Build", "Server"].collect { "planted" + it + "Secret77" }
def holders = { text -> secrets.findAll { text.contains(it) } }
def leaks = {
    def found = []
    Files.walk(project.resolve("target")).withCloseable { all ->
        all.filter { Files.isRegularFile(it) }.forEach { file ->
            holders(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).each { found << "${project.relativize(file)}: ${it}" }
        }
    }
    return found
}
// The program itself holds what it prints of its own.
def ofTheProgram = { it.contains("plantedUrlSecret77") || it.contains("plantedQuerySecret77") }
def inPrograms = { it ==~ /target\/pgo-bolt\/(build|variants|intermediate|shipped|attach|copied)\/.*/ }
def cases = new Cases()
cases.check("a build that ends well: no secret in any file of the work folder, nor in Maven's output") {
    def log = call().assertSuccess().log().text()
    assertThat(holders(log)).as(log).isEmpty()
    assertThat(leaks().findAll { !(ofTheProgram(it) && inPrograms(it)) }).isEmpty()
    // It is not that nothing was written at all.
    assertThat(Files.readString(work.resolve("logs/train/talk.log"))).contains("--token=", "<redacted>")
    assertThat(Files.readString(work.resolve("steps/train.json"))).contains("--password", "<redacted>")
    assertThat(Files.readString(work.resolve("report/report.md"))).contains("talk")
}
cases.check("a workload that fails: its command and its output are shown without secrets") {
    def log = call("-Dend=fail").assertFailure().log().assertContains("failed: exit 3", "--token=<redacted>", "The command was:").text()
    assertThat(holders(log)).as(log).isEmpty()
    assertThat(leaks().findAll { !(ofTheProgram(it) && inPrograms(it)) }).isEmpty()
}
cases.check("another secret is another input: what was trained with it is trained again") {
    call().assertSuccess()
    def log = call("-Dservice.passphrase=plantedSettingsSecret77b").assertSuccess().log()
    log.assertContains("train: runs the training workloads again, since this changed: workload talk", "baseline: up to date")
}
cases.end(project)
