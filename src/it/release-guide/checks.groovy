import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import java.util.zip.ZipFile

def here = basedir.toPath()
def project = here.resolve("project")
def cases = new Cases()

// The commands as the page has them, none left out: a block more or less must be looked at here.
def page = Files.readString(here.resolve("../../../src/site/markdown/release.md"))
def section = page.split(/\n(?=## )/).find { it.startsWith("## From clone to jar\n") }
def blocks = (section =~ /(?s)```bash\n(.*?)```/).collect { it[1] }
assertThat(blocks).as("train, commit, release").hasSize(3)
def url = (blocks[2] =~ /git clone (\S+)/)[0][1]

// `mvn` of the commands is the Maven of this test, offline and with its local repository.
def bin = Files.createDirectories(here.resolve("bin"))
def maven = bin.resolve("mvn")
Files.writeString(maven, "#!/bin/sh\nexec '" + Path.of(System.getProperty("maven.home"), "bin", "mvn") + "' -B -o -s '" + MavenCall.settings(here)
        + "' '-Dmaven.repo.local=" + MavenCall.repository(here) + "' \$MORE_OF_THE_TEST \"\$@\"\n")
maven.toFile().setExecutable(true)
def shell = { Path folder, String script, Map<String, String> environment = [:] ->
    Files.createDirectories(folder)
    def log = Files.createTempFile(here, "shell-", ".log")
    def builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script).directory(folder.toFile())
            .redirectErrorStream(true).redirectOutput(log.toFile())
    builder.environment().keySet().removeIf { it.startsWith("MAVEN_") }
    builder.environment().putAll([PATH: bin.toString() + ":" + System.getenv("PATH"), MAVEN_OPTS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            GIT_AUTHOR_NAME: "it", GIT_AUTHOR_EMAIL: "it@example.org", GIT_COMMITTER_NAME: "it", GIT_COMMITTER_EMAIL: "it@example.org",
            // The page's URL is this folder.
            GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "url." + project.toUri() + ".insteadOf", GIT_CONFIG_VALUE_0: url])
    builder.environment().putAll(environment)
    def process = builder.start()
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.descendants().forEach { it.destroyForcibly() }
        process.destroyForcibly()
    }
    def said = Files.readString(log)
    assertThat(process.waitFor()).as("%s\nin %s printed\n%s", script, folder, said).isZero()
    return said
}

shell(project, "git init -q && git add . && git commit -q -m sources")
// Maven may end with codes of colour and no line end.
def sums = { String said -> (said =~ /[0-9a-f]{64}  target\/\S+/).collect { it } }
def clones = [here.resolve("a"), here.resolve("another-place/with-a-much-longer/name")]
def said = []

cases.check("the guide's training and its commit") {
    // A benchmark of seconds may decide nothing on a noisy machine: the verdict is written below.
    shell(project, blocks[0], [MORE_OF_THE_TEST: "-Dpgobolt.benchmark.skip"])
    def hashes = WorkResult.below(project).variantHashes()
    assertThat(hashes.keySet()).contains("baseline", "pgo", "pgo-bolt")
    def file = project.resolve("src/pgo-profiles/wordstat/manifest.json")
    def manifest = JsonParser.parseString(Files.readString(file)).asJsonObject
    assertThat(manifest.has("verdict")).isFalse()
    def compared = { String of, double ratio, String word -> """{"variant": "$of", "reference": "baseline", "metric": "cpu",
            "ratio": $ratio, "low": ${ratio - 0.001}, "high": ${ratio + 0.001}, "pairs": 50, "alpha": 0.02, "verdict": "$word"}""" }
    manifest.add("verdict", JsonParser.parseString("""{"day": "2026-01-02", "machine": {"cpuModel": "the one that trains", "processors": 8},
            "workloads": ["evaluation"], "measuredOnTrainingInput": false, "measuredBy": "runner", "metric": "cpu", "metricReason": "so",
            "alpha": 0.05, "tolerance": 0.01, "pairs": 50, "files": {${hashes.collect { "\"$it.key\": \"$it.value\"" }.join(", ")}},
            "comparisons": [${compared("pgo", 1.0, "SAME")}, ${compared("pgo-bolt", 0.2, "FASTER")}],
            "control": {"ratio": 1.0, "low": 0.999, "high": 1.001, "pairs": 50, "verdict": "SAME"}}"""))
    Files.writeString(file, manifest.toString())
    shell(project, blocks[1])
    assertThat(shell(project, "git status --porcelain")).as("what the commands left out").isEmpty()
}
cases.check("the guide's release runs from two clones, with two homes of cargo, without training and measuring") {
    clones.eachWithIndex { folder, i ->
        said << shell(folder, blocks[2], [CARGO_HOME: here.resolve(i == 0 ? "cargo" : "cargo-in-another-place/home").toString()])
        def result = WorkResult.below(folder.resolve("wordstat"))
        ["instrument", "train"].each { assertThat(result.status(it)).as(it).isEqualTo("skipped") }
        assertThat(said[i]).contains("not measured here; 50 pairs").doesNotContain("measures the variants")
        assertThat(result.report().getAsJsonObject("selection").get("variant").asString).isEqualTo("pgo-bolt")
    }
}
cases.check("jar, library and archive of the profile are the same bytes in both, and the jar has the library that ships") {
    assertThat(sums(said[0])).hasSize(3).isEqualTo(sums(said[1]))
    clones.each { folder ->
        def target = folder.resolve("wordstat/target")
        def shipped = WorkResult.sha256(target.resolve("pgo-bolt/shipped/libwordstat.so"))
        assertThat(sums(said[0]).join("\n")).contains(shipped, WorkResult.sha256(target.resolve("wordstat-1.0.jar")))
        def extracted = folder.resolve("from-jar.so")
        new ZipFile(target.resolve("wordstat-1.0.jar").toFile()).withCloseable { zip ->
            Files.write(extracted, zip.getInputStream(zip.entries().find { it.name ==~ "native/linux-.*/libwordstat.so" }).bytes)
        }
        assertThat(WorkResult.sha256(extracted)).isEqualTo(shipped)
    }
}
cases.end(here)
