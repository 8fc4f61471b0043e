import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
// Without a POM a folder of its own for each crate; nothing but the crate is in it.
def call = { String folder, String goal, String... properties ->
    MavenCall.in(project.resolve(folder), MavenCall.goal(project, goal), "-Dpgobolt.benchmark.budgetSeconds=2").and(properties).run()
}
def pom = { String goal, String... properties ->
    MavenCall.in(project, MavenCall.goal(project, goal), "-Dpgobolt.benchmark.budgetSeconds=2").and(properties).run()
}
def says = { MavenCall.Result result, String... parts -> result.assertFailure().log().assertContains(parts) }
def script = { String path, String text ->
    def file = project.resolve(path)
    Files.createDirectories(file.parent)
    Files.writeString(file, text)
    assertThat(file.toFile().setExecutable(true)).isTrue()
    return file.toString()
}
def output = { String... argv -> def p = argv.execute(); def text = p.text.trim(); assertThat(p.waitFor()).isZero(); text }
def cases = new Cases()

// Which crate, and what of it.
cases.check("no manifest: says where it looked and how to name one") {
    Files.createDirectories(project.resolve("empty"))
    says(call("empty", "run", "-Dpgobolt.workload=x"), "No Cargo.toml was found; looked at", "src/main/rust/Cargo.toml", "-Dpgobolt.manifestPath=")
}
cases.check("a manifestPath that does not exist") {
    says(call("modes", "run", "-Dpgobolt.manifestPath=nowhere/Cargo.toml", "-Dpgobolt.workload=x"), "There is no Cargo.toml at", "nowhere/Cargo.toml")
}
cases.check("a manifest that cargo cannot read: cargo's own words") {
    Files.createDirectories(project.resolve("garbled/src"))
    Files.writeString(project.resolve("garbled/Cargo.toml"), "[package\n")
    says(call("garbled", "run", "-Dpgobolt.workload=x"), "cargo cannot read", "garbled/Cargo.toml")
}
cases.check("a virtual workspace without package: names those there are") {
    says(call("member", "run", "-Dpgobolt.workload=x"), "bin 'inner'", "bin 'other'", "Name the package", "-Dpgobolt.package=inner")
}
cases.check("a package that the workspace does not have") {
    says(call("member", "run", "-Dpgobolt.package=outer", "-Dpgobolt.workload=x"), "has no package 'outer'", "inner, other")
}
cases.check("a bin that does not exist: lists those that do") {
    says(call("two", "run", "-Dpgobolt.bin=middle", "-Dpgobolt.workload=x"), "no bin 'middle'", "bin 'left'", "bin 'right'")
}
cases.check("a lib that does not exist") {
    says(call("two", "run", "-Dpgobolt.lib=middle", "-Dpgobolt.workload=x"), "no cdylib 'middle'", "bin 'left'", "bin 'right'")
}
cases.check("two bins and none named: lists them") {
    says(call("two", "run", "-Dpgobolt.workload=x"), "bin 'left'", "bin 'right'", "Name the one to optimise: -Dpgobolt.bin=")
}
cases.check("a crate that does not compile: rustc's diagnostics are shown") {
    says(call("broken", "run", "-Dpgobolt.workload=x"), "The crate does not compile", "without anything that this plugin adds it fails, too", "error[E0308]", "mismatched types",
            "src/main.rs:2:23", "BUILD FAILURE").assertLacks("NullPointer")
}

// Values.
cases.check("no workload: an error with an example for the command line, where there is no POM") {
    says(call("modes", "run"), "There is no workload to train with", "-Dpgobolt.train=", "-Dpgobolt.trainWith=tests")
}
[
    strip: ["symbol", "none", "debuginfo", "symbols"],
    pgoMode: ["samples", "instrument", "sample"],
    lto: ["full", "fat", "thin", "inherit"],
    codegenUnits: ["many", "inherit"],
    baselineProfile: ["other", "same", "inherit"],
    "benchmark.metric": ["time", "auto", "cpu", "wall"],
    onInconclusive: ["ignore", "warn", "fail"],
].each { name, words ->
    cases.check("a wrong value of ${name}: names the parameter and its values") {
        says(call("modes", "run", "-Dpgobolt." + name + "=" + words[0], "-Dpgobolt.workload=x"),
                "'" + words[0] + "' is no value of " + name, *words[1..-1])
    }
}
cases.check("a wrong value of a workload's use") {
    says(pom("run", "-Pworkloads", "-Duse=sometimes"), "'sometimes' is no value of <use> of workload 'first'", "train, evaluate, both")
}
cases.check("two workloads of one name") {
    says(pom("run", "-Pworkloads", "-Dsecond=first"), "Two workloads have the name 'first'")
}
cases.check("a workload's name that cannot name a file") {
    says(pom("run", "-Pworkloads", "-Dsecond=../up"), "The workload name '../up'")
}
cases.check("a quote that is not closed") {
    says(call("modes", "run", "-Dpgobolt.train=it's"), "-Dpgobolt.train has a ' that is not closed")
}
cases.check("a file of runs that does not exist") {
    says(call("modes", "run", "-Dpgobolt.train=@runs.txt"), "-Dpgobolt.train=@runs.txt", "cannot be read")
}
cases.check("an unknown BOLT option: before anything is compiled") {
    says(call("modes", "run", "-Dpgobolt.workload=ok", "-Dpgobolt.boltExtraFlags=-reorder-everything"), "does not know -reorder-everything",
            "boltExtraFlags", "--help-hidden").assertLacks("cargo builds")
}
cases.check("an unsupported platform") {
    says(call("modes", "run", "-Dpgobolt.workload=ok", "-Dpgobolt.target=wasm32-unknown-unknown"), "No route on wasm32-unknown-unknown")
}
cases.check("a goal whose input is missing says which goal to run first") {
    says(call("two", "merge", "-Dpgobolt.bin=left", "-Dpgobolt.workload=x"), "'train' has not run", ":train")
}

