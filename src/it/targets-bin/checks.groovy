import static org.assertj.core.api.Assertions.assertThat

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
def work = project.resolve("crate/target/pgo-bolt")
def result = new WorkResult(work).assertWhole("baseline", "pgo", "pgo-bolt")
def rows = result.targets()
def own = { String triple -> new WorkResult(work.resolve("targets/" + triple)) }
// Where nothing is measured, the profile is used if the target that trained is not shown to lose by it; a machine may be too noisy.
def gains = result.rows("comparisons").find { it.get("variant").asString == "pgo" && it.get("workload").isJsonNull() }.get("verdict").asString == "FASTER"
def profiled = gains ? [musl, windows, arm] : [musl, windows]
def cases = new Cases()

def copies = [(musl): "linux-x86-64-musl/rank", (windows): "win32-x86-64/rank.exe", (arm): "linux-aarch64/rank"]
def runners = [(musl): [], (windows): ["wine"], (arm): ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"]]
def output = { List<String> runner, Path program ->
    // wine says on stderr what it would rather have.
    Machine.output(*(["env", "WINEDEBUG=-all", "WINEPREFIX=" + project.resolve("wine"), "WINEPATH=Z:" + work.resolve("targets/wine").toString().replace("/", "\\"), "sh", "-c", '"$@" 2>/dev/null', "sh"] + runner + program.toString() + "data/evaluation.txt" + "3")
            .collect { it == "data/evaluation.txt" ? project.resolve(it).toString() : it })
}

cases.check("each target has its own file, the one that the report names, below copyTo") {
    assertThat(rows.keySet()).containsExactlyInAnyOrder(musl, windows, arm)
    copies.each { triple, copy ->
        def file = project.resolve("shipped").resolve(copy)
        assertThat(WorkResult.sha256(file)).as(triple).isEqualTo(rows[triple].get("sha256").asString)
        assertThat(Files.size(file)).as(triple).isEqualTo(rows[triple].get("sizeBytes").asLong)
    }
    assertThat(WorkResult.sha256(project.resolve("shipped/linux-x86-64/rank"))).isEqualTo(result.shippedSha256())
}
cases.check("each of them prints what this machine's own prints") {
    def expected = output([], project.resolve("shipped/linux-x86-64/rank"))
    assertThat(expected).matches("(?s)\\d+ words, \\d+ of them different.*")
    copies.each { triple, copy -> assertThat(output(runners[triple], project.resolve("shipped").resolve(copy))).as(triple).isEqualTo(expected) }
}
cases.check("the program for Windows needs a library that Debian's wine lacks, and ran all the same") {
    def readobj = Path.of(Machine.output("rustc", "--print", "sysroot"), "lib/rustlib/x86_64-unknown-linux-gnu/bin/llvm-readobj")
    assertThat(Machine.output(readobj.toString(), "--coff-imports", project.resolve("shipped").resolve(copies[windows]).toString())).contains("Name: bcryptprimitives.dll")
    assertThat(work.resolve("targets/wine/bcryptprimitives.dll")).exists()
}
cases.check("one training served all: nothing else trained, and the counts arrived") {
    rows.each { triple, row ->
        ["instrument", "train"].each { assertThat(own(triple).status(it)).as("%s of %s", it, triple).isEqualTo("skipped") }
    }
    profiled.each { assertThat(rows[it].get("profileMatch").asDouble).as(it).isGreaterThan(it == arm ? 0.4d : 0.999d) }
    [musl, windows].each { assertThat(rows[it].get("mismatches").asInt).as(it).isZero() }
}
cases.check("each says what ran it, and was shown correct against a plain file of its own target") {
    assertThat(rows.collectEntries { triple, row -> [triple, row.get("run").asString] }).isEqualTo([(musl): "native", (windows): "wine", (arm): "qemu-aarch64"])
    profiled.each { triple ->
        assertThat(own(triple).variantHashes().keySet()).as(triple).contains("baseline", "pgo")
        def outputs = own(triple).rows("checks").findAll { it.get("name").asString == "outputs of evaluate" && it.get("variant").asString == "pgo" }
        assertThat(outputs).as(triple).hasSize(1).allMatch { it.get("passed").asBoolean }
    }
}
cases.check("time is measured where nothing emulates a processor, and nowhere else") {
    [musl, windows].each { triple ->
        assertThat(own(triple).rows("comparisons")).as(triple).anyMatch { it.get("variant").asString == "pgo" && it.get("pairs").asInt > 0 }
    }
    assertThat(own(arm).status("benchmark")).isEqualTo("skipped")
}
cases.check("so do those of BOLT's profile, where there is an llvm-bolt for the file") {
    def branches = own(musl).report().getAsJsonObject("profiles").getAsJsonObject("bolt")
    assertThat(branches.get("arrivedPercent").asDouble).isGreaterThan(95d)
    assertThat(own(musl).variantHashes().keySet()).contains("pgo-bolt")
    assertThat(own(windows).variantHashes().keySet()).doesNotContain("pgo-bolt")
}
cases.check("the page has a row for each target") {
    ["report.md", "report.html"].each { name ->
        assertThat(Files.readString(work.resolve("report/" + name)).replace("\\_", "_")).as(name).contains(rows.keySet())
    }
}
cases.check("a second call builds and runs nothing") {
    def before = rows.collectEntries { triple, row -> [triple, row.get("sha256").asString] }
    MavenCall.in(project, MavenCall.goal(project, "run"), "-Dpgobolt.manifestPath=crate/Cargo.toml", "-Dpgobolt.copyTo=shipped", "-Dpgobolt.train=data/training.txt 100",
            "-Dpgobolt.evaluate=data/evaluation.txt 400", "-Dpgobolt.benchmark.budgetSeconds=4", "-Dpgobolt.minProfileMatch=0.4", "-Dpgobolt.targets=" + [musl, windows, arm].join(","))
            .run().assertSuccess().log().assertContains("targets: up to date").assertLacks("cargo builds", "measures the variants")
    assertThat(new WorkResult(work).targets().collectEntries { triple, row -> [triple, row.get("sha256").asString] }).isEqualTo(before)
}
cases.end(project)
