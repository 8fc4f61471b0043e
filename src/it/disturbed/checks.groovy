import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions

// Each case does something to a build of one crate; what was built before stays, so that most cases take seconds.
def project = basedir.toPath()
def work = project.resolve("target/pgo-bolt")
def undisturbed = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt").variantHashes()
def steps = ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]

def maven = { String... arguments -> MavenCall.in(project, arguments) }
def goal = { String name, String... more -> maven(MavenCall.goal(project, name)).and(more) }
def says = { MavenCall.Result result, String... parts -> result.assertFailure().log().assertContains(parts) }
def record = { String step -> work.resolve("steps/" + step + ".json") }
def startedAt = { String step -> Files.exists(record(step)) ? (Files.readString(record(step)) =~ /"startedAtMillis": (\d+)/)[0][1] : null }
def log = { MavenCall.Result result -> result.log().text() }
// What every case comes to: the plain call ends well, with the files of the build that nothing disturbed.
def endsAsUndisturbed = {
    def result = maven("verify").run().assertSuccess()
    assertThat(WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt").variantHashes()).as(log(result)).isEqualTo(undisturbed)
    assertThat(Machine.temporaries(work)).isEmpty()
    return result
}
def script = { Path file, String text ->
    Files.createDirectories(file.parent)
    Files.writeString(file, text)
    assertThat(file.toFile().setExecutable(true)).isTrue()
    return file
}
def tools = ["llvm-bolt", "merge-fdata", "perf2bolt"].collectEntries { name ->
    [name, (Files.readString(work.resolve("report/report.json")) =~ /"path": ?"([^"]*\/${name})"/)[0][1]]
}
def running = { String what -> { String ignored -> !Machine.running(what).isEmpty() } }
def cases = new Cases()

// A build that is told to end, or killed.
def slow = { String seconds -> goal("run", "-Dpgobolt.train=slow " + seconds) }
[[signal: "TERM", group: false, name: "SIGTERM"], [signal: "INT", group: true, name: "Ctrl-C"]].each { end ->
    cases.check("${end.name} in a workload: no process is left, no half file, and the next build goes on") {
        def seconds = end.signal == "INT" ? "4711" : "4712"
        def result = slow(seconds).runAndSignal(end.signal, end.group, running("steady slow " + seconds))
        assertThat(result.exit()).as(log(result)).isEqualTo(end.signal == "INT" ? 130 : 143)
        Machine.assertNoneRunning("slow " + seconds)
        assertThat(record("train")).doesNotExist()
        assertThat(Machine.temporaries(work)).isEmpty()
    }
}
cases.check("Ctrl-C in a compile: no cargo and no rustc is left, and no record of it") {
    // A compile that takes its time on any machine.
    def lasting = script(project.resolve("target/lasting-rustc"), """\
            #!/bin/sh
            case " \$* " in *" --crate-name steady "*) sleep 4714;; esac
            exec "\$@"
            """.stripIndent())
    ["baseline", "pgo"].each { assertThat(work.resolve("build/" + it).toFile().deleteDir()).isTrue() }
    def result = goal("run", "-Dpgobolt.force").with("RUSTC_WRAPPER", lasting.toString())
            .runAndSignal("INT", true, { Machine.running("sleep 4714").size() == 2 })
    assertThat(result.exit()).as(log(result)).isEqualTo(130)
    Machine.assertNoneRunning("sleep 4714")
    Machine.assertNoneRunning(work.toString())
    assertThat([record("baseline"), record("instrument")].findAll { Files.exists(it) }).as("compiles that were done").isEmpty()
    endsAsUndisturbed()
}
cases.check("kill -9 of Maven alone: the workload that runs on is ended by the next build, and adds nothing to its profile") {
    def result = slow("4713").runAndKill(running("steady slow 4713"))
    assertThat(result.exit()).isEqualTo(137)
    assertThat(Machine.running("steady slow 4713")).as("nothing ended it").isNotEmpty()
    def next = endsAsUndisturbed()
    next.log().assertContains("The last build was killed", "of it, which ran on, w")
    Machine.assertNoneRunning("slow 4713")
}

// A disk that is full. The work folder lies on a small one meanwhile, under its own name, since paths are in the files.
def whole = project.resolve("target/whole")
def small = { long megabytes -> Machine.permits("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", work.toString()) }
Files.move(work, whole)
Files.createDirectories(work)
if (small(400)) {
    def refusesAndGoesOn = { String step, String... more ->
        def done = steps.takeWhile { it != step }.findAll { Files.exists(record(it)) }.collectEntries { [it, startedAt(it)] }
        // Room until the step begins, and then none.
        def ballast = Machine.fill(work, 40_000_000)
        def rest = work.resolve("rest")
        try {
            def refused = goal(step).and(more).runAnd({ it.contains("] " + step + ": ") }, { Machine.fill(work, rest, 0) })
            says(refused, "A disk is full", work.toString(), "-Dpgobolt.workDirectory=", "what was done stays").assertLacks("NullPointer")
            assertThat(record(step)).doesNotExist()
        } finally {
            [ballast, rest].each { Files.deleteIfExists(it) }
        }
        assertThat(Machine.temporaries(work)).isEmpty()
        goal(step).run().assertSuccess()
        assertThat(done.collectEntries { [it.key, startedAt(it.key)] }).as("what was done before").isEqualTo(done)
    }
    cases.check("the disk is full in a compile") {
        refusesAndGoesOn("baseline")
    }
    cases.check("the disk was full before: the first thing that is built says so") {
        def ballast = Machine.fill(work, 4096)
        try {
            says(goal("instrument").run(), "A disk is full", work.toString())
        } finally {
            Files.delete(ballast)
        }
    }
    cases.check("the disk is full in train: the profile that LLVM could not write is missed, though the program ended well") {
        goal("instrument").run().assertSuccess()
        refusesAndGoesOn("train", "-Dpgobolt.train=slow 2")
    }
    cases.check("the disk is full in bolt; in the end the files are those of a disk with room") {
        ["merge", "optimize", "bolt-profile"].each { goal(it).run().assertSuccess() }
        refusesAndGoesOn("bolt")
        endsAsUndisturbed()
    }
    Machine.output("umount", "-l", work.toString())
} else {
    ["a compile", "train", "bolt"].each { cases.skip("the disk is full in " + it, "this machine does not permit to mount") }
}
assertThat(work.toFile().deleteDir()).isTrue()
Files.move(whole, work)

// Files of the work folder that are not what they were.
cases.check("a record that was changed by hand is no record: the step runs again, and a goal by hand says so") {
    Files.writeString(record("merge"), Files.readString(record("merge")).replaceFirst(/"lostFiles": 0/, '"lostFiles": 7'))
    says(goal("optimize").run(), "The record of 'merge' is damaged", ":merge")
    Files.write(record("bolt"), Arrays.copyOf(Files.readAllBytes(record("bolt")), 300))
    endsAsUndisturbed().log().assertContains("merge: llvm-profdata merges the profiles again, since its record is damaged", "optimize: up to date",
            "bolt: llvm-bolt lays out the code again, since its record is damaged")
}
cases.check("a branch profile of another build: no goal by hand builds on it, and a run makes it again") {
    def fdata = work.resolve("profiles/branch/instrumentation/branch.fdata")
    Files.writeString(fdata, "1 main 10 1 main 20 0 17\n")
    says(goal("bolt").run(), "builds on 'bolt-profile'", "its files were changed or removed", ":bolt-profile")
    endsAsUndisturbed().log().assertContains("bolt-profile: collects the branch profile again, since its files were changed or removed", "optimize: up to date")
}
cases.check("the work folder is deleted between two goals: the second says which to run first") {
    def own = "-Dpgobolt.workDirectory=" + project.resolve("target/deleted")
    goal("instrument", own).run().assertSuccess()
    assertThat(project.resolve("target/deleted").toFile().deleteDir()).isTrue()
    says(goal("train", own).run(), "'instrument' has not run in this work folder", ":instrument")
}
cases.check("the clock was set back: what cargo would call fresh is built again, for what ships is built from the sources of now") {
    def source = project.resolve("crate/src/main.rs")
    def text = Files.readString(source)
    def changed = goal("run", "-Dpgobolt.bolt.skip", "-Dpgobolt.benchmark.skip")
    try {
        // As if everything were built in a year from now; sources come with the time of an archive.
        Files.walk(work).withCloseable { all -> all.filter { Files.isRegularFile(it) }.forEach { Files.setLastModifiedTime(it, FileTime.fromMillis(System.currentTimeMillis() + 31_536_000_000L)) } }
        Files.writeString(source, text.replace('"first"', '"second"'))
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000_000_000L))
        changed.run().assertSuccess()
        ["baseline", "pgo"].each {
            assertThat(Machine.output(work.resolve("variants/" + it + "/steady").toString(), "ok")).as(it).endsWith("second")
        }
    } finally {
        Files.writeString(source, text)
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000_000_000L))
    }
    endsAsUndisturbed()
    assertThat(Machine.output(work.resolve("shipped/steady").toString(), "ok")).endsWith("first")
}

