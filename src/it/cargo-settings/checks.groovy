import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def cases = new Cases()
def foreign = System.getProperty("os.arch") == "aarch64" ? "x86_64-unknown-linux-gnu" : "aarch64-unknown-linux-gnu"
def run = { String... properties -> MavenCall.in(project, MavenCall.goal(project, "run")).and(properties) }

cases.check("a crate that builds and runs by cargo's configuration alone goes the whole way") {
    def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
    // The program fails without [env], without the runner and without its library: each run had all of them.
    def trained = result.record("train").getAsJsonArray("commands").toString()
    assertThat(trained).contains("SALT='a pinch'", "DATA=" + project.resolve("crate/data"), "crate/tools/run.sh 'a word' ")
            .contains("LD_LIBRARY_PATH=" + result.root().resolve("intermediate/instrumented/cargo-libraries"))
    assertThat(result.root().resolve("shipped/cargo-libraries/libgrain.so")).exists()
}
cases.check("the user's flags reach build scripts and proc macros, the plugin's do not") {
    def root = WorkResult.below(project).root()
    def script = Files.readString(root.resolve("build/flags-probe/rustc-with-host-flags"))
    assertThat(script).contains("--cfg configured").doesNotContain("profile_generate")
    assertThat(Files.readString(root.resolve("logs/instrument.log"))).contains("RUSTC_WRAPPER=").contains("-Cprofile_generate=")
    assertThat(Files.list(root.resolve("profiles/stray")).toList()).as("an instrumented build script would leave a profile").isEmpty()
}
cases.check("the report knows what a profile inherits, and what the configuration makes of it") {
    def because = WorkResult.below(project).rows("advice").collect { it.get("because").asString }
    assertThat(because).contains("the crate's own ship profile differs: codegen-units = 2 there, 1 here")
}
cases.check("a second run has nothing to do") {
    run().run().assertSuccess()
    def statuses = WorkResult.below(project).statuses()
    assertThat(["baseline", "instrument", "train", "optimize", "bolt", "check"].collect { statuses.get(it) }.unique()).isEqualTo(["reused"])
}
cases.check("the target that cargo is configured for is the one that is built, and refused where it cannot run") {
    run("-Dpgobolt.runner=none", "-Dpgobolt.workDirectory=target/foreign").with("CARGO_BUILD_TARGET", foreign).run().assertFailure().log()
            .assertContains("cargo is configured to build for " + foreign + ", and so does the plugin", foreign).assertLacks("cargo builds")
}
cases.check("build scripts and proc macros that were compiled with other flags are not called fresh") {
    run().with("RUSTFLAGS", "--cfg of_another_kind").run().assertFailure().log().assertContains("lacks --cfg configured")
}
cases.end(project)
