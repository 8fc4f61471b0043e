import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonSlurper
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

def folders = ['run-first', 'plain-first', 'tests-first'].collect { basedir.toPath().resolve(it) }
for (folder in folders) {
    def tests = Files.readString(folder.resolve('target/surefire-reports/it.WordStatTest.txt'))
    assertThat(tests).as(folder.toString()).contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
    def report = new JsonSlurper().parse(folder.resolve('target/pgo-bolt/report/report.json').toFile())
    assertThat(report.variants*.name).containsExactly('baseline', 'pgo', 'pgo-bolt')
    def extracted = folder.resolve('target/from-jar.so')
    new ZipFile(folder.resolve('target/wordstat-1.0.jar').toFile()).withCloseable { zip ->
        def entry = zip.entries().find { it.name.startsWith('native/linux-') && it.name.endsWith('/libwordstat.so') }
        Files.write(extracted, zip.getInputStream(entry).bytes)
    }
    assertThat(WorkResult.sha256(extracted)).isEqualTo(report.selection.sha256)
}
def tests = new JsonSlurper().parse(basedir.toPath().resolve('tests-first/target/pgo-bolt/report/report.json').toFile())
assertThat(tests.workloads*.name).containsExactly('tests')
assertThat(tests.measuredOnTrainingInput).isTrue()
assertThat(tests.variants*.shown).containsOnly('shown correct')
// The second build of the same found nothing to do, though the library that ships lies on the class path of the training.
def again = new JsonSlurper().parse(folders[0].resolve('target/pgo-bolt/report/report.json').toFile()).steps
// A JVM takes longer than there is time for layouts.
assertThat(again.findAll { !(it.name in ['detect', 'layouts']) }*.status).containsOnly('reused')
assertThat(again.find { it.name == 'layouts' }.status).isEqualTo('skipped')
// detect has nothing to warn of: the other plugin builds before the tests.
assertThat(Files.readString(basedir.toPath().resolve('build.log'))).doesNotContain('UnsatisfiedLinkError', 'nobody builds')
return true