// Raw profiles among the good ones that are none, or not of this build.
def among = 'if [ -n "$LLVM_PROFILE_FILE" ]; then d=$(dirname "$LLVM_PROFILE_FILE"); '
def totalCount = { (Files.readString(record("merge")) =~ /"totalCount": (\d+)/)[0][1] as long }
def ofThreeRuns = -1L
def good = '${subject} ok && ${subject} ok && ${subject} ok && '
cases.check("truncated, foreign and empty profiles among good ones: counted, refused beyond the loss budget, left out within it") {
    def line = "-Dline=" + good + among + 'f=$(ls "$d" | head -1); head -c 100 "$d/$f" > "$d/1_1.profraw"; : > "$d/2_2.profraw"; echo foreign > "$d/3_3.profraw"; fi'
    says(goal("run", "-Down", line).run(), "3 of 6 profiles", "more than the loss budget of 1.0 %", "-Dpgobolt.merge.lossBudget=50%",
            "1_1.profraw", "3_3.profraw", "1 of them is empty")
    goal("merge", "-Down", line, "-Dpgobolt.merge.lossBudget=50%").run().assertSuccess().log().assertContains("3 raw profiles could not be used")
    ofThreeRuns = totalCount()
}
cases.check("a profile that an older build wrote: named, refused beyond the loss budget, left out within it") {
    def older = Files.createDirectories(project.resolve("older"))
    Files.writeString(older.resolve("main.rs"), Files.readString(project.resolve("crate/src/main.rs")).replace("% 5", "% 4"))
    Machine.output("rustc", "-O", "--crate-name", "steady", "-Cprofile-generate", "-o", older.resolve("steady").toString(), older.resolve("main.rs").toString())
    Machine.output("env", "LLVM_PROFILE_FILE=" + older.resolve("old.profraw"), older.resolve("steady").toString(), "ok")
    def line = "-Dline=" + good + among + "cp " + older.resolve("old.profraw") + ' "$d/4_4.profraw"; fi'
    says(goal("run", "-Down", line).run(), "1 of 4 raw profiles was written by another program", "or by an older build of it", "4_4.profraw",
            "-Dpgobolt.merge.lossBudget=25%")
    goal("merge", "-Down", line, "-Dpgobolt.merge.lossBudget=25%").run().assertSuccess().log().assertContains("It was left out", "1 raw profile could not be used")
    assertThat(totalCount()).as("counts of the three good runs, and of nothing else").isEqualTo(ofThreeRuns)
    endsAsUndisturbed()
}

