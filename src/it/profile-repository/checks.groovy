import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.Nginx
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

def project = basedir.toPath()
def cases = new Cases()
WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def platform = "linux-" + (System.getProperty("os.arch") == "aarch64" ? "aarch_64" : "x86_64")
def archive = project.resolve("target/pgo-bolt/attach/" + platform + "-profile.zip")
def NAME = "io.github.pgobolt.it:profile-repository:1.0"
def PIN = "#sha256=" + WorkResult.sha256(archive)
def REQUIRE = "-Dpgobolt.profilePolicy=require"

// A local repository with what Maven itself needs, and without anything of the project that is released.
def empty = { String name ->
    def shared = MavenCall.repository(project)
    def own = project.resolve("repositories/" + name)
    ["", "io", "io/github", "io/github/pgobolt"].each { level ->
        Files.createDirectories(own.resolve(level))
        Files.list(shared.resolve(level)).withCloseable { entries ->
            entries.filter { !(shared.relativize(it).toString() in ["io", "io/github", "io/github/pgobolt", "io/github/pgobolt/it"]) }
                    .forEach { Files.createSymbolicLink(own.resolve(level).resolve(it.fileName), it) }
        }
    }
    "-Dmaven.repo.local=" + own
}
// The settings of all builds here, with the repository of the profiles, and with or without a name and a password for it. Nobody
// else is asked: Maven Central is an empty folder.
def settings = { String name, String url, String user = null, String password = null ->
    def central = "<mirrors><mirror><id>central</id><mirrorOf>central</mirrorOf><url>file://" + project.resolve("central") + "</url></mirror></mirrors>"
    def server = user == null ? "" : "<servers><server><id>profiles</id><username>" + user + "</username><password>" +
            password.replace("&", "&amp;") + "</password></server></servers>"
    def text = Files.readString(MavenCall.settings(project))
    assertThat(text).contains("<settings>", "<repositories>").doesNotContain("<servers>", "<mirrors>")
    Files.writeString(project.resolve(name + ".xml"), text.replace("<settings>", "<settings>" + central + server)
            .replace("<repositories>", "<repositories><repository><id>profiles</id><url>" + url + "</url></repository>"))
}
// A clone of the sources in another folder, as the next release has it.
def clone = { String name ->
    def folder = project.resolve(name)
    Files.createDirectories(folder.resolve("crate/src"))
    // Else Maven 4 takes the folder around it for the root of one build, and what that built for its own.
    Files.createDirectories(folder.resolve(".mvn"))
    Files.writeString(folder.resolve("pom.xml"), Files.readString(project.resolve("pom.xml")).replace("<version>1.0</version>", "<version>1.1</version>"))
    ["Cargo.toml", "Cargo.lock", "src/main.rs", "training.txt", "evaluation.txt"].each {
        Files.copy(project.resolve("../../../src/it/stored-profile/crate").resolve(it), folder.resolve("crate").resolve(it))
    }
    folder
}
def build = { Path folder, Path itsSettings, String... more ->
    MavenCall.in(folder, "prepare-package", "-Dcrate=" + folder.resolve("crate")).and(more).online(itsSettings).run()
}
def sha1 = { Path file -> Files.writeString(file.resolveSibling(file.fileName.toString() + ".sha1"),
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file)))) }

