import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.util.zip.ZipFile

def project = basedir.toPath()
def cases = new Cases()
def nothing = "No crate is here: this module does nothing"

cases.check("the parent and the module without a crate do nothing, and the one with the crate goes the whole way") {
    def log = Files.readString(project.resolve("build.log"))
    // detect and run, in two modules.
    assertThat(log.split(nothing, -1).length - 1).isEqualTo(4)
    ["", "app/"].each { assertThat(project.resolve(it + "target/pgo-bolt")).doesNotExist() }
    def result = WorkResult.below(project.resolve("native")).assertWhole("baseline", "pgo", "pgo-bolt")
    new ZipFile(project.resolve("native/target/native-1.0.jar").toFile()).withCloseable { zip ->
        assertThat(zip.getInputStream(zip.getEntry("native/engine")).bytes).isEqualTo(Files.readAllBytes(result.shippedFile()))
    }
}
cases.check("a goal that is called by hand in the parent names the module with the crate, and what it says to type works") {
    MavenCall.in(project, "pgo-bolt:run").run().assertFailure().log()
            .assertContains("the parent of modules", "mvn -f native pgo-bolt:run")
    MavenCall.in(project, "-f", "native", "pgo-bolt:run").run().assertSuccess().log().assertContains("select: up to date")
}
cases.check("-pl app -am builds the crate's module on the way") {
    MavenCall.in(project, "package", "-pl", "app", "-am").run().assertSuccess().log().assertContains("select: up to date")
}
cases.check("a module whose own POM has the plugin and no crate is told so") {
    def pom = Files.readString(project.resolve("app/pom.xml"))
    Files.writeString(project.resolve("app/own.xml"), pom.replace("</dependencies>", """</dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>io.github.pgobolt</groupId>
        <artifactId>pgo-bolt-maven-plugin</artifactId>
      </plugin>
    </plugins>
  </build>"""))
    MavenCall.in(project, "-f", "app/own.xml", "pgo-bolt:run").run().assertFailure().log()
            .assertContains("No Cargo.toml was found", "the plugin belongs into the POM of the one that has the crate")
}
cases.end(project)