// Tools that come and go.
def fakes = project.resolve("fakes")
def wrapper = { String name, String more -> script(fakes.resolve(name), "#!/bin/sh\n" + more + "\nexec " + tools[name] + ' "$@"\n') }
cases.check("a tool that was replaced between two builds: what depends on it is done again") {
    tools.keySet().each { wrapper(it, "") }
    def paths = "-Dpgobolt.toolPaths=" + fakes
    maven("verify", paths).run().assertSuccess()
    assertThat(Files.readString(record("bolt"))).contains("llvm-bolt 22").contains(WorkResult.sha256(fakes.resolve("llvm-bolt")))
    wrapper("llvm-bolt", "# another build of the same version")
    def again = maven("verify", paths).run().assertSuccess()
    again.log().assertContains("optimize: up to date", "bolt: llvm-bolt lays out the code again, since this changed: llvm-bolt")
    assertThat(WorkResult.below(project).variantHashes()).isEqualTo(undisturbed)
}
cases.check("a tool that is replaced while its step runs: no record names it") {
    wrapper("llvm-bolt", 'case "$*" in *--version*|*--help*) ;; *) echo "# replaced" >> "$0.new"; cat "$0" >> "$0.new"; sed -i "1i #!/bin/sh" "$0.new"; chmod +x "$0.new"; mv "$0.new" "$0" ;; esac')
    says(maven("verify", "-Dpgobolt.toolPaths=" + fakes).run(), "llvm-bolt at " + fakes.resolve("llvm-bolt"), "was replaced while this build went on", "Start the build again")
    assertThat(record("bolt-profile")).doesNotExist()
    assertThat(record("optimize")).exists()
}
cases.check("a tool that is removed between two steps: named, with what to do") {
    wrapper("llvm-bolt", "# one more build of it")
    // Not in the trial, which another llvm-bolt would pass in its place.
    wrapper("merge-fdata", 'case "$*" in *--version*|*--help*|*bolt-trial*) ;; *) rm -f ' + fakes.resolve("llvm-bolt") + " ;; esac")
    says(maven("verify", "-Dpgobolt.toolPaths=" + fakes).run(), "llvm-bolt was at " + fakes.resolve("llvm-bolt"), "is not there any more", ":doctor", "what was done stays")
    endsAsUndisturbed()
}
cases.check("doctor warns of tools in a folder that everybody may write") {
    wrapper("llvm-bolt", "")
    wrapper("merge-fdata", "")
    def doctor = { goal("doctor", "-Dpgobolt.toolPaths=" + fakes).run() }
    doctor().assertSuccess().log().assertLacks("can be written by everybody")
    Files.setPosixFilePermissions(fakes, PosixFilePermissions.fromString("rwxrwxrwx"))
    doctor().log().assertContains(fakes.toString() + " can be written by everybody", "llvm-bolt is run from there", "chmod o-w " + fakes)
    Files.setPosixFilePermissions(fakes, PosixFilePermissions.fromString("rwxr-xr-x"))
}

