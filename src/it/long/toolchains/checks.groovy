import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

// The two corners of the table in toolchains.md: what rustup gives today with the newest llvm-bolt, and the oldest with the oldest.
def project = basedir.toPath()
def itFolder = project.parent.parent
def script = itFolder.parent.parent.resolve("benchmarks/toolchains/run")
def cases = new Cases()
def quoted = { "'" + it + "'" }
def maven = [Path.of(System.getProperty("maven.home"), "bin", "mvn"), "-B", "-o", "-s", itFolder.resolve("interpolated-settings.xml"),
             "-Dmaven.repo.local=" + itFolder.resolveSibling("it-repo")].collect(quoted).join(" ")

def run = { String rust, String bolt ->
    def result = project.resolve("result-" + rust + ".json")
    def log = project.resolve("matrix-" + rust + ".log")
    def builder = new ProcessBuilder(script.toString(), "--rust", rust, "--bolt", bolt, "--maven", maven, "--result", result.toString())
            .redirectErrorStream(true).redirectOutput(log.toFile())
    builder.environment().keySet().removeIf { it.startsWith("MAVEN_") }
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    def process = builder.start()
    assertThat(process.waitFor(20, TimeUnit.MINUTES)).as("the matrix ends; its log is %s", log).isTrue()
    println Files.readString(log)
    assertThat(result).as("the matrix wrote its result; its log is %s", log).exists()
    return JsonParser.parseString(Files.readString(result)).getAsJsonObject()
}

def hasPython = System.getenv("PATH").split(":").any { Files.isExecutable(Path.of(it, "python3")) }
if (!hasPython) {
    // .ci/run installs it, and .ci/count.py does not excuse this.
    cases.skip("the matrix runs", "no python3")
    cases.end(project)
    return true
}

[["stable", "newest"], ["oldest", "oldest"]].each { rust, bolt ->
    def cells = []
    cases.check("the matrix runs: rustc " + rust + " with the " + bolt + " llvm-bolt") {
        cells = run(rust, bolt).getAsJsonArray("cells").collect { it.getAsJsonObject() }
        assertThat(cells.collect { it.get("subject").asString }).containsExactly("program", "library")
    }
    cells.each { cell ->
        def name = "rustc " + cell.get("rust").asString + " with llvm-bolt " + cell.get("bolt").asString + ": " + cell.get("subject").asString
        def notRun = cell.get("notRun")?.asString
        // No other reason excuses: .ci/count.py fails where this is said of a toolchain that is there.
        if (notRun?.startsWith("download failed")) {
            cases.skip(name, notRun)
        } else {
            cases.check(name) {
                assertThat(cell.get("result").asString).isEqualTo("the whole way")
            }
        }
    }
}
cases.end(project)
