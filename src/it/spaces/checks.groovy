import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
// A JVM under the POSIX locale cannot name such a file at all; .ci/run sets one that can.
def letters = System.getProperty("sun.jnu.encoding").equalsIgnoreCase("UTF-8")
if (!letters) {
    println("  The locale (${System.getProperty('sun.jnu.encoding')}) has no letters beyond ASCII: spaces alone are tested. LC_ALL=C.UTF-8 helps.")
}
def home = project.resolve(letters ? "Mein Ordner – Größe ✓ 'a' \$x" : "my folder 'a' \$x")
def crate = home.resolve(letters ? "crate mit ümläuten" : "crate with spaces")
Files.createDirectories(home)
assertThat(project.resolve("crate").toFile().renameTo(crate.toFile())).isTrue()
Files.move(crate.resolve("training.txt"), crate.resolve("training input.txt"))

MavenCall.in(home, MavenCall.goal(home, "run"),
        "-Dpgobolt.manifestPath=" + crate.fileName + "/Cargo.toml",
        "-Dpgobolt.workDirectory=work folder",
        "-Dpgobolt.copyTo=what ships",
        "-Dpgobolt.train='" + crate.fileName + "/training input.txt' 20000",
        "-Dpgobolt.evaluate=\"" + crate.fileName + "/evaluation.txt\" 20000",
        "-Dpgobolt.benchmark.budgetSeconds=4").run().assertSuccess()
def result = new WorkResult(home.resolve("work folder")).assertWhole("baseline", "pgo", "pgo-bolt")
assertThat(WorkResult.sha256(home.resolve("what ships/words"))).isEqualTo(result.shippedSha256())
assertThat(result.report().get("measuredOnTrainingInput").asBoolean).isFalse()

// The commands of the report survive these names when they are pasted.
def lines = result.report().getAsJsonArray("reproduce").collect { it.asString }
def shell = new ProcessBuilder("sh").directory(project.toFile()).redirectErrorStream(true).start()
shell.outputStream.withCloseable { it.write((lines.join("\n") + "\n").getBytes("UTF-8")) }
def output = shell.inputStream.getText("UTF-8")
assertThat(shell.waitFor()).as(output).isZero()
assertThat(WorkResult.sha256(result.root().resolve("reproduce/words"))).isEqualTo(result.shippedSha256())
