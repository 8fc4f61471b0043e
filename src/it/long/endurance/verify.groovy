import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
def work = project.resolve("target/pgo-bolt")
def undisturbed = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt").variantHashes()
def steps = ["baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt", "check", "benchmark", "select"]
def record = { String step -> work.resolve("steps/" + step + ".json") }
def maven = { String... more -> MavenCall.in(project, "verify").and(more) }
def counted = [:]
def note = { String what, value -> counted[what] = value; println("  ${what}: ${value}") }
def sameAsUndisturbed = {
    maven().run().assertSuccess()
    assertThat(WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt").variantHashes()).isEqualTo(undisturbed)
    assertThat(Machine.temporaries(work)).isEmpty()
    Machine.assertNoneRunning(work.toString())
}
def cases = new Cases()

cases.check("kill -9 in every step: the next build goes on, and ends with the files of one that was never disturbed") {
    assertThat(work.toFile().deleteDir()).isTrue()
    def inStep = []
    for (step in steps) {
        // A step may be over before the kill comes; then it is made to run again, and killed again.
        for (int attempt = 0; attempt < 5 && !inStep.contains(step); attempt++) {
            Files.deleteIfExists(record(step))
            def call = maven().runAndKill { it.contains("] " + step + ": ") && !it.contains(step + ": up to date") }
            if (call.exit() == 137 && !Files.exists(record(step))) {
                inStep << step
            }
        }
    }
    note("steps killed in", inStep.join(", "))
    assertThat(inStep).containsAll(steps - ["select"])
    sameAsUndisturbed()
}
cases.check("kill -9 at 30 random moments of builds: the end is the same") {
    def random = new Random(20261124L)
    int kills = 0
    int wholes = 0
    while (kills < 30) {
        def after = 1500 + random.nextInt(9000)
        def start = System.nanoTime()
        def call = maven().runAndKill { (System.nanoTime() - start) / 1e6d > after }
        if (call.exit() == 137) {
            kills++
        } else {
            call.assertSuccess()
            wholes++
            // Done before the kill came: some step is to be done again.
            Files.deleteIfExists(record(steps[random.nextInt(steps.size())]))
        }
    }
    note("kills at random moments survived", kills)
    note("builds that ended before their kill", wholes)
    sameAsUndisturbed()
}
cases.check("all processes are stopped for a minute in the benchmark: it ends, and shows no difference that the stop would make") {
    maven("-Dpgobolt.benchmark.budgetSeconds=10", "-Dpgobolt.benchmark.metric=wall").runAnd({ it.contains("benchmark: measures") }, { build ->
        sleep(3000)
        MavenCall.signal(build, "STOP", true)
        sleep(60_000)
        MavenCall.signal(build, "CONT", true)
    }).assertSuccess()
    def report = WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt")
    report.rows("comparisons").findAll { it.get("workload").isJsonNull() && !it.get("ratio").isJsonNull() }.each {
        assertThat(it.get("ratio").asDouble).as(it.toString()).isBetween(0.3d, 3d)
    }
    note("verdicts after a stop of a minute", report.rows("comparisons").findAll { it.get("workload").isJsonNull() }.collect { it.get("variant").asString + " " + it.get("verdict").asString }.join(", "))
}
cases.check("ten thousand short processes in training: bounded disk, file handles and threads") {
    def most = [files: 0L, bytes: 0L, handles: 0L, threads: 0L]
    def listed = { Path folder -> folder.toFile().list()?.length ?: 0 }
    def stop = false
    def watcher = null
    maven("-Drepeat=10000", "-Dmode=short").runAnd({ it.contains("train: runs") }, { build ->
        watcher = Thread.start {
            while (!stop && build.isAlive()) {
                def files = 0L
                def bytes = 0L
                [work.resolve("profiles"), work.resolve("logs")].each { root ->
                    root.toFile().eachFileRecurse { file ->
                        if (file.isFile()) {
                            files++
                            bytes += file.length()
                        }
                    }
                }
                most.files = Math.max(most.files, files)
                most.bytes = Math.max(most.bytes, bytes)
                most.handles = Math.max(most.handles, listed(Path.of("/proc/" + build.pid() + "/fd")))
                most.threads = Math.max(most.threads, listed(Path.of("/proc/" + build.pid() + "/task")))
                sleep(200)
            }
        }
    }).assertSuccess()
    stop = true
    watcher.join()
    def report = WorkResult.below(project).assertWholeThoughDisturbed("baseline", "pgo", "pgo-bolt")
    assertThat((Files.readString(record("train")) =~ /"runs": (\d+)/)[0][1] as int).isEqualTo(10_000)
    most.each { name, value -> note("at most, " + name, value) }
    // A batch of BOLT's files, and what is fixed.
    assertThat(most.files).isLessThan(400L)
    assertThat(most.bytes).isLessThan(200_000_000L)
    assertThat(most.handles).isLessThan(300L)
    assertThat(most.threads).isLessThan(100L)
}
Files.writeString(project.resolve("endurance.tsv"), counted.collect { name, value -> name + "\t" + value }.join("\n") + "\n")
cases.end(project)
return true
