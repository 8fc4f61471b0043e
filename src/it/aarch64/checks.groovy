import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
def triple = "aarch64-unknown-linux-gnu"
def runtime = "/opt/llvm-22-aarch64/usr/lib/llvm-22/lib/libbolt_rt_instr.a"
def cases = new Cases()
// The trials of an earlier call of this test, and of the tests beside it, are kept there.
Files.deleteIfExists(localRepositoryPath.toPath().resolve(".cache/pgo-bolt/bolt-trials.json"))

def call = { String... properties ->
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.target=" + triple, "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.train=data/training.txt 400",
            "-Dpgobolt.evaluate=data/evaluation.txt 400", "-Dpgobolt.benchmark.budgetSeconds=4")
            .with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "aarch64-linux-gnu-gcc")
            .with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", "qemu-aarch64 -L /usr/aarch64-linux-gnu").and(properties)
}

cases.check("the whole way: PGO and BOLT, trained, checked and measured under qemu") {
    def result = WorkResult.below(project.resolve("crate")).assertWhole("baseline", "pgo", "pgo-bolt")
    result.rows("variants").each { variant ->
        def header = new File(variant.get("file").asString).bytes
        assertThat(header[18] & 0xff).as("e_machine of %s", variant.get("name")).isEqualTo(183)
    }
    assertThat(result.record("bolt-profile").getAsJsonObject("result").get("source").asString).isEqualTo("instrumentation")
    assertThat(result.record("bolt").getAsJsonObject("result").getAsJsonObject("log").get("profiledFunctions").asInt).isGreaterThan(10)
    assertThat(result.record("train").getAsJsonArray("commands").toString()).contains("qemu-aarch64 -L /usr/aarch64-linux-gnu")
}
cases.check("an option that AArch64 does not have is left out, and the record says so") {
    def bolt = WorkResult.below(project.resolve("crate")).record("bolt").getAsJsonObject("result")
    assertThat(bolt.getAsJsonArray("flags").toString()).contains("-reorder-blocks=ext-tsp").doesNotContain("frame-opt")
    assertThat(bolt.getAsJsonArray("notes").toString()).contains("-frame-opt=hot is left out")
}
cases.check("the verdict says that it was measured under a runner") {
    assertThat(Files.readString(project.resolve("crate/target/pgo-bolt/benchmark.json")))
            .contains("Every run went through the runner qemu-aarch64 -L /usr/aarch64-linux-gnu")
}
cases.check("the parameter wins over cargo's variable, and a runner that is not there is named before anything is built") {
    call("-Dpgobolt.boltRuntimeLibrary=" + runtime, "-Dpgobolt.runner=qemu-of-nobody -x").run().assertFailure().log()
            .assertContains("The runner qemu-of-nobody is not there").assertLacks("cargo builds")
}
cases.check("without a runner the first thing said is which one to name") {
    if (Files.exists(Path.of("/proc/sys/fs/binfmt_misc/qemu-aarch64"))) {
        println("  (this machine's kernel starts AArch64 files by itself)")
    } else {
        call("-Dpgobolt.boltRuntimeLibrary=" + runtime).with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", null).run().assertFailure().log()
                .assertContains("files for " + triple + " do not run on this machine", "-Dpgobolt.runner=\"qemu-aarch64 -L /usr/aarch64-linux-gnu\"")
                .assertLacks("cargo builds")
    }
}
cases.check("BOLT's runtime library for the other processor is asked for, and one for this machine's is refused") {
    call().run().assertFailure().log().assertContains("brings its runtime library for x86_64 alone", "-Dpgobolt.boltRuntimeLibrary=",
            "-Dpgobolt.bolt.skip").assertLacks("cargo builds")
    call("-Dpgobolt.boltRuntimeLibrary=/usr/lib/llvm-22/lib/libbolt_rt_instr.a").run().assertFailure().log()
            .assertContains("is for x86_64", "built for aarch64")
}
cases.check("an older llvm-bolt that crashes on AArch64 fails its trial, and the newest takes its place") {
    if (!Files.exists(Path.of("/usr/lib/llvm-16/bin/llvm-bolt"))) {
        println("  (this machine has no llvm-bolt 16)")
    } else {
        call("-Dpgobolt.boltRuntimeLibrary=" + runtime, "-Dpgobolt.toolPaths=/usr/lib/llvm-16/bin").run().assertSuccess().log()
                .assertContains("llvm-bolt 16.", "failed its trial", "could not instrument")
    }
}
cases.check("a linker for this machine's processor is told from a fault of the crate") {
    call("-Dpgobolt.boltRuntimeLibrary=" + runtime, "-Dpgobolt.workDirectory=other-work")
            .with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "cc").run().assertFailure().log()
            .assertContains("The linker is one for another processor than " + triple, "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER")
}
cases.end(project)
