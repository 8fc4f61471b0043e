import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def subject = result.report().getAsJsonObject("subject")
assertThat([subject.get("package").asString, subject.get("name").asString]).containsExactly("server", "server")

// The other member's sources are sources of the workspace, but the subject's target folder holds no file of it.
def built = []
Files.walk(result.root().resolve("build")).withCloseable { files ->
    files.forEach { if (it.fileName.toString() == "tool") { built << it } }
}
assertThat(built).as("the other member was not built").isEmpty()

// Without a package the error names both.
def folder = project.resolve("data")
MavenCall.in(folder, MavenCall.goal(folder, "run"), "-Dpgobolt.manifestPath=../Cargo.toml", "-Dpgobolt.workload=x")
        .run().assertFailure().log().assertContains("bin 'server'", "bin 'tool'", "Name the package: <package>")
