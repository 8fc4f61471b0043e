import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
def goal = { String name, String... options -> MavenCall.in(project, MavenCall.goal(project, name)).and(options).run() }
def train = { String... options -> goal("train", options) }

// A library of the same name that is not instrumented.
def plain = Files.createDirectories(project.resolve("target/plain")).resolve("libwordstat.so")
def built = new ProcessBuilder("cargo", "build", "--release", "--manifest-path",
        project.resolve("../../../src/it/jni/src/main/rust/Cargo.toml").toString(),
        "--target-dir", project.resolve("target/cargo").toString()).inheritIO().start().waitFor()
assertThat(built).isZero()
Files.copy(project.resolve("target/cargo/release/libwordstat.so"), plain)

["normal", "exit", "halt"].each { mode ->
    cases.check("the profile is written where the JVM ends by " + mode) {
        train("-Dmode=" + mode).assertSuccess().log().assertContains("1 run left 1 raw profile")
    }
}
cases.check("the profile is written where the JVM ends by SIGTERM") {
    train("-Dmode=TERM", "-Dexit=143").assertSuccess().log().assertContains("1 run left 1 raw profile")
}
cases.check("SIGKILL writes no profile, and that is said") {
    train("-Dmode=KILL").assertFailure().log().assertContains("killed by SIGKILL")
}
cases.check("a library that is loaded and never called has an empty profile, and that is said") {
    train("-Dmode=load-only").assertSuccess()
    goal("merge", "-Dmode=load-only").assertFailure().log().assertContains("none of its functions was called")
}
cases.check("a library that is never loaded is named") {
    train("-Dmode=never-loads").assertFailure().log().assertContains("None of its processes loaded libwordstat.so")
}
cases.check("another copy that is loaded instead is named with its path") {
    train("-Dmode=other-copy").assertFailure().log().assertContains("It loads another file: " + project.toRealPath().resolve("target/elsewhere/libwordstat.so"))
}
cases.check("a crash keeps the JVM's report, and names it") {
    def log = train("-Dmode=crash").assertFailure().log()
    log.assertContains("The JVM crashed; its report is ")
    def report = (log.text() =~ /its report is (\S+hs_err_trouble_\d+\.log)/)[0][1]
    assertThat(new File(report)).exists()
    assertThat(new File(report).text).contains("SIGSEGV")
}
cases.check("a JVM that hangs is ended at its limit") {
    train("-Dmode=hang", "-Dlimit=2").assertFailure().log().assertContains("it ran longer than its limit").assertContains("jstack")
}
cases.check("a class that is not there") {
    train("-Dmain=it.Nothing").assertFailure().log().assertContains("Look at <mainClass> and <classpath>")
}
cases.check("a class without main") {
    train("-Dmain=it.WordStat").assertFailure().log().assertContains("Look at <mainClass> and <classpath>")
}
cases.check("a class path that does not resolve") {
    train("-Dentry=no.such.group:nothing:1.0").assertFailure().log().assertContains("no.such.group:nothing:1.0").assertContains("does not resolve")
}
cases.check("an entry of the class path that is nothing at all") {
    train("-Dentry=target/no-such-folder").assertFailure().log().assertContains("nor a file or folder that exists")
}
cases.check("a JDK version that nobody has") {
    train("-Djvm=[99,)").assertFailure().log().assertContains("asks for JDK [99,)")
}
cases.check("a JVM of another architecture") {
    def home = Files.createDirectories(project.resolve("target/jdk32/bin"))
    byte[] head = new byte[64]
    head[0] = 0x7f; head[1] = (byte) 'E'; head[2] = (byte) 'L'; head[3] = (byte) 'F'
    head[4] = 1; head[5] = 1; head[18] = 3
    def java = home.resolve("java")
    Files.write(java, head)
    java.toFile().setExecutable(true)
    train("-Djvm=target/jdk32").assertFailure().log().assertContains("is a JVM for x86, and the library is built for")
}
cases.check("a cdylib for musl") {
    train("-Dpgobolt.target=x86_64-unknown-linux-musl").assertFailure().log().assertContains("musl")
}
def panics = ["-Dcrate=panics/Cargo.toml", "-Dpgobolt.workDirectory=target/panics"]
cases.check("a panic that unwinds into the JVM is named where it ends the training") {
    goal("run", *panics, "-Dpanic=always").assertFailure().log()
            .assertContains("nobody catches this").assertContains("catch it with std::panic::catch_unwind")
}
cases.check("a variant that panics into the JVM, where the baseline does not, fails the check and does not ship") {
    goal("run", *panics, "-Dpanic=with-profile").assertSuccess().log().assertContains("check 'outputs of trouble' failed for 'pgo'")
    def report = new groovy.json.JsonSlurper().parse(project.resolve("target/panics/report/report.json").toFile())
    assertThat(report.selection.variant).isEqualTo("baseline")
    assertThat(report.variants.find { it.name == "pgo" }.correct).isFalse()
    assertThat(report.checks.findAll { !it.passed }.toString()).contains("SIGABRT")
}
cases.check("no JVM that crashed leaves its report outside of the work folder") {
    assertThat(project.toFile().list()).noneMatch { it.startsWith("hs_err") }
}
cases.end(project)