// Two at once.
cases.check("two modules under mvn -T2: both end well, with the same files") {
    def version = MavenCall.goal(project, "run").split(":")[2]
    def modules = MavenCall.in(project.resolve("modules"), "-T2", "-Dpgobolt.version=" + version)
    modules.and("validate").run().assertSuccess()
    def files = ["one", "two"].collect { WorkResult.below(project.resolve("modules/" + it)).assertWhole("baseline", "pgo", "pgo-bolt").variantHashes() }
    assertThat(files[0]).isEqualTo(files[1])
    def shared = modules.and("validate", "-Dpgobolt.force", "-fae", "-Dpgobolt.workDirectory=" + project.resolve("target/shared")).run()
    says(shared, "Another module of this build is at work in " + project.resolve("target/shared"), "<workDirectory>")
}
cases.check("two builds of one work folder, started together: one does it all, the other is refused by name or finds it done") {
    def both = [0, 1].collect { null }
    def threads = [0, 1].collect { n -> Thread.start { both[n] = maven("verify", "-Dpgobolt.train=ok 2").run() } }
    threads.each { it.join() }
    def refused = both.findAll { it.exit() != 0 }
    assertThat(refused.size()).isLessThan(2)
    refused.each { says(it, "Another build (process ", "is at work in " + work) }
    endsAsUndisturbed()
}