// Work folders.
cases.check("an unwritable work folder") {
    Files.writeString(project.resolve("a-file"), "not a folder")
    says(call("modes", "run", "-Dpgobolt.workload=ok", "-Dpgobolt.workDirectory=../a-file/work"), "cannot be written", "-Dpgobolt.workDirectory=")
    assertThat(Files.readString(project.resolve("a-file"))).isEqualTo("not a folder")
}
cases.check("a work folder of a newer schema is refused and kept") {
    def record = Files.createDirectories(project.resolve("newer/steps")).resolve("baseline.json")
    Files.writeString(record, '{"schemaVersion": 99, "step": "baseline", "novelty": true}')
    says(call("modes", "run", "-Dpgobolt.workload=ok", "-Dpgobolt.workDirectory=../newer"), "written by a newer version of this plugin", "schema 99")
    assertThat(Files.readString(record)).contains("novelty")
}

// Tools. This machine has them all, so that a rustc that calls itself LLVM 99 stands for one whose tools are missing:
// what is found then is of another major.
def rustc = output("rustc", "--print", "sysroot") + "/bin/rustc"
def fakeRustc = script("fakes/rustc", '#!/bin/sh\n' + rustc + ' "$@" > "$0.$$" || { code=$?; rm -f "$0.$$"; exit $code; }\n' +
        'sed "s/^LLVM version: .*/LLVM version: 99.1.0/" "$0.$$"\nrm -f "$0.$$"\n')
cases.check("llvm-profdata of another major: both versions, the paths and the package are named, where PGO is required") {
    def result = MavenCall.in(project.resolve("modes"), MavenCall.goal(project, "run"), "-Dpgobolt.workload=ok", "-Dpgobolt.pgo=require")
            .with("RUSTC", fakeRustc).run()
    says(result, "llvm-profdata is missing", "LLVM 99 (99.1.0)", "only llvm-profdata 99 reads; found only",
            "/llvm-profdata", "To fix it:").assertLacks("cargo builds", "llvm-bolt is missing")
}
cases.check("the same where BOLT is switched off, so that nothing is left to do") {
    def result = MavenCall.in(project.resolve("modes"), MavenCall.goal(project, "run"), "-Dpgobolt.workload=ok", "-Dpgobolt.bolt.skip")
            .with("RUSTC", fakeRustc).run()
    says(result, "llvm-profdata is missing").assertLacks("cargo builds")
}
cases.check("doctor shows what is missing and what is there, and fails where it is required") {
    def doctor = { String... more -> MavenCall.in(project.resolve("modes"), MavenCall.goal(project, "doctor"), *more).with("RUSTC", fakeRustc).run() }
    says(doctor("-Dpgobolt.pgo=require"), "rustc", "MISSING   llvm-profdata", "llvm-profdata is missing", "-Dpgobolt.install")
    doctor().assertSuccess().log().assertContains("MISSING   llvm-profdata", "without PGO, until llvm-profdata is there")
}
cases.check("no Rust at all: rustup's own command is printed and nothing is run") {
    def home = Files.createDirectories(project.resolve("nobody"))
    def java = System.getProperty("java.home")
    def result = MavenCall.in(project.resolve("modes"), MavenCall.goal(project, "doctor")).with("PATH", "/usr/bin:/bin").with("HOME", home.toString())
            .with("CARGO_HOME", null).with("RUSTUP_HOME", null).with("JAVA_HOME", java).run()
    if (Files.exists(Path.of("/usr/bin/cargo"))) {
        println("  (this machine has the distribution's cargo in /usr/bin)")
    } else {
        says(result, "Rust is missing", "rustup")
    }
}

