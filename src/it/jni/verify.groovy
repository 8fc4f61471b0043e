import groovy.json.JsonSlurper
import java.security.MessageDigest
import java.util.zip.ZipFile

def sha256 = { byte[] bytes -> MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }
def target = new File(basedir, 'target')
def report = new JsonSlurper().parse(new File(target, 'pgo-bolt/report/report.json'))

// All three variants were built from the Java workloads, and all are correct.
assert report.subject.kind == 'lib'
assert report.variants*.name.containsAll(['baseline', 'pgo'])
assert report.variants.every { it.correct }
assert report.profiles.pgo.totalCount > 1_000_000
assert report.checks.findAll { it.name == 'load' }.every { it.passed }
assert report.workloads.find { it.name == 'train-from-jar-layout' }.commandLine.contains('subjectIn:native/linux-x86-64')

// A test of the project, run by a Maven within this build, trained too: its JVM is one that surefire started. And so did
// a test of another project.
def record = { String step -> new JsonSlurper().parse(new File(target, "pgo-bolt/steps/${step}.json")).result }
assert record('train').profiles*.workload.toSet() ==
        ['train-by-property', 'train-from-jar-layout', 'train-by-a-test', 'train-by-another-project'] as Set
assert record('bolt-profile').workloads*.workload.containsAll(['train-by-a-test', 'train-by-another-project'])

// The code that BOLT laid out is where the old code was: nothing in a library that rustc alone wrote forbids it.
if (System.getProperty('os.arch') == 'amd64') {
    assert record('bolt').oldCode == null
    assert record('bolt').flags.containsAll(['-lite=0', '-use-old-text', '-trap-old-code'])
    def sizes = report.variants.collectEntries { [it.name, it.sizeBytes] }
    assert sizes['pgo-bolt'] < 1.25 * sizes['pgo'], sizes
}

// JMH ran on every variant, each benchmark with a ratio, in every form of the report.
def jmh = report.microbenchmarks.findAll { it.harness == 'JMH' }
assert jmh*.benchmark.toSet() == ['it.WordStatBench.digest lines=1', 'it.WordStatBench.digest lines=100'] as Set
assert jmh*.variant.toSet() == report.variants*.name.toSet() - 'baseline'
assert jmh.every { it.ratio > 0.01 && it.ratio < 100 }
['md', 'html'].each { assert new File(target, "pgo-bolt/report/report.$it").text.contains('it.WordStatBench.digest') }
// What the library costs in memory and before its first call.
def loading = report.runs.findAll { it.workload == 'a JVM that loads it and ends' }
assert loading*.variant.containsAll(report.variants*.name)
assert report.runs.every { it.maxRssKib.median > 10_000 }

// Into the jar went what was selected: the second build's log says so, since the third made a plain jar again.
def log = new File(basedir, 'build.log').text
assert log.contains('attach: ' + report.selection.variant + ' as linux-x86_64.so')
assert log.contains('Running it.WordStatIT')
def selected = new File(target, 'pgo-bolt/shipped/libwordstat.so')
assert sha256(selected.bytes) == report.selection.sha256
def optimisedJar = new File(target, 'optimised/jni-1.0.jar')
def inJar = { File jar ->
    new ZipFile(jar).withCloseable { zip ->
        zip.getInputStream(zip.getEntry('native/linux-x86-64/libwordstat.so')).bytes
    }
}
assert sha256(inJar(optimisedJar)) == report.selection.sha256

// Without the profile the jar has what cargo builds, whatever an earlier build left among the classes.
def plain = new File(basedir, 'src/main/rust/target/release/libwordstat.so')
assert sha256(inJar(new File(target, 'jni-1.0.jar'))) == sha256(plain.bytes)
return true