// A machine that is not as one would like.
cases.check("a workload that the kernel's out-of-memory killer ends: named as that") {
    def name = "pgobolt-it-" + ProcessHandle.current().pid()
    def v1 = Path.of("/sys/fs/cgroup/memory", name)
    def v2 = Path.of("/sys/fs/cgroup", name)
    def group = Files.isDirectory(v1.parent) ? v1 : v2
    def limit = group.resolve(group == v1 ? "memory.limit_in_bytes" : "memory.max")
    if (!Machine.permits("sh", "-c", "mkdir " + group + " && echo 30M > " + limit)) {
        // Still a real SIGKILL, which is all that a process sees of that killer.
        println("  (no group of processes can be made here: kill -9 stands for the out-of-memory killer)")
        says(goal("run", "-Down", '-Dline=sh -c "kill -9 \\$\\$"').run(), "killed by SIGKILL (signal 9)", "out-of-memory killer")
        return
    }
    try {
        says(goal("run", "-Down", "-Dline=echo \$\$ > " + group + '/cgroup.procs && exec ${subject} eat 200').run(),
                "Workload 'line' failed: killed by SIGKILL (signal 9)", "writes no profile", "out-of-memory killer", "Give it more memory")
    } finally {
        Machine.permits("rmdir", group.toString())
    }
}
def copy = { String name, String... dependencies ->
    def crate = project.resolve(name)
    Files.createDirectories(crate.resolve("src"))
    ["Cargo.toml", "Cargo.lock", "src/main.rs"].each { Files.copy(project.resolve("crate/" + it), crate.resolve(it)) }
    return crate
}
cases.check("a checkout that cannot be written: it is built into a work folder elsewhere") {
    def crate = copy("read-only")
    // Without a POM, whose own manifestPath would count.
    def nowhere = Files.createDirectories(project.resolve("nowhere"))
    def own = { String... more -> MavenCall.in(nowhere, MavenCall.goal(project, "run"), "-Dpgobolt.manifestPath=" + crate.resolve("Cargo.toml"), "-Dpgobolt.train=ok", "-Dpgobolt.bolt.skip", "-Dpgobolt.benchmark.skip").and(more).run() }
    if (!Machine.permits("sh", "-c", "mount --bind " + crate + " " + crate + " && mount -o remount,bind,ro " + crate)) {
        println("  (this machine does not permit to mount; file modes stand for it, and do not hold for root)")
        Machine.output("chmod", "-R", "a-w", crate.toString())
    }
    def elsewhere = "-Dpgobolt.workDirectory=" + project.resolve("target/read-only")
    try {
        own(elsewhere).assertSuccess()
        if (!Files.isWritable(crate)) {
            says(own("-Dpgobolt.workDirectory=" + crate.resolve("target/pgo-bolt")), "cannot be written", "-Dpgobolt.workDirectory=")
        }
    } finally {
        Machine.permits("umount", "-l", crate.toString())
        Machine.output("chmod", "-R", "u+w", crate.toString())
    }
    Files.delete(crate.resolve("Cargo.lock"))
    def locked = Machine.permits("sh", "-c", "mount --bind " + crate + " " + crate + " && mount -o remount,bind,ro " + crate)
    try {
        if (locked) {
            says(own(elsewhere), "cargo cannot write a Cargo.lock", crate.toString() + " cannot be written", "commit what it makes")
        }
    } finally {
        Machine.permits("umount", "-l", crate.toString())
    }
}
cases.check("a registry of crates that does not answer: said so, and what works without it") {
    def crate = copy("far")
    Files.writeString(crate.resolve("Cargo.toml"), Files.readString(crate.resolve("Cargo.toml")) + '\n[dependencies]\nfarfetched = "1"\n')
    Files.createDirectories(crate.resolve(".cargo"))
    // Nothing listens at that port of this machine.
    Files.writeString(crate.resolve(".cargo/config.toml"), '[source.crates-io]\nreplace-with = "dead"\n[source.dead]\nregistry = "sparse+http://127.0.0.1:9/"\n[net]\nretry = 0\n')
    def call = { MavenCall.in(crate, MavenCall.goal(project, "run"), "-Dpgobolt.train=ok").run() }
    Files.delete(crate.resolve("Cargo.lock"))
    says(call(), "cargo cannot write a Cargo.lock", "The registry of crates did not answer", "-Dpgobolt.cargoArgs=--offline")
    Files.writeString(crate.resolve("Cargo.lock"), 'version = 4\n\n[[package]]\nname = "farfetched"\nversion = "1.0.0"\n' +
            'source = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "' + "0" * 64 + '"\n\n' +
            '[[package]]\nname = "steady"\nversion = "0.1.0"\ndependencies = [\n "farfetched",\n]\n')
    says(call(), "could not fetch a crate", "The registry of crates did not answer", "-Dpgobolt.cargoArgs=--offline").assertLacks("The crate does not compile")
}
cases.check("all processes are stopped for a while in the benchmark: it ends, and shows no difference that a stop would make") {
    def result = maven("verify", "-Dpgobolt.benchmark.budgetSeconds=5", "-Dpgobolt.benchmark.metric=wall").runAnd({ it.contains("benchmark: measures") }, { build ->
        sleep(1500)
        // Maven's group has the benchmark's processes in it.
        MavenCall.signal(build, "STOP", true)
        sleep(6000)
        MavenCall.signal(build, "CONT", true)
    })
    result.assertSuccess()
    WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt").rows("comparisons").findAll { it.get("workload").isJsonNull() && it.has("ratio") && !it.get("ratio").isJsonNull() }.each {
        assertThat(it.get("ratio").asDouble).as(it.toString()).isBetween(0.3d, 3d)
    }
}

