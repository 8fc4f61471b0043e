import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult

def project = basedir.toPath()
def cases = new Cases()
// No more than the branch profile: nothing here is about what BOLT makes of it.
def profile = { String ending, String... more ->
    for (goal in ["optimize", "bolt-profile"]) {
        def result = MavenCall.in(project, MavenCall.goal(project, goal), "-Dending=" + ending).and(more).run()
        if (goal == "bolt-profile" || result.exit() != 0) {
            return result
        }
    }
}
def record = {
    com.google.gson.JsonParser.parseString(project.resolve("target/pgo-bolt/steps/bolt-profile.json").toFile().text)
            .asJsonObject.getAsJsonObject("result")
}

cases.check("_exit writes nothing at the end: run again, and written each second") {
    profile("exit").assertSuccess().log().assertContains("wrote it each second")
    assertThat(record().getAsJsonObject("quality").get("profiledFunctions").asLong).isGreaterThan(2L)
}
cases.check("SIGKILL, too") {
    profile('kill || true').assertSuccess().log().assertContains("wrote it each second")
    assertThat(record().getAsJsonObject("quality").get("profiledFunctions").asLong).isGreaterThan(2L)
}
cases.check("a child of fork leaves a profile of its own") {
    profile("fork").assertSuccess()
    assertThat(record().getAsJsonArray("warnings").size()).isZero()
}
cases.check("a daemon is waited for a while, and then named") {
    profile("daemon").assertSuccess().log().assertContains("left 1 process that runs on", "let the workload end it")
}
cases.check("a program that is linked statically is told what to do, be it static-pie or at a fixed address") {
    profile("plain", "-Dpgobolt.rustFlags=-Ctarget-feature=+crt-static").assertFailure().log()
            .assertContains("It is linked statically", "-Ctarget-feature=-crt-static", "-Dpgobolt.bolt.skip")
    profile("plain", "-Dpgobolt.rustFlags=-Ctarget-feature=+crt-static,-Crelocation-model=static").assertFailure().log()
            .assertContains("It is linked statically", "-Ctarget-feature=-crt-static", "-Dpgobolt.bolt.skip")
}
cases.end(project)
