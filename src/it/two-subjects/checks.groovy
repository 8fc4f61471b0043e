import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonSlurper
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.security.MessageDigest
import java.util.zip.ZipFile

def project = basedir.toPath()
def cases = new Cases()
def sha256 = { byte[] bytes -> MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }
def report = { String name -> new JsonSlurper().parse(project.resolve("target/pgo-bolt/$name/report/report.json").toFile()) }

cases.check('each subject has records and a report of its own') {
    assertThat(report('tool').subject.kind).isEqualTo('bin')
    assertThat(report('library').subject.kind).isEqualTo('lib')
    assertThat(report('tool').variants*.sha256).doesNotContainAnyElementsOf(report('library').variants*.sha256)
    assertThat(project.resolve('target/pgo-bolt/tool/steps/select.json')).exists()
    assertThat(project.resolve('target/pgo-bolt/library/steps/select.json')).exists()
}
cases.check('a dylib goes the whole way, too: all that it exports is there, and a JVM loads it') {
    assertThat(report('rust-library').subject.kind).isEqualTo('lib')
    assertThat(report('rust-library').variants*.name).contains('baseline', 'pgo')
    assertThat(report('rust-library').variants.every { it.correct }).isTrue()
    def exports = report('rust-library').checks.find { it.name == 'exports' && it.variant == 'pgo' }.detail
    assertThat((exports =~ /all (\d+) are there/)[0][1] as int).isGreaterThan(100)
}
cases.check('the jar has the library that was selected') {
    new ZipFile(project.resolve('target/two-subjects-1.0.jar').toFile()).withCloseable { zip ->
        assertThat(sha256(zip.getInputStream(zip.getEntry('native/libcollatz.so')).bytes))
                .isEqualTo(report('library').selection.sha256)
    }
}
cases.check('both are installed, with classifiers that do not collide') {
    def installed = project.resolve('../../it-repo/io/github/pgobolt/it/two-subjects/1.0').toFile().list() as List
    assertThat(installed).contains('two-subjects-1.0-tool-linux-x86_64.exe', 'two-subjects-1.0-library-linux-x86_64.so',
            'two-subjects-1.0-tool-linux-x86_64-profile.zip', 'two-subjects-1.0-library-linux-x86_64-profile.zip')
}
cases.check('a goal by hand works on the one subject that is named') {
    MavenCall.in(project, 'pgo-bolt:report', '-Dpgobolt.subject=tool').run().assertSuccess()
            .log().assertContains('subject tool').assertLacks('subject library')
}
cases.check('a subject that is not there is named, with those that are') {
    MavenCall.in(project, 'pgo-bolt:report', '-Dpgobolt.subject=server').run().assertFailure()
            .log().assertContains('names no <subject> of the POM').assertContains('library, rust-library, tool')
}
cases.end(project)
