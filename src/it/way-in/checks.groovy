import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.MavenCall
import java.nio.file.Files
import java.nio.file.Path

def project = basedir.toPath()
def cases = new Cases()
def pom = Files.readString(project.resolve("pom.xml"))

// A folder with the same crate, and whatever POM.
def crate = { String name, String ofPom ->
    def folder = Files.createDirectories(project.resolve(name))
    Files.createDirectories(folder.resolve("src"))
    ["Cargo.toml", "src/main.rs", "training.txt"].each { Files.copy(project.resolve(it), folder.resolve(it)) }
    if (ofPom != null) {
        Files.writeString(folder.resolve("pom.xml"), ofPom)
    }
    folder
}

// Commands of this plugin in a text, up to the end of its options.
def commands = { String text ->
    (text =~ /\bmvn(?: -(?!D)\S+(?: :\S+)?)*(?: [a-z][a-z-]*)* (?:pgo-bolt|io\.github\.pgobolt:pgo-bolt-maven-plugin(?::[\w.-]+)?):[a-z-]+(?:@[\w-]+)?(?: -D[^\s`<,;)]+)*/)
            .collect { it.toString().replaceAll(/\.+$/, "") }.toSet()
}
def paste = { Path folder, String command ->
    assertThat(command).startsWith("mvn ")
    MavenCall.in(folder, command.substring(4).split(" ")).and("-Dpgobolt.benchmark.budgetSeconds=2").run()
}

// Whatever a call says is typed again, in the same folder: Maven finds the goal and the goal does what it can.
def SURE = ["doctor", "detect", "report", "help"]
def pasted = { Path folder, Collection<String> texts, String form ->
    def found = texts.collectMany { commands(it) }.toSet()
    assertThat(found).isNotEmpty()
    found.each { command ->
        assertThat(command).startsWith("mvn " + form)
        def goal = (command =~ /:([a-z-]+)(?: -D.*)?$/)[0][1]
        def result = paste(folder, command)
        result.log().assertContains(":" + goal + " (default-cli)").assertLacks("No plugin found for prefix", "Could not find the selected project")
        if (goal in SURE) {
            result.assertSuccess()
        }
    }
    found
}
def goalsOf = { Collection<String> found -> found.collect { (it =~ /:([a-z-]+)(?: -D.*)?$/)[0][1] } }

cases.check("with the plugin in the POM: everything that console and report name is typed as mvn pgo-bolt:") {
    def texts = [
        Files.readString(project.resolve("build.log")),
        Files.readString(project.resolve("target/pgo-bolt/report/report.md")),
        Files.readString(project.resolve("target/pgo-bolt/report/report.json")),
        Files.readString(project.resolve("target/pgo-bolt/report/summary.txt")),
        MavenCall.in(project, "pgo-bolt:optimize").run().assertFailure().log().text(),
        MavenCall.in(project, "pgo-bolt:verify", "-Dpgobolt.requireFaster=1%").run().assertFailure().log().text(),
        MavenCall.in(project, "pgo-bolt:compare").run().assertFailure().log().text(),
        MavenCall.in(project, "pgo-bolt:detect", "-Dpgobolt.colour=red").run().assertSuccess().log().text(),
    ]
    assertThat(Files.readString(project.resolve("target/pgo-bolt/report/report.html"))).contains("mvn pgo-bolt:").doesNotContain("pgo-bolt-maven-plugin:")
    assertThat(goalsOf(pasted(project, texts, "pgo-bolt:"))).contains("select", "benchmark", "check", "compare", "help", "merge")
}
cases.check("without a POM: by the full name and the version in use") {
    def folder = crate("no-pom", null)
    def goal = { String name, String... more -> MavenCall.in(folder, MavenCall.goal(project, name)).and(more).run() }
    def texts = [
        goal("report").assertSuccess().log().text(),
        goal("merge").assertFailure().log().text(),
        goal("detect", "-Dpgobolt.workload=training.txt", "-Dpgobolt.colour=red").assertSuccess().log().text(),
    ]
    def form = MavenCall.goal(project, "x")
    pasted(folder, texts, form.substring(0, form.length() - 1))
}
cases.check("the plugin in a profile: the profile is named") {
    def plugins = pom.substring(pom.indexOf("  <build>"), pom.indexOf("</project>"))
    def folder = crate("in-profile", pom.replace(plugins, "  <profiles><profile><id>ship</id>" + plugins + "</profile></profiles>\n"))
    def log = MavenCall.in(folder, "-Pship", "pgo-bolt:report").run().assertSuccess().log().text()
    pasted(folder, [log], "-Pship pgo-bolt:")
}
cases.check("one of several modules, called from the parent: the module is named") {
    def parent = Files.createDirectories(project.resolve("parent"))
    Files.writeString(parent.resolve("pom.xml"), pom.substring(0, pom.indexOf("  <build>")).replace("way-in", "way-in-parent")
            + "  <modules><module>native</module></modules>\n</project>\n")
    crate("parent/native", pom.replace("way-in", "way-in-native"))
    def log = MavenCall.in(parent, "-pl", "native", "pgo-bolt:report").run().assertSuccess().log().text()
    pasted(parent, [log], "-pl :way-in-native pgo-bolt:")
}

cases.check("settings of an execution: every command has its name, and a goal typed without it is told so") {
    def folder = crate("in-execution", pom.replaceFirst("<configuration>", "<executions><execution><id>native</id><configuration>")
            .replaceFirst("</configuration>", "</configuration></execution></executions>"))
    def log = MavenCall.in(folder, "pgo-bolt:report@native").run().assertSuccess().log().text()
    def found = commands(log)
    assertThat(found).isNotEmpty().allMatch { it.contains("@native") }
    paste(folder, found.find { it.contains(":run@native") } ?: found.first()).log().assertContains("(native)").assertLacks("a goal that is typed without it")
    MavenCall.in(folder, "pgo-bolt:detect").run().log()
            .assertContains("in the execution 'native', and a goal that is typed without it does not get them. With them: mvn pgo-bolt:detect@native")
}

cases.check("an unknown property is said once in a build, with the nearest") {
    def log = MavenCall.in(project, "pgo-bolt:detect", "pgo-bolt:report", "-Dpgobolt.budgetSeconds=3").run().assertSuccess().log()
    log.assertContains("No parameter is called pgobolt.budgetSeconds, so it does nothing. Did you mean pgobolt.benchmark.budgetSeconds?")
    assertThat(log.text().split("No parameter is called", -1).length).isEqualTo(2)
}
cases.check("a gate that is misspelt ends the build, on the command line and in the POM") {
    MavenCall.in(project, "pgo-bolt:detect", "-Dpgobolt.failIfSlowr=0.02").run().assertFailure().log()
            .assertContains("No parameter is called pgobolt.failIfSlowr; did you mean pgobolt.failIfSlower?", "-Dpgobolt.failIfSlower")
    def folder = crate("gate", pom.replace("<lto>", "<requireFastr>2%</requireFastr><lto>"))
    MavenCall.in(folder, "pgo-bolt:detect").run().assertFailure().log()
            .assertContains("No parameter is called <requireFastr>, which the POM has; did you mean <requireFaster>?")
}
cases.check("2 is refused where 2 % is meant, and 2% is taken") {
    MavenCall.in(project, "pgo-bolt:detect", "-Dpgobolt.failIfSlower=2").run().assertFailure().log()
            .assertContains("failIfSlower is 2, which would be 200 %: did you mean 0.02 or 2%?")
    MavenCall.in(project, "pgo-bolt:detect", "-Dpgobolt.failIfSlower=2%", "-Dpgobolt.benchmark.delta=0.5%").run().assertSuccess()
}
cases.check("a training file that is not there: warned of before the first compile, and the panic is shown without its backtrace") {
    def folder = crate("no-file", null)
    def log = MavenCall.in(folder, MavenCall.goal(project, "run"), "-Dpgobolt.workload=trainin.txt").with("RUST_BACKTRACE", "1")
            .run().assertFailure().log()
    log.assertContains("Workload 'workload' names trainin.txt, and it does not exist in", "failed: exit 101, expected exit 0.",
            "NotFound", "left out here", "Not there, and named by its command: trainin.txt").assertLacks("rust_begin_unwind", "panic_fmt")
    def text = log.text()
    assertThat(text.indexOf("names trainin.txt")).isLessThan(text.indexOf("baseline"))
    def message = text.substring(text.indexOf("Workload 'workload' failed"))
    assertThat([message.indexOf("NotFound"), message.indexOf("The command was"), message.indexOf("All that it printed"), message.indexOf("<expectExit>")])
            .isSorted().doesNotContain(-1)
}
cases.end(project)
