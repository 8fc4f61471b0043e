import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonSlurper
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.security.MessageDigest
import java.util.zip.ZipFile

def project = basedir.toPath()
def cases = new Cases()
def sha256 = { byte[] bytes -> MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }
def inJar = {
    new ZipFile(project.resolve('target/beside-rust-maven-plugin-1.0.jar').toFile()).withCloseable { zip ->
        sha256(zip.getInputStream(zip.getEntry('native/linux-x86-64/libwordstat.so')).bytes)
    }
}
def plain = inJar()

cases.check('without the profile the build does not know of pgo-bolt') {
    assertThat(project.resolve('target/pgo-bolt')).doesNotExist()
}
cases.check('with it the crate is that of the other plugin, and the jar has what was selected') {
    MavenCall.in(project, 'package', '-Ppgo-bolt').run().assertSuccess()
    def report = new JsonSlurper().parse(project.resolve('target/pgo-bolt/report/report.json').toFile())
    assertThat(report.subject.name).isEqualTo('wordstat')
    assertThat(inJar()).isEqualTo(report.selection.sha256).isNotEqualTo(plain)
    assertThat(project.resolve('target/classes/native').toFile().list()).containsExactly('linux-x86-64')
}
cases.check('without it again the jar has the plain library again') {
    MavenCall.in(project, 'package').run().assertSuccess()
    assertThat(inJar()).isEqualTo(plain)
}
cases.check('an execution that is not there is named, with those that are') {
    MavenCall.in(project, 'pgo-bolt:run', '-Ppgo-bolt', '-Dpgobolt.rustPluginExecution=other').run().assertFailure()
            .log().assertContains("the id 'other'").assertContains('library')
}
cases.end(project)