def server = Nginx.start(project)
try {
    def right = settings("right", server.url(), Nginx.USER, Nginx.PASSWORD)
    def wrong = settings("wrong", server.url(), Nginx.USER, "another")
    def none = settings("none", server.url())
    def deployed = server.repository().resolve("io/github/pgobolt/it/profile-repository/1.0/profile-repository-1.0-" + platform + "-profile.zip")
    def release = clone("release")
    // Fails before anything is compiled, with the reason and what to do.
    def refused = { String name, Path itsSettings, List<String> words, String... more ->
        build(release, itsSettings, empty(name), REQUIRE, *more).assertFailure().log().assertContains(*words).assertLacks("baseline: cargo builds")
    }
    def stored = { String of -> "-Dpgobolt.storedProfile=" + of }

    cases.check("mvn deploy brings the profile to a repository that asks for a name and a password") {
        def into = "-DaltDeploymentRepository=profiles::" + server.url()
        MavenCall.in(project, "deploy", into).online(right).run().assertSuccess()
        assertThat(WorkResult.sha256(deployed)).isEqualTo(WorkResult.sha256(archive))
        assertThat(server.requests()).contains("\"PUT /io/github/pgobolt/it/profile-repository/1.0/" + deployed.fileName, "\" 201 ", " - release [")
    }
    cases.check("what cannot be read is told: no name, a wrong password, not permitted, a fault of the server") {
        refused("none", none, ["profiles (" + server.url(), "(status 401), and settings.xml has none for it", "<server><id>profiles</id>"], stored(NAME))
        refused("wrong", wrong, ["refuses the name or the password that settings.xml has for it (status 401)", "<server> with the id profiles"], stored(NAME))
        refused("closed", settings("closed", server.url() + "closed/", Nginx.USER, Nginx.PASSWORD),
                ["does not permit this user to read", "(status 403)"], stored(NAME))
        refused("broken", settings("broken", server.url() + "broken/", Nginx.USER, Nginx.PASSWORD),
                ["answered with status 500, which is a fault of the server"], stored(NAME))
    }
    cases.check("a version that nobody deployed: where was looked, and under which name; again by -U") {
        def nobody = stored("io.github.pgobolt.it:profile-repository:7.7")
        def words = ["profiles (" + server.url(), "io.github.pgobolt.it:profile-repository:zip:" + platform + "-profile:7.7"]
        refused("nobody", right, words + ["it is not in "], nobody)
        build(release, right, "-Dmaven.repo.local=" + project.resolve("repositories/nobody"), REQUIRE, nobody).assertFailure().log()
                .assertContains(*words, "Ask again: -U")
    }
    cases.check("offline and not in the local repository") {
        refused("offline", right, ["Maven works offline (-o), and it is not in the local repository. Build once without -o"], stored(NAME), "-o")
    }
    cases.check("damaged on its way: Maven's strict checksums refuse it, and without them the pin or the archive itself does") {
        def bytes = Files.readAllBytes(deployed)
        Files.write(deployed, Arrays.copyOf(bytes, bytes.length.intdiv(2)))
        try {
            refused("strict", right, ["sent is not what its checksum says", "it was damaged, on its way or there"], stored(NAME), "-C")
            refused("pinned", right, ["is not what storedProfile pins", "with strict checksums: -C"], stored(NAME + PIN), "-c")
            refused("damaged", right, ["Nothing is built by a profile that is not whole"], stored(NAME), "-c")
        } finally {
            Files.write(deployed, bytes)
        }
    }
    // Deploys the same members under another version, with another manifest.
    def another = { String version, Closure<JsonObject> manifest ->
        def other = server.repository().resolve("io/github/pgobolt/it/profile-repository/" + version + "/profile-repository-" + version + "-" + platform + "-profile.zip")
        Files.createDirectories(other.parent)
        new ZipFile(archive.toFile()).withCloseable { zip ->
            new ZipOutputStream(Files.newOutputStream(other)).withCloseable { out ->
                zip.entries().each {
                    out.putNextEntry(new ZipEntry(it.name))
                    def content = zip.getInputStream(it).bytes
                    out.write(it.name == "manifest.json" ?
                            manifest(JsonParser.parseString(new String(content, "UTF-8")).asJsonObject).toString().getBytes("UTF-8") : content)
                }
            }
        }
        sha1(other)
        other
    }
    cases.check("the form of the archive: the first one is read, one that this version does not know is refused; and another hash than is pinned") {
        another("0.9") { JsonObject today ->
            def first = new JsonObject()
            first.addProperty("schemaVersion", 1)
            first.add("subject", today.getAsJsonObject("subject"))
            first.getAsJsonObject("subject").add("target", today.getAsJsonObject("toolchain").get("target"))
            ["rustc", "llvm"].each { first.add(it, today.getAsJsonObject("toolchain").get(it)) }
            first.add("sources", today.getAsJsonObject("sources").get("sha256"))
            first.add("workloads", today.getAsJsonObject("training").get("workloads"))
            first.add("quality", today.get("quality"))
            def hashes = new JsonObject()
            today.getAsJsonObject("members").entrySet().each { hashes.add(it.key, it.value.asJsonObject.get("sha256")) }
            first.add("sha256", hashes)
            first
        }
        // Its counts are read and found to be fewer than are asked for.
        refused("first", right, ["profile-repository:0.9: ", "minCounts (-Dpgobolt.minCounts) asks for 99,999,999,999"],
                stored("io.github.pgobolt.it:profile-repository:0.9"), "-Dpgobolt.minCounts=99999999999")
        def newer = another("9.0") { JsonObject today -> today.addProperty("schemaVersion", 99); today }
        def nine = "io.github.pgobolt.it:profile-repository:9.0"
        refused("newer", right, ["its manifest.json is of form 99", "Update the plugin"], stored(nine))
        refused("other", right, ["is not what storedProfile pins", WorkResult.sha256(newer)], stored(nine + PIN))
    }
    cases.check("a release with an empty local repository takes the profile from the server and trains nothing") {
        build(release, right, empty("release"), REQUIRE, stored(NAME + PIN)).assertSuccess().log()
                .assertContains("merge: takes the stored profile " + NAME)
        def result = WorkResult.below(release)
        ["instrument", "train"].each { assertThat(result.status(it)).as(it).isEqualTo("skipped") }
        assertThat(result.rows("steps").collect { it.get("compiles").asInt }.sum()).as("baseline and optimize").isEqualTo(2)
        assertThat(result.report().getAsJsonObject("profiles").getAsJsonObject("pgo").get("arrivedPercent").asDouble).isGreaterThan(99d)
    }
    cases.check("the server is stopped: what was had once is enough, require says who does not answer, auto goes on") {
        server.close()
        def asked = server.requests()
        build(release, right, "-Dmaven.repo.local=" + project.resolve("repositories/release"), REQUIRE, stored(NAME + PIN)).assertSuccess()
        assertThat(WorkResult.below(release).status("optimize")).isEqualTo("reused")
        refused("stopped", right, ["nothing answers at profiles (" + server.url(), "Start the server"], stored(NAME))
        def older = "io.github.pgobolt.it:profile-repository:0.8"
        MavenCall.in(project, "prepare-package", empty("auto"), stored(older)).online(right).run().assertSuccess().log()
                .assertContains("The stored profile is not used. " + older + ": it could not be had: nothing answers at profiles")
        assertThat(WorkResult.below(project).status("train")).isEqualTo("reused")
        assertThat(server.requests()).isEqualTo(asked)
    }
    cases.check("a server that takes the call and never answers: after the time that Maven is given") {
        // The client that Maven 4 has from the JDK would wait for ever (apache/maven-resolver issue 1631).
        def patient = new File(System.getProperty("maven.home"), "lib").list().any { it.startsWith("maven-core-4") } ? ["-Dmaven.resolver.transport=apache"] : []
        new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")).withCloseable { silent ->
            def url = "http://127.0.0.1:" + silent.localPort + "/"
            refused("silent", settings("silent", url, Nginx.USER, Nginx.PASSWORD),
                    ["profiles (" + url, "did not answer in time", "-Daether.connector.requestTimeout (3.9)"], stored(NAME),
                    // One setting by its names in Maven before 3.9, in 3.9 and in 4.
                    "-Dmaven.wagon.rto=1000", "-Daether.connector.requestTimeout=1000", "-Daether.transport.http.requestTimeout=1000", *patient)
        }
    }
} finally {
    server.close()
}
cases.end(project)