// Links, words and modes.
cases.check("a link in the work folder that leads out of it: refused, and nothing is written or deleted there") {
    def outside = Files.createDirectories(project.resolve("outside/train"))
    Files.writeString(outside.resolve("precious.log"), "precious")
    ["logs", "profiles"].each { name ->
        def aside = work.resolve(name + ".aside")
        Files.move(work.resolve(name), aside)
        Files.createSymbolicLink(work.resolve(name), outside.parent)
        try {
            says(goal("run", "-Dpgobolt.force").run(), work.resolve(name).toString() + " is a symbolic link to " + outside.parent, "Remove it")
        } finally {
            Files.delete(work.resolve(name))
            Files.move(aside, work.resolve(name))
        }
        assertThat(Files.list(outside.parent).withCloseable { it.toList() }).containsExactly(outside)
        assertThat(outside.resolve("precious.log")).hasContent("precious")
    }
    Files.deleteIfExists(work.resolve(".lock"))
    Files.createSymbolicLink(work.resolve(".lock"), outside.resolve("precious.log"))
    assertThat(goal("run").run().exit()).isEqualTo(1)
    Files.delete(work.resolve(".lock"))
    assertThat(outside.resolve("precious.log")).hasContent("precious")
}
cases.check("no shell sees an argument, and no two are joined") {
    def line = 'ok "; touch HIT" "$(touch HIT)" "`touch HIT`" "| touch HIT" "a  b " "&& touch HIT"'
    goal("train", "-Dpgobolt.train=" + line).run().assertSuccess()
    def command = Files.readString(work.resolve("logs/train/train.log"))
    assertThat(command).contains("'; touch HIT' '\$(touch HIT)' '`touch HIT`' '| touch HIT' 'a  b ' '&& touch HIT'")
    assertThat(Files.walk(project).withCloseable { all -> all.filter { it.fileName.toString() == "HIT" }.toList() }).isEmpty()
}
cases.check("nobody else may write what the build made, and nothing of it stays in the folder for temporary files") {
    def temporary = Files.createDirectories(project.resolve("temporary"))
    goal("doctor").with("MAVEN_OPTS", "-Djava.io.tmpdir=" + temporary).run().assertSuccess()
    maven("verify", "-Dpgobolt.force").with("MAVEN_OPTS", "-Djava.io.tmpdir=" + temporary).run().assertSuccess()
    assertThat(Files.list(temporary).withCloseable { all -> all.filter { !it.fileName.toString().startsWith("hsperf") }.toList() }).isEmpty()
    def open = Files.walk(work).withCloseable { all -> all.filter { !Files.isSymbolicLink(it) && PosixFilePermissions.toString(Files.getPosixFilePermissions(it)).charAt(7) == ('w' as char) }.toList() }
    assertThat(open).isEmpty()
}
cases.end(project)
