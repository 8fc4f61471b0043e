import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.zip.ZipFile

def project = basedir.toPath()
def cases = new Cases()
def trained = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def classifier = "linux-" + (System.getProperty("os.arch") == "aarch64" ? "aarch_64" : "x86_64") + "-profile"
def archive = project.resolve("../../it-repo/io/github/pgobolt/it/stored-profile/1.0/stored-profile-1.0-" + classifier + ".zip").normalize()
def STORED = "-Dpgobolt.storedProfile=io.github.pgobolt.it:stored-profile:1.0"

// A clone of the sources in another folder, as a release has it: nothing of the first build's work folder is in it.
def clone = { String name ->
    def folder = project.resolve(name)
    Files.createDirectories(folder.resolve("crate/src"))
    ["pom.xml", "crate/Cargo.toml", "crate/Cargo.lock", "crate/src/main.rs", "crate/training.txt", "crate/evaluation.txt"].each {
        Files.copy(project.resolve(it), folder.resolve(it), StandardCopyOption.REPLACE_EXISTING)
    }
    folder
}
def edit = { Path folder, String from, String to ->
    def source = folder.resolve("crate/src/main.rs")
    def text = Files.readString(source)
    assertThat(text).contains(from)
    Files.writeString(source, text.replace(from, to))
}
def build = { Path folder, String... more -> MavenCall.in(folder, "prepare-package").and(more).run() }
def pgo = { WorkResult result -> result.report().getAsJsonObject("profiles").getAsJsonObject("pgo") }
def compiles = { WorkResult result -> result.rows("steps").collect { it.get("compiles").asInt }.sum() }
def UNMEASURED = ["-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip", "-Dpgobolt.select.skip"]
def version = { Path folder, String from, String to ->
    ["crate/Cargo.toml", "crate/Cargo.lock"].each {
        def text = Files.readString(folder.resolve(it))
        assertThat(text).contains(from)
        Files.writeString(folder.resolve(it), text.replace(from, to))
    }
}
def handedOn = { Path folder ->
    Files.walk(folder.resolve("target")).withCloseable { all -> all.filter { it.fileName.toString().endsWith("-profile.zip") }.toList() }.first()
}
def dependencies = { WorkResult result ->
    Files.walk(result.root()).withCloseable { all -> all.filter { it.fileName.toString().contains("provenance") }.toList() }
            .collect { Files.readString(it) }.join("\n")
}
def untrained = { WorkResult result ->
    ["instrument", "train"].each { assertThat(result.status(it)).as(it).isEqualTo("skipped") }
    assertThat(compiles(result)).as("baseline and optimize").isEqualTo(2)
    result
}

def branches = { WorkResult result -> result.record("bolt-profile").getAsJsonObject("result") }

