import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
def musl = "x86_64-unknown-linux-musl"
def windows = "x86_64-pc-windows-gnu"
def arm = "aarch64-unknown-linux-gnu"
def cases = new Cases()
def work = project.resolve("crate/target/pgo-bolt")

// The same properties as the first call, so that nothing is trained or built again but what is asked for.
def call = { String targets, String... more ->
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.copyTo=shipped",
            "-Dpgobolt.train=data/training.txt 20000", "-Dpgobolt.evaluate=data/evaluation.txt 20000", "-Dpgobolt.benchmark.budgetSeconds=2",
            "-Dpgobolt.bolt=off", "-Dpgobolt.lto=inherit", "-Dpgobolt.targets=" + targets).and(more)
}
def rows = { Path folder -> new WorkResult(folder).targets() }
def script = { String name, String text ->
    def file = project.resolve(name)
    Files.writeString(file, text)
    assertThat(file.toFile().setExecutable(true)).isTrue()
    file.toString()
}
// What must be found before minutes of building.
def saysFirst = { MavenCall.Result result, String... parts -> result.assertFailure().log().assertContains(parts).assertLacks("cargo builds", "NullPointer") }
def llvm = Path.of(Machine.output("rustc", "--print", "sysroot"), "lib/rustlib/x86_64-unknown-linux-gnu/bin")

