import static org.assertj.core.api.Assertions.assertThat

import groovy.json.JsonSlurper
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult

def project = basedir.toPath()
def cases = new Cases()
def work = WorkResult.below(project)
def report = new JsonSlurper().parseText(work.report().toString())

cases.check('each of the three wrote a profile') {
    def trained = new JsonSlurper().parse(work.recordFile('train').toFile()).result
    assertThat(trained.profiles*.workload.toSet()).containsExactlyInAnyOrder('example', 'integration-test', 'bench')
    assertThat(report.profiles.pgo.totalCount as long).isGreaterThan(1_000_000L)
}
cases.check('the profile of other executables fits the library, function by function') {
    // The file that ships is never run for training here: only equal names can have carried the counts over.
    def merged = new JsonSlurper().parse(work.recordFile('merge').toFile()).result
    assertThat(merged.knownFunctions as int).isPositive()
    assertThat(report.profiles.pgo.mismatchedFunctions as int).isZero()
    assertThat(report.variants.find { it.name == 'pgo' }.correct).isTrue()
}
cases.check('BOLT, which needs runs of the file itself, is left out and it is said why') {
    assertThat(report.variants*.name).containsExactlyInAnyOrder('baseline', 'pgo')
    assertThat(work.status('bolt-profile')).isEqualTo('skipped')
    assertThat(report.steps.find { it.name == 'bolt-profile' }.toString()).contains('those of kind cargo do not')
}
cases.check('an example that the crate has not is named, with those that it has') {
    MavenCall.in(project, MavenCall.goal(project, 'train'), '-Dexample=other').run().assertFailure()
            .log().assertContains("no example target named `other`").assertContains("example 'other'")
}
cases.check('an example that ends without its exit handlers leaves no profile, and that is said of it') {
    MavenCall.in(project, MavenCall.goal(project, 'train'), '-Dexample=silent').run().assertFailure()
            .log().assertContains("Workload 'example' ended well but left no profile").assertContains('by a signal, abort() or _exit')
}
cases.end(project)
