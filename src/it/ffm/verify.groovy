import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonSlurper
import java.security.MessageDigest
import java.util.zip.ZipFile

def report = new JsonSlurper().parse(new File(basedir, 'target/pgo-bolt/report/report.json'))
assertThat(report.subject.kind).isEqualTo('lib')
assertThat(report.variants.every { it.correct }).isTrue()
assertThat(report.profiles.pgo.totalCount as long).isGreaterThan(1000L)
// Not the JDK that runs Maven, where that is older.
assertThat(report.workloads[0].commandLine).contains('/bin/java').contains('--enable-native-access')
new ZipFile(new File(basedir, 'target/ffm-1.0.jar')).withCloseable { zip ->
    def bytes = zip.getInputStream(zip.getEntry('native/libcollatz.so')).bytes
    assertThat(MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString()).isEqualTo(report.selection.sha256)
}
return true