cases.check("halves by cfg(target_os): most of the profile does not fit Windows, which is said with its share, and the plain file ships") {
    def row = rows(work)[windows]
    assertThat(row.get("profileMatch").asDouble).isBetween(0.5d, 0.9d)
    assertThat(row.get("variant").asString).isEqualTo("baseline")
    BuildLog.of(basedir).assertContains(String.format(Locale.ROOT, "Only %.1f %% of the counts", Math.floor(1000 * row.get("profileMatch").asDouble) / 10),
            "minProfileMatch asks for 90.0 %")
    assertThat(rows(work)[musl].get("profileMatch").asDouble).isGreaterThan(0.999d)
}
cases.check("two versions of one crate have a function each of one name and with the same branches: no counts are mixed") {
    def profile = Files.walk(work.resolve("targets/" + musl)).withCloseable { all -> all.filter { it.fileName.toString() == "translated.profdata" }.toList() }
    assertThat(profile).hasSize(1)
    // "_RNvCs4ppQfFqIEyG_5inner5weigh:", then its hash, then "Block counts: [3280000, 1340000, 80000]": a crate's id tells the versions apart.
    def counted = [:].withDefault { [:] }
    def matcher = Machine.output("$llvm/llvm-profdata", "show", "--all-functions", "--counts", profile[0].toString()) =~
            /_RNvCs(\w+)_5inner\d(weigh|often|seldom):\n(?:.*\n){2}\s*Block counts: \[(\d+)/
    matcher.each { all, id, function, count -> counted[id][function] = count.toLong() }
    assertThat(counted).hasSize(2)
    def often = counted.values().find { it.often }
    def seldom = counted.values().find { it.seldom }
    assertThat(often.weigh).as("weighed where each byte is").isGreaterThan(9 * (seldom.weigh as long))
    // They are functions of this target, too, and not only names.
    def symbols = Machine.output("$llvm/llvm-nm", work.resolve("targets/$musl/variants/pgo/halves").toString())
    counted.each { id, functions -> functions.keySet().each { assertThat(symbols).contains("Cs${id}_5inner${it.length()}${it}") } }
}
cases.check("a target that is named twice is built once, and the subject's own not at all") {
    def result = call([musl, "x86_64-unknown-linux-gnu", musl].join(",")).run().assertSuccess()
    assertThat(rows(work).keySet()).containsExactly(musl)
    result.log().assertContains("is named twice", "is built anyway")
}
cases.check("a target without Rust's library: the command that installs it, before anything is built") {
    saysFirst(call("riscv64gc-unknown-linux-gnu", "-Dpgobolt.workDirectory=none").run(), "riscv64gc-unknown-linux-gnu", "rustup target add")
}
cases.check("a target that rustc does not know") {
    saysFirst(call("x86_64-unknown-linux-mussel", "-Dpgobolt.workDirectory=none").run(), "x86_64-unknown-linux-mussel", "rustc --print target-list")
}
cases.check("a linker that is not there: it is named, with its package, before anything is built") {
    saysFirst(call(arm, "-Dpgobolt.workDirectory=none").with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", "aarch64-of-nobody-gcc").run(),
            "aarch64-of-nobody-gcc", arm)
}
cases.check("a library that the flags ask for and a target lacks: it is named, with where to say where it is") {
    saysFirst(call([windows, arm].join(","), "-Dpgobolt.workDirectory=none").with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS", "-Clink-arg=-lof_nobody").run(),
            "-lof_nobody for $arm is missing", "[target.$arm] rustflags").assertLacks("$windows cannot be built")
}
cases.check("a target whose file would lie where the subject's own does") {
    saysFirst(call("x86_64-unknown-linux-gnux32", "-Dpgobolt.workDirectory=none").run(), "x86_64-unknown-linux-gnu and x86_64-unknown-linux-gnux32 would both lie in linux-x86-64")
}
cases.check("all that two targets lack is said at once") {
    saysFirst(call("riscv64gc-unknown-linux-gnu,s390x-unknown-linux-gnu", "-Dpgobolt.workDirectory=none").run(), "riscv64gc-unknown-linux-gnu", "s390x-unknown-linux-gnu")
}
cases.check("a target's folder that cannot be written is named before anything is built") {
    Files.createDirectories(project.resolve("in-the-way"))
    Files.createFile(project.resolve("in-the-way/win32-x86-64"))
    saysFirst(call(windows, "-Dpgobolt.copyTo=in-the-way", "-Dpgobolt.workDirectory=none").run(), "in-the-way/win32-x86-64 is there and is no folder", "-Dpgobolt.copyTo=")
}
cases.check("a runner that crashes: the target goes on as one that is not run, and the signal is named") {
    def crashing = script("crashing", "#!/bin/sh\nkill -s SEGV \$\$\n")
    def result = call(arm).with("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", crashing).run().assertSuccess()
    result.log().assertContains("SIGSEGV", "crashing")
    def row = rows(work)[arm]
    assertThat(row.get("run").asString).isEqualTo("not run")
    assertThat(row.get("variant").asString).isEqualTo("baseline")
}
cases.check("a wine and a qemu that crash: each target goes on as one that is not run, and what happened is in the report") {
    ["wine", "wine64", "qemu-aarch64"].each { Files.createDirectories(project.resolve("broken")); script("broken/" + it, "#!/bin/sh\nkill -s SEGV \$\$\n") }
    def result = call([windows, arm].join(","), "-Dpgobolt.toolPaths=broken", "-Dpgobolt.minProfileMatch=0.4").run().assertSuccess()
    result.log().assertContains("SIGSEGV", "wine64 could not run it", "qemu-aarch64 could not run it")
    [windows, arm].each { triple ->
        assertThat(rows(work)[triple].get("run").asString).as(triple).isEqualTo("not run")
        assertThat(rows(work)[triple].get("variant").asString).as(triple).isEqualTo("baseline")
        assertThat(rows(work)[triple].get("reason").asString).as(triple).contains("could not run it", "SIGSEGV")
    }
}
cases.check("a file that prints something else: the plain one ships, which is said on the console and is a failure of junit.xml") {
    def lying = script("lying", "#!/bin/sh\n\"\$@\"\ncmp -s \"\$1\" '" + work.resolve("targets/$musl/variants/baseline/halves") + "' || echo other\n")
    def result = call(musl).with("CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUNNER", lying).run().assertSuccess()
    result.log().assertContains("pgo shown wrong, built plainly", "pgo for $musl is shown wrong by outputs of evaluate; the plain file ships there")
    def row = rows(work)[musl]
    assertThat(row.get("variant").asString).isEqualTo("baseline")
    assertThat(row.getAsJsonArray("failedChecks").collect { it.asJsonObject.get("name").asString }).contains("outputs of evaluate")
    assertThat(Files.readString(work.resolve("report/junit.xml"))).contains("<failure message=\"pgo for $musl is shown wrong by outputs of evaluate")
}
cases.check("a second call without a change says again why the plain file ships, and with which share") {
    call(windows).run().assertSuccess()
    def first = rows(work)[windows]
    def log = call(windows).and("-Dpgobolt.shipUnrun=true").run().assertSuccess().log()
    log.assertContains("The profile of this build's training is not used for $windows: only ").assertLacks("Collect it again", "The stored profile is not used")
    def again = rows(work)[windows]
    ["profileMatch", "reason", "variant"].each { assertThat(again.get(it)).as(it).isEqualTo(first.get(it)) }
}

// Without a workload that trains: a build of a matrix, whose profile another machine trained.
def stored = { String crate, Path profile, String folder, String... more ->
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.manifestPath=" + crate + "/Cargo.toml", "-Dpgobolt.storedProfile=" + profile,
            "-Dpgobolt.evaluate=data/evaluation.txt 20000", "-Dpgobolt.benchmark.budgetSeconds=2", "-Dpgobolt.bolt=off", "-Dpgobolt.lto=inherit",
            "-Dpgobolt.workDirectory=" + folder).and(more)
}
def arrived = { BuildLog log -> (log.text() =~ /Only ([\d.]+) % of the counts of the stored profile/).collect { it[1].toDouble() } }

