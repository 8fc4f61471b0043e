import static org.assertj.core.api.Assertions.assertThat

import java.nio.file.Files

def project = basedir.toPath()
def text = { String file ->
    Files.readString(project.resolve(file)).replaceAll(/<[^>]*>/, " ").replaceAll(/&#160;|&nbsp;/, " ").replaceAll(/\s+/, " ")
}

// Linked from Project Reports, in the root and in each module that has a report.
for (folder in ["", "library/", "tools/"]) {
    assertThat(Files.readString(project.resolve(folder + "out/site/project-reports.html"))).contains('href="pgo-bolt.html"', "PGO and BOLT")
}
assertThat(project.resolve("plain/out/site/pgo-bolt.html")).doesNotExist()
assertThat(Files.readString(project.resolve("build.log"))).contains("plain/out/pgo-bolt, so this module gets no page")

// The module's page says what its report says, with the time at which it was written.
def library = text("library/out/site/pgo-bolt.html")
assertThat(library).contains(
        "reckon: Keep the baseline", "written 2026-11-24T10:53:09Z", "-3.35 % to +3.14 %", "too noisy", "Checks: 4 passed",
        "fd1277ceb76b")
assertThat(Files.readString(project.resolve("library/out/site/pgo-bolt.html")))
        .contains('href="pgo-bolt/library.html"', 'src="pgo-bolt/library-intervals.svg"')
assertThat(Files.readString(project.resolve("library/out/site/pgo-bolt/library.html")))
        .contains("fd1277ceb76b42e8800c2e764bb29949573f78ae62f5bb9b53623241e033050d", "<h1>Keep the baseline</h1>")
def svg = new groovy.xml.XmlParser().parse(project.resolve("library/out/site/pgo-bolt/library-intervals.svg").toFile())
assertThat(svg.name().toString()).isEqualTo("{http://www.w3.org/2000/svg}svg")

// What is missing, damaged or of a newer plugin is said, and the rest is shown.
def tools = text("tools/out/site/pgo-bolt.html")
assertThat(tools).contains(
        "server: Nothing selected yet", "nothing was measured", "mvn io.github.pgobolt:pgo-bolt-maven-plugin:benchmark",
        "client/report/report.json is not a report, or is damaged", "has schemaVersion 9", "(7.0.0)")
assertThat(tools).doesNotContain("faster")

// The root shows the modules': a table of all, then each.
def all = text("out/site/pgo-bolt.html")
assertThat(all).contains(
        "module subject verdict change interval written", "The module library reckon Keep the baseline",
        "The module tools server Nothing selected yet", "-3.35 % to +3.14 %", "has schemaVersion 9")
assertThat(project.resolve("out/site/pgo-bolt/library.html")).exists()
assertThat(project.resolve("out/site/pgo-bolt/tools-server.html")).exists()
return true