// Workloads that go wrong. The first run builds, the baseline first, since a failure ends what is built beside; the others find
// baseline and instrument done.
def work = project.resolve("modes/target/pgo-bolt")
def startedAt = { String step -> (Files.readString(work.resolve("steps/" + step + ".json")) =~ /"startedAtMillis": (\d+)/)[0][1] }
cases.check("a workload that exits non-zero: its exit code, its command, and <expectExit>") {
    says(call("modes", "run", "-Dpgobolt.workload=three", "-Dpgobolt.parallelBuilds=false"), "Workload 'workload' failed: exit 3, expected exit 0", "<expectExit>3</expectExit>", "The command was:")
}
assertThat(work.resolve("steps/instrument.json")).exists()
def built = ["baseline", "instrument"].collectEntries { [it, startedAt(it)] }
cases.check("a workload that aborts: the signal is named") {
    says(call("modes", "run", "-Dpgobolt.workload=abort"), "Workload 'workload' failed: killed by SIGABRT (signal 6)",
            "The baseline does not end this workload well either (killed by SIGABRT (signal 6))")
}
cases.check("a workload that is killed: the signal is named, and that it leaves no profile") {
    says(call("modes", "run", "-Dpgobolt.workload=kill"), "killed by SIGKILL (signal 9)", "writes no profile")
}
cases.check("a workload that hangs: ended with all its processes") {
    def start = System.nanoTime()
    says(call("modes", "run", "-Dpgobolt.workload=hang 3967", "-Dpgobolt.workloadTimeoutSeconds=1"), "it ran longer than its limit", "-Dpgobolt.workloadTimeoutSeconds")
    assertThat((System.nanoTime() - start) / 1e9d).as("seconds").isLessThan(60d)
    def left = ProcessHandle.allProcesses().filter { (it.info().commandLine().orElse("")).contains("sleep 3967") }.toList()
    assertThat(left).as("processes that are left").isEmpty()
}
cases.check("a profile that matches nothing: the workload runs another instrumented program") {
    def source = Files.writeString(project.resolve("other.rs"), "fn twice(n: u64) -> u64 { n * 2 }\nfn main() { println!(\"{}\", twice(21)); }\n")
    def other = project.resolve("other").toString()
    output("rustc", "-O", "-Cprofile-generate", "-o", other, source.toString())
    says(pom("run", "-Pforeign", "-Dprogram=" + other, "-Dpgobolt.workDirectory=modes/target/pgo-bolt"),
            "The merged profile matches nothing", "'another-program' is " + other, 'Let their commands run ${subject}')
}
cases.check("a workload that leaves no profile") {
    says(call("modes", "run", "-Dpgobolt.workload=silent"), "Workload 'workload' ended well but left no profile")
}
cases.check("a workload whose program does not exist") {
    says(pom("run", "-Pworkloads", "-Dprogram=/no/such/program", "-Dpgobolt.workDirectory=modes/target/pgo-bolt"), "/no/such/program", "first")
}
cases.check("none of these lost a build: baseline and instrument are those of the first run") {
    assertThat(["baseline", "instrument"].collectEntries { [it, startedAt(it)] }).isEqualTo(built)
    call("modes", "run", "-Dpgobolt.train=ok").assertSuccess().log().assertContains("baseline: up to date", "instrument: up to date")
    assertThat(["baseline", "instrument"].collectEntries { [it, startedAt(it)] }).isEqualTo(built)
}
cases.check("no evaluation workload: measured on training input, and stamped so") {
    def report = WorkResult.below(project.resolve("modes")).report()
    assertThat(report.get("measuredOnTrainingInput").asBoolean).isTrue()
    assertThat(Files.readString(work.resolve("report/summary.txt"))).containsIgnoringCase("training")
    assertThat(Files.readString(work.resolve("report/report.md"))).containsIgnoringCase("training")
}
cases.check("a branch profile and a profile that were damaged are made again") {
    def profdata = Files.list(work.resolve("profiles/merged")).withCloseable { it.findFirst().get() }
    def was = WorkResult.sha256(profdata)
    Files.write(profdata, "damaged".bytes)
    call("modes", "run", "-Dpgobolt.train=ok").assertSuccess().log().assertContains("merge: llvm-profdata merges the profiles again")
    assertThat(WorkResult.sha256(profdata)).isEqualTo(was)
}
cases.check("a second build in one work folder is refused while the first is at work") {
    def first = Thread.start { call("modes", "run", "-Dpgobolt.workload=hang 3968", "-Dpgobolt.workloadTimeoutSeconds=15") }
    def lock = work.resolve(".lock")
    def until = System.nanoTime() + 60_000_000_000L
    while (System.nanoTime() < until && !ProcessHandle.allProcesses().anyMatch { it.info().commandLine().orElse("").contains("sleep 3968") }) {
        sleep(50)
    }
    says(call("modes", "run", "-Dpgobolt.workload=ok"), "Another build (process ", "is at work in")
    first.join()
}
cases.end(project)