cases.check("a stored profile of linux-gnu serves a build for musl: all counts arrive, and nothing trains") {
    def log = stored("crate", work.resolve("targets/profile"), "matrix", "-Dpgobolt.target=" + musl).run().assertSuccess().log()
    log.assertContains("trained for x86_64-unknown-linux-gnu, and this build is for " + musl).assertLacks("instrument: cargo", "train: runs")
    def pgo = new WorkResult(project.resolve("matrix")).report().getAsJsonObject("profiles").getAsJsonObject("pgo")
    assertThat(pgo.get("arrivedPercent").asDouble).isGreaterThan(99.9d)
}
cases.check("a stored profile none of whose names arrive: the share is said, and the plain file ships") {
    ["Cargo.toml", "Cargo.lock", "src/main.rs", "inner-1/Cargo.toml", "inner-1/src/lib.rs", "inner-2/Cargo.toml", "inner-2/src/lib.rs"].each {
        def file = project.resolve("renamed/" + it)
        Files.createDirectories(file.parent)
        Files.writeString(file, Files.readString(project.resolve("crate/" + it)).replaceAll(/\b(weigh|often|seldom|of_system)\b/, 'other_$1'))
    }
    def log = stored("renamed", work.resolve("targets/profile"), "nothing", "-Dpgobolt.target=" + musl).run().assertSuccess().log()
    // What is left are main, and what the standard library does once.
    assertThat(arrived(log)).hasSize(1).allMatch { it < 2d }
    log.assertContains("It is built plainly")
    assertThat(new WorkResult(project.resolve("nothing")).variantHashes().keySet()).containsExactly("baseline")
}
def old = "1.85.0"
if (Machine.permits("rustup", "which", "--toolchain", old, "rustc")) {
    cases.check("a profile that another rustc trained: what does not arrive is said, for the subject and for a further target") {
        MavenCall.in(project, MavenCall.goal(project, "update-profile"), "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.train=data/training.txt 20000",
                "-Dpgobolt.bolt=off", "-Dpgobolt.lto=inherit", "-Dpgobolt.workDirectory=old", "-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip", "-Dpgobolt.select.skip")
                .with("RUSTUP_TOOLCHAIN", old).run().assertSuccess()
        def profile = Files.move(project.resolve("src/pgo-profiles/halves"), project.resolve("old-profile"))
        def log = stored("crate", profile, "newer", "-Dpgobolt.targets=" + musl).run().assertSuccess().log()
        log.assertContains("trained with rustc " + old, "It is built plainly")
        assertThat(rows(project.resolve("newer"))[musl].get("variant").asString).isEqualTo("baseline")
    }
} else {
    cases.skip("a profile that another rustc trained", "rustup has no " + old)
}
cases.end(project)