cases.check("BOLT's profile is stored in both of its forms, without this folder's name") {
    new ZipFile(archive.toFile()).withCloseable { zip ->
        assertThat(zip.entries().collect { it.name }).containsExactly("manifest.json", "branch.fdata", "branch.yaml", "merged.profdata")
        def yaml = zip.getInputStream(zip.getEntry("branch.yaml")).getText("ISO-8859-1")
        assertThat(yaml).contains("binary-name:     'tally'", "hash:").doesNotContain(project.toString())
        assertThat(zip.getInputStream(zip.getEntry("manifest.json")).getText("UTF-8")).contains('"yamlBy": "')
    }
}
cases.check("a release from the profile of a repository: two compiles, no training, all counts arrive") {
    def release = clone("release")
    def call = build(release, STORED).assertSuccess()
    call.log().assertContains(
            "profile: io.github.pgobolt.it:stored-profile:1.0, trained on ", "instrument: skipped, the stored profile takes its place",
            "merge: takes the stored profile io.github.pgobolt.it:stored-profile:1.0")
    def result = untrained(WorkResult.below(release))
    assertThat(pgo(result).get("storedProfile").asString).isEqualTo("io.github.pgobolt.it:stored-profile:1.0")
    assertThat(pgo(result).get("arrivedPercent").asDouble).isGreaterThan(99d)
    assertThat(result.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)
            .as("the profile, byte for byte").isEqualTo(trained.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)
    assertThat(result.variantHashes()).containsKeys("baseline", "pgo")
    assertThat(branches(result).get("inferred").asBoolean).as("its branch profile is of this very file").isFalse()
    assertThat(result.variantHashes()["pgo-bolt"]).isEqualTo(trained.variantHashes()["pgo-bolt"])
}
cases.check("a second release with nothing changed repeats nothing") {
    def release = project.resolve("release")
    build(release, STORED).assertSuccess()
    assertThat(["baseline", "merge", "optimize", "check", "select"].collect { WorkResult.below(release).status(it) }).containsOnly("reused")
}
cases.check("the profile of the source tree is found by itself, and a named one comes first") {
    def tree = clone("tree")
    def folder = Files.createDirectories(tree.resolve("src/pgo-profiles/tally"))
    new ZipFile(archive.toFile()).withCloseable { zip ->
        zip.entries().each { Files.copy(zip.getInputStream(it), folder.resolve(it.name)) }
    }
    build(tree).assertSuccess().log().assertContains("merge: takes the stored profile " + folder)
    untrained(WorkResult.below(tree))
    build(tree, STORED).assertSuccess().log().assertContains("profile: io.github.pgobolt.it:stored-profile:1.0")
}
cases.check("profilePolicy=train trains, whatever is stored") {
    def call = build(project.resolve("tree"), "-Dpgobolt.profilePolicy=train").assertSuccess()
    call.log().assertContains("train: runs the training workloads").assertLacks("the stored profile")
    assertThat(pgo(WorkResult.below(project.resolve("tree"))).get("storedProfile").isJsonNull()).isTrue()
}
cases.check("edited a little: the profile is used, and the report says how much of it arrived") {
    def little = clone("little")
    edit(little, "!line.is_empty()", "!line.is_empty() && *line != \"-\" && *line != \"--\"")
    build(little, STORED, "-Dpgobolt.profilePolicy=require").assertSuccess()
    assertThat(pgo(untrained(WorkResult.below(little))).get("arrivedPercent").asDouble).isBetween(90d, 100d)
}
cases.check("edited a little: llvm-bolt fits the branch profile to the new file, which is checked and measured") {
    def result = WorkResult.below(project.resolve("little"))
    assertThat(result.variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo", "pgo-bolt")
    assertThat(branches(result).get("inferred").asBoolean).isTrue()
    assertThat(branches(result).get("arrivedShare").asDouble).isBetween(0.9d, 1d)
    def shown = result.report().getAsJsonObject("profiles").getAsJsonObject("bolt")
    assertThat(shown.get("arrivedPercent").asDouble).isBetween(90d, 100d)
    assertThat(result.record("bolt").getAsJsonArray("commands").toString()).contains("-infer-stale-profile", "branch.yaml")
    assertThat(result.rows("variants").find { it.get("name").asString == "pgo-bolt" }.get("shown").asString).isEqualTo("shown correct")
}
cases.check("an llvm-bolt that cannot read the form of a newer one: named, and PGO goes on alone") {
    def older = Path.of("/usr/lib/llvm-19/bin")
    if (!Files.exists(older.resolve("llvm-bolt")) || trained.record("bolt").getAsJsonArray("tools").toString().contains("llvm-bolt 19.")) {
        println("  (this machine has no llvm-bolt 19 beside a newer one)")
    } else {
        build(project.resolve("little"), STORED, "-Dpgobolt.toolPaths=" + older).assertSuccess().log()
                .assertContains("No BOLT: the stored branch profile is of another file, and llvm-bolt 19.", "unknown key", "PGO goes on alone")
        def result = WorkResult.below(project.resolve("little"))
        assertThat(result.variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo")
        assertThat(result.report().getAsJsonArray("missing").toString()).contains("could not fit it to this one")
        build(project.resolve("little"), STORED, "-Dpgobolt.toolPaths=" + older, "-Dpgobolt.bolt=require").assertFailure().log()
                .assertContains("BOLT is required (pgobolt.bolt=require): the stored branch profile is of another file")
    }
}
cases.check("edited where the work is done: require fails with the number, and auto trains anew, once") {
    def much = clone("much")
    edit(much, "} else if byte == b'\\n' {", "} else if byte == b'-' {\n            sum.rotate_left(9)\n        } else if byte == b'\\n' {")
    build(much, STORED, "-Dpgobolt.profilePolicy=require").assertFailure().log()
            .assertContains("% of the counts of the stored profile io.github.pgobolt.it:stored-profile:1.0", "minProfileMatch asks for 90.0 %")
    build(much, STORED).assertSuccess().log()
            .assertContains("% of the counts of the stored profile", "So this build trains anew.", "train: runs the training workloads")
    def result = WorkResult.below(much)
    assertThat(result.status("train")).isEqualTo("ran")
    assertThat(pgo(result).get("arrivedPercent").asDouble).isGreaterThan(99d)
    build(much, STORED).assertSuccess().log()
            .assertContains("The stored profile is not used. ", "found by an earlier build").assertLacks("So this build trains anew.")
    assertThat(WorkResult.below(much).status("optimize")).isEqualTo("reused")
}
def accepted = { String... more -> build(project.resolve("much"), STORED, "-Dpgobolt.minProfileMatch=0%", *more).assertSuccess().log() }
cases.check("edited where the work is done, and accepted: PGO by minProfileMatch=0%, and no BOLT where the function is gone") {
    edit(project.resolve("much"), "weigh", "ponder")
    accepted("-Dpgobolt.force").assertContains("merge: takes the stored profile",
            "No BOLT: only 0.", " % of the counts of the stored branch profile are of functions that this build's file has, and minBranchMatch (-Dpgobolt.minBranchMatch) asks for 50.0 %",
            "bolt: skipped, no BOLT: only 0.")
    def result = WorkResult.below(project.resolve("much"))
    assertThat(result.variantHashes().keySet()).containsExactlyInAnyOrder("baseline", "pgo")
    assertThat(branches(result).getAsJsonObject("unfit").get("share").asDouble).isBetween(0.0001d, 0.01d)
    assertThat(result.report().getAsJsonArray("missing").toString()).contains("minBranchMatch (-Dpgobolt.minBranchMatch) asks for 50.0 %")
}
cases.check("nor is that found out once more by the next build, and minBranchMatch=0% takes what there is") {
    // That PGO's part was refused before is no matter here, and -Dpgobolt.force would repeat all.
    Files.delete(project.resolve("much/target/pgo-bolt/refused-profile.txt"))
    accepted().assertContains("bolt: skipped, no BOLT: only 0.")
    assertThat(WorkResult.below(project.resolve("much")).status("bolt-profile")).isEqualTo("reused")
    accepted("-Dpgobolt.minBranchMatch=0%").assertLacks("No BOLT")
    assertThat(WorkResult.below(project.resolve("much")).variantHashes()).containsKey("pgo-bolt")
}
// The verdict of a benchmark of one second may decide nothing. This one does, and otherwise than any measurement would.
def withVerdict = { Map<String, String> files ->
    def folder = Files.createDirectories(project.resolve("with-verdict"))
    new ZipFile(archive.toFile()).withCloseable { zip ->
        zip.entries().each { Files.copy(zip.getInputStream(it), folder.resolve(it.name), StandardCopyOption.REPLACE_EXISTING) }
    }
    def compared = { String of, String with, double ratio, String word -> """{"variant": "$of", "reference": "$with", "metric": "cpu",
            "ratio": $ratio, "low": ${ratio - 0.001}, "high": ${ratio + 0.001}, "pairs": 50, "alpha": 0.02, "verdict": "$word"}""" }
    def manifest = JsonParser.parseString(Files.readString(folder.resolve("manifest.json"))).asJsonObject
    manifest.add("verdict", JsonParser.parseString("""{"day": "2026-01-02", "machine": {"cpuModel": "the one that trains", "processors": 8},
            "workloads": ["evaluation"], "measuredOnTrainingInput": false, "measuredBy": "runner", "metric": "cpu", "metricReason": "so",
            "alpha": 0.05, "tolerance": 0.01, "pairs": 50, "files": {${files.collect { "\"$it.key\": \"$it.value\"" }.join(", ")}},
            "comparisons": [${compared("pgo", "baseline", 1.0, "SAME")}, ${compared("pgo-bolt", "baseline", 0.2, "FASTER")}],
            "control": {"ratio": 1.0, "low": 0.999, "high": 1.001, "pairs": 50, "verdict": "SAME"}}"""))
    Files.writeString(folder.resolve("manifest.json"), manifest.toString())
    ["-Dpgobolt.verdict=stored", "-Dpgobolt.storedProfile=" + folder] as String[]
}
cases.check("verdict=stored: a release makes the files that were measured, measures nothing, and ships by what is stored") {
    def release = project.resolve("release")
    def hashes = WorkResult.below(release).variantHashes()
    assertThat(hashes).as("a release has the training's files").isEqualTo(trained.variantHashes())
    build(release, withVerdict(trained.variantHashes())).assertSuccess().log()
            .assertContains("benchmark: takes the verdict that the stored profile brings", "stored on 2026-01-02, not measured here; 50 pairs")
            .assertContains("The verdict was stored on 2026-01-02, and not measured here: the one that trains.")
            .assertLacks("The verdict is measured here", "measures the variants")
    def result = WorkResult.below(release)
    assertThat(result.report().getAsJsonObject("selection").get("variant").asString).isEqualTo("pgo-bolt")
    assertThat(result.report().getAsJsonObject("benchmark").get("storedOn").asString).isEqualTo("2026-01-02")
    assertThat(result.rows("samples")).as("the rounds of the build before").isEmpty()
    assertThat(result.rows("checks")).isNotEmpty()
}
cases.check("verdict=stored of other files, of a profile without one and without a profile: measured, and it says why") {
    build(project.resolve("little"), withVerdict(trained.variantHashes())).assertSuccess().log()
            .assertContains("The verdict is measured here, since the stored verdict of ", "is of other files: baseline has SHA-256 ")
    assertThat(WorkResult.below(project.resolve("little")).report().getAsJsonObject("benchmark").get("storedOn").isJsonNull()).isTrue()
    build(project.resolve("tree"), "-Dpgobolt.verdict=stored", "-Dpgobolt.profilePolicy=train").assertSuccess().log()
            .assertContains("this build uses no stored profile", "-Dpgobolt.storedProfile=")
}
cases.check("the verdict of the build that trains goes into its archive, with the hashes of the files that were measured") {
    def manifest = new ZipFile(archive.toFile()).withCloseable { zip ->
        JsonParser.parseString(new String(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(), "UTF-8")).asJsonObject
    }
    def decided = trained.rows("comparisons").every {
        !it.get("high").isJsonNull() && it.get("low").asDouble > 0 && (it.get("reference").asString != "baseline" || it.get("verdict").asString != "TOO_NOISY")
    } && ["SAME", "NO_DIFFERENCE_SHOWN", "TOO_NOISY"].contains(trained.report().getAsJsonObject("control").get("verdict").asString)
    assertThat(manifest.has("verdict")).isEqualTo(decided)
    if (decided) {
        trained.variantHashes().each { name, hash ->
            assertThat(manifest.getAsJsonObject("verdict").getAsJsonObject("files").get(name).asString).isEqualTo(hash)
        }
    }
}
cases.check("another version: no function has the name of the training, so each gets the one it has here, and all counts arrive") {
    def bumped = clone("bumped")
    version(bumped, "0.1.0", "0.2.0")
    MavenCall.in(bumped, "package", STORED, "-Dpgobolt.profilePolicy=require").run().assertSuccess().log().assertContains(
            "% of the counts arrived, since ", "of the stored profile have other names in this build: it gets these names",
            "under the names of this build")
    def result = untrained(WorkResult.below(bumped))
    assertThat(pgo(result).get("arrivedPercent").asDouble).isGreaterThan(99d)
    assertThat(pgo(result).get("translatedFunctions").asInt).isGreaterThan(3)
    assertThat(branches(result).get("arrivedShare").asDouble).as("those of BOLT's profile").isGreaterThan(0.95d)
    assertThat(result.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)
            .isNotEqualTo(trained.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)
    assertThat(handedOn(bumped)).as("what attach hands on").hasBinaryContent(Files.readAllBytes(archive))
    // What ships may be the baseline, which has no profile.
    assertThat(result.report().getAsJsonObject("selection").get("variant").asString == "baseline" || dependencies(result).contains(
            trained.record("merge").getAsJsonArray("outputs").get(0).getAsJsonObject().get("sha256").asString)).as("the digest of what came in").isTrue()
}
cases.check("the names are kept for the next build, and found anew for the next version") {
    def bumped = project.resolve("bumped")
    build(bumped, STORED).assertSuccess().log().assertLacks("it gets these names")
    assertThat(["merge", "optimize"].collect { WorkResult.below(bumped).status(it) }).containsOnly("reused")
    version(bumped, "0.2.0", "0.3.0")
    build(bumped, STORED, *UNMEASURED).assertSuccess().log().assertContains("are of other sources", "it gets these names")
    assertThat(pgo(untrained(WorkResult.below(bumped))).get("arrivedPercent").asDouble).isGreaterThan(99d)
}
cases.check("other features and other settings of cargo's profile: all counts arrive, goal by goal") {
    def other = clone("settings")
    def manifest = other.resolve("crate/Cargo.toml")
    Files.writeString(manifest, Files.readString(manifest) + "\n[features]\nextra = []\n")
    MavenCall.in(other, *["merge", "optimize", "report"].collect { MavenCall.goal(other, it) }, STORED, "-Dpgobolt.bolt=off", "-Dpgobolt.features=extra", "-Dpgobolt.codegenUnits=4")
            .run().assertSuccess().log().assertContains("features: [] in its training, [extra] now", "it gets these names")
    assertThat(pgo(WorkResult.below(other)).get("arrivedPercent").asDouble).isGreaterThan(99d)
    assertThat(pgo(WorkResult.below(other)).get("translatedFunctions").asInt).isPositive()
}
cases.check("another subject, target or age: refused by name before anything is compiled") {
    def other = clone("other")
    ["crate/Cargo.toml", "crate/Cargo.lock"].each {
        Files.writeString(other.resolve(it), Files.readString(other.resolve(it)).replace("\"tally\"", "\"renamed\""))
    }
    build(other, STORED, "-Dpgobolt.profilePolicy=require").assertFailure().log()
            .assertContains("it is of the bin 'tally', and this is the bin 'renamed'").assertLacks("baseline: cargo builds")
    build(project.resolve("release"), STORED, "-Dpgobolt.profilePolicy=require", "-Dpgobolt.minCounts=99999999999").assertFailure().log()
            .assertContains("minCounts (-Dpgobolt.minCounts) asks for 99,999,999,999")
}
cases.check("nothing fits and nothing trains: a plain build, and it says so") {
    def other = project.resolve("other")
    def pom = other.resolve("pom.xml")
    Files.writeString(pom, Files.readString(pom).replaceAll(/(?s)<workloads>.*<\/workloads>/, ""))
    build(other, STORED).assertSuccess().log()
            .assertContains("The stored profile is not used. ", "no stored profile fits this build, and no workload trains")
    assertThat(WorkResult.below(other).report().getAsJsonObject("selection").get("variant").asString).isEqualTo("baseline")
}
cases.check("a profile that is nowhere, damaged, or not the one that is pinned") {
    def release = project.resolve("release")
    build(release, "-Dpgobolt.storedProfile=io.github.pgobolt.it:nobody-made-it:1.0", "-Dpgobolt.profilePolicy=require").assertFailure().log()
            .assertContains("io.github.pgobolt.it:nobody-made-it:1.0: it could not be had")
    build(release, STORED + "#sha256=" + "0" * 64).assertFailure().log().assertContains("is not what storedProfile pins")
    def bytes = Files.readAllBytes(archive)
    Files.write(project.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length.intdiv(2)))
    build(release, "-Dpgobolt.storedProfile=" + project.resolve("cut.zip")).assertFailure().log().assertContains("cut.zip")
    build(release, "-Dpgobolt.profilePolicy=require").assertFailure().log()
            .assertContains("profilePolicy=require asks for a stored profile, and there is none")
}
cases.check("update-profile -Dpgobolt.pin: the POM names the archive that was installed, and no other text of it changes") {
    def pom = project.resolve("pom.xml")
    def text = Files.readString(pom).replace("</lto>", "</lto>\r\n<!-- <storedProfile>io.github.pgobolt.it:stored-profile:0.9</storedProfile> -->" +
            "<storedProfile>io.github.pgobolt.it:stored-profile:${'$'}{trained}</storedProfile>")
            .replace("  <build>", "  <properties>\n    <trained>0.9</trained>\n  </properties>\n\n  <build>")
    Files.writeString(pom, text)
    def pin = { MavenCall.in(project, MavenCall.goal(project, "update-profile"), "-Dpgobolt.pin").run().assertSuccess().log() }
    pin().assertContains("The POM pins io.github.pgobolt.it:stored-profile:1.0#sha256=" + WorkResult.sha256(archive))
    assertThat(Files.readString(pom)).isEqualTo(text.replace("<trained>0.9<", "<trained>1.0<")
            .replace("${'$'}{trained}", "${'$'}{trained}#sha256=" + WorkResult.sha256(archive)))
    assertThat(Files.readString(project.resolve("target/pgo-bolt/profile-update.md"))).contains("### Profile of bin tally")
    pin().assertContains("The POM pins as before")
    def release = project.resolve("release")
    Files.copy(pom, release.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING)
    build(release, "-Dpgobolt.profilePolicy=require").assertSuccess().log().assertContains("profile: io.github.pgobolt.it:stored-profile:1.0, trained on ")
}
cases.check("of two trainings of the same program, update-profile names the workload that counts otherwise, and no other") {
    // Its profile is that of the first build, in another folder.
    def tree = project.resolve("tree")
    def pom = tree.resolve("pom.xml")
    // It goes by a number in a file that is none of its inputs, and so by what ran before.
    def line = 'n=$(cat "$PWD/turns" || echo 1000); echo $((n + 1000)) > "$PWD/turns"; "${subject}" training.txt $n'
    Files.writeString(pom, Files.readString(pom).replace("</workloads>", """<workload>
        <name>by-the-turn</name>
        <use>train</use>
        <shell>true</shell>
        <workingDirectory>\${basedir}/crate</workingDirectory>
        <command><word>${line.replace(">", "&gt;")}</word></command>
      </workload></workloads>"""))
    def update = {
        MavenCall.in(tree, MavenCall.goal(project, "update-profile"), "-Dpgobolt.bolt=off", "-Dpgobolt.check.skip", "-Dpgobolt.benchmark.skip")
                .run().assertSuccess().log()
    }
    update().assertContains("train: runs the training workloads").assertLacks("is not deterministic")
    Files.delete(WorkResult.below(tree).root().resolve("steps/train.json"))
    update().assertContains("The workload 'by-the-turn' is not deterministic").assertLacks("The workload 'training'")
    assertThat(Files.readString(WorkResult.below(tree).root().resolve("profile-update.md"))).contains("'by-the-turn'")
}
cases.end(project)
