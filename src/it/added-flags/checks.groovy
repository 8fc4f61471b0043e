import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.elf.ElfSections
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
// std as a library is linked in a second; a program with its own std takes ten times as long.
def std = Machine.output("rustc", "--print", "target-libdir")
def flags = ["-Cprefer-dynamic", "-Clink-arg=-Wl,-rpath,$std"]
def call = { String crate, List<String> rustFlags, String... properties ->
    MavenCall.in(project.resolve(crate), MavenCall.goal(project, "run"), "-Dpgobolt.benchmark.budgetSeconds=2", "-Dpgobolt.train=20000000",
            "-Dpgobolt.evaluate=10000000").with("RUSTFLAGS", rustFlags.join(" ")).and(properties).run()
}
def work = { String crate -> project.resolve(crate).resolve("target/pgo-bolt") }
def sections = { Path file -> ElfSections.of(file).orElseThrow() }
def cases = new Cases()

cases.check("cargoArgs=--release: refused by name, before anything is compiled") {
    call("together", flags, "-Dpgobolt.cargoArgs=--release").assertFailure().log()
            .assertContains("cargoArgs must not have --release", "-Dpgobolt.profile", "Take it out").assertLacks("does not compile")
    assertThat(work("together")).doesNotExist()
}
cases.check("prefer-dynamic, packed debug information and a linker's -s: what goes with PGO and BOLT is taken, and said") {
    def log = call("together", flags + "-Clink-arg=-s").assertSuccess().log().assertContains(
            "The linker's -s is left out (the environment variable RUSTFLAGS)", "-Dpgobolt.strip=symbols",
            "lto=inherit is taken instead of fat, for all variants: -Cprefer-dynamic is in force",
            "split-debuginfo=unpacked is taken instead of packed").assertLacks("does not compile")
    def result = WorkResult.below(project.resolve("together")).assertWhole("baseline", "pgo", "pgo-bolt")
    assertThat(result.rows("advice").findAll { it.get("because").asString == "taken by itself" }).hasSize(3)
    def linked = result.root().resolve(result.record("optimize").getAsJsonObject("result").get("linked").asString)
    assertThat([".symtab", ".rela.text", ".debug_info"].findAll { sections(linked).has(it) }).contains(".symtab", ".rela.text")
    for (step in ["baseline", "instrument", "optimize"]) {
        assertThat(result.record(step).getAsJsonArray("commands").get(0).asString).as(step)
                .contains("Cprefer-dynamic", "-Csplit-debuginfo=unpacked").doesNotContain("_LTO=", "link-arg=-s")
    }
}
cases.check("a program that crashes only when it counts: the baseline is run, and tells it from the program's own fault") {
    call("together", flags + "-Clink-arg=-s", "-Dpgobolt.train=1000 crash").assertFailure().log().assertContains(
            "killed by SIGABRT", "The baseline, which counts nothing, ends this workload well", "-Dpgobolt.pgo=off")
}
cases.check("a build script that has the linker strip: said before training, with what to do") {
    call("stripping", flags).assertFailure().log().assertContains("The linker (cc) takes the symbols out of what it links",
            "cargo:rustc-link-arg=-s", "-Dpgobolt.bolt=off").assertLacks("another instrumented program", "does not compile", "merge: ")
    assertThat(work("stripping").resolve("profiles/raw")).doesNotExist()
}
cases.check("the same, and PGO alone: a program without symbols is not taken for another one") {
    call("stripping", flags, "-Dpgobolt.bolt=off", "-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip").assertSuccess()
    assertThat(WorkResult.below(project.resolve("stripping")).record("merge").getAsJsonObject("result").get("summary")).isNotNull()
}
cases.check("an exported function that nothing calls: it is profile-generate, which is named with the way round it") {
    call("unused", flags).assertFailure().log().assertContains("The crate compiles, but not with all that this plugin adds",
            "It is -Cprofile-generate, which counts in every function", "Go without it: -Dpgobolt.pgo=off", "nowhere_defined")
            .assertLacks("The crate does not compile")
    call("unused", flags, "-Dpgobolt.pgo=off", "-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip").assertSuccess()
    assertThat(Files.exists(work("unused").resolve("variants/bolt/unused"))).isTrue()
}
cases.end(project)
