package io.github.pgobolt.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What README and site mention exists: goals, parameters, properties, pages, pictures. */
class DocumentationTest {

    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./])(pgobolt\\.[a-zA-Z][\\w.-]*\\w)");
    private static final Pattern COORDINATES =
            Pattern.compile("(?:io\\.github\\.pgobolt:)?pgo-bolt-maven-plugin:(\\S+?:[\\w-]+)");
    private static final Pattern PREFIXED = Pattern.compile("(?<![\\w-])pgo-bolt:([a-z][\\w-]*)");
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");
    private static final Set<String> PHASES =
            Set.of("clean", "validate", "compile", "test", "package", "verify", "install", "deploy", "site");

    private static List<MarkdownFile> pages;
    private static PluginXml plugin;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException, ClassNotFoundException {
        pages = MarkdownFile.all();
        plugin = PluginXml.generated();
    }

    @Test
    void everyPieceOfXmlIsWellFormedAndNamesWhatThePluginHas() throws IOException {
        List<String> faults = new ArrayList<>();
        int blocks = 0;
        for (MarkdownFile page : pages) {
            for (MarkdownFile.Block block : page.blocks("xml")) {
                blocks++;
                for (String fault : faults(block.text())) {
                    faults.add(block + ": " + fault);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(blocks).as("blocks of XML").isGreaterThan(10);
    }

    @Test
    void everyPropertyIsOneOfAParameter() {
        assertThat(unknown(PROPERTY, plugin.properties())).isEmpty();
    }

    @Test
    void everyParameterHasASentenceAndItsVersion() {
        assertThat(plugin.undocumented()).isEmpty();
    }

    @Test
    void everyGoalOfACommandExistsAtThisVersion() {
        Set<String> known = plugin.goals().stream()
                .map(goal -> plugin.version() + ":" + goal)
                .collect(Collectors.toSet());
        assertThat(unknown(COORDINATES, known)).isEmpty();
        assertThat(unknown(PREFIXED, plugin.goals())).isEmpty();
    }

    @Test
    void everyCommandIsShellAndAsksMavenForWhatThereIs() throws IOException {
        for (MarkdownFile page : pages) {
            for (MarkdownFile.Block block : page.blocks("bash")) {
                Path script = Files.writeString(folder.resolve("block.sh"), block.text());
                Outcome outcome = new ProcessRunner().run(Command.of("bash", "-n", script));
                assertThat(outcome.ok()).as("%s: %s", block, outcome.stderr()).isTrue();
                for (String line : block.text().replace("\\\n", " ").lines().toList()) {
                    if (line.startsWith("mvn ")) {
                        assertThat(lifecycle(line)).as("%s: %s", block, line).isSubsetOf(PHASES);
                    }
                }
            }
        }
    }

    @Test
    void everyLinkAndPictureIsThere() {
        List<String> broken = new ArrayList<>();
        for (MarkdownFile page : pages) {
            page.links().stream()
                    .filter(link -> !link.matches("[a-z]+:.*"))
                    .map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> !link.isEmpty() && !exists(page, link))
                    .forEach(link -> broken.add(page.path() + ": " + link));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theMenuHasEveryPageAndNoOther() throws IOException {
        String menu = Files.readString(Path.of("src/site/site.xml"));
        Set<String> linked =
                HREF.matcher(menu).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = pages.stream()
                .filter(MarkdownFile::isOfSite)
                .map(page -> page.path().getFileName().toString().replace(".md", ".html"))
                .collect(Collectors.toCollection(TreeSet::new));
        written.add("plugin-info.html");
        assertThat(linked).isEqualTo(written);
    }

    @Test
    void theTableOfFaultsNamesTestsThatExist() throws IOException {
        String table = Files.readString(Path.of("src/site/markdown/reliability.md"));
        List<String> named = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`")
                .matcher(table)
                .results()
                .map(r -> r.group(1) + (r.group(2) == null ? "" : "." + r.group(2)))
                .distinct()
                .toList();
        List<String> missing = new ArrayList<>();
        for (String name : named) {
            String[] parts = name.split("\\.");
            try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
                Path file = files.filter(f -> f.endsWith(parts[0] + ".java"))
                        .findFirst()
                        .orElse(null);
                if (file == null || parts.length > 1 && !Files.readString(file).contains("void " + parts[1] + "(")) {
                    missing.add(name);
                }
            }
        }
        Pattern.compile("`(src/it/[\\w/-]+)`")
                .matcher(table)
                .results()
                .map(r -> r.group(1))
                .filter(folder -> !Files.isRegularFile(script(folder)))
                .forEach(missing::add);
        // The name of a case, in italics after its folder.
        for (MatchResult cases : Pattern.compile("`(src/it/[\\w/-]+)`((?:, \\*[^*]+\\*)+)")
                .matcher(table)
                .results()
                .toList()) {
            String script = Files.readString(script(cases.group(1)));
            Pattern.compile("\\*([^*]+)\\*")
                    .matcher(cases.group(2))
                    .results()
                    .map(r -> r.group(1))
                    .filter(name -> !script.contains(name))
                    .forEach(missing::add);
        }
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    /** The script of an integration test. */
    private static Path script(String folder) {
        Path checks = Path.of(folder, "checks.groovy");
        return Files.exists(checks) ? checks : Path.of(folder, "verify.groovy");
    }

    @Test
    void plantedFaultsAreFound() throws IOException {
        assertThat(faults("<configuration><rustFlag>x</rustFlag></configuration>"))
                .hasSize(1);
        assertThat(faults("<workloads><workload><nmae>x</nmae></workload></workloads>"))
                .hasSize(1);
        assertThat(faults("<workload><name>x</name><arg>y</arg></workload>")).hasSize(1);
        assertThat(faults("<goals><goal>optimise</goal></goals>")).hasSize(1);
        assertThat(faults("<plugin><artifactId>pgo-bolt-maven-plugin</artifactId><version>" + plugin.version()
                        + "</version><executions><execution><goals><goal>run</goal></goals></execution></executions>"
                        + "<configuration><attachNative>true</attachNative></configuration></plugin>"))
                .hasSize(1);
        assertThat(faults("<configuration><package>x</package></configuration>"))
                .isEmpty();
        assertThatThrownBy(() -> PluginXml.parse("<a><b></a>")).isInstanceOf(IOException.class);
        assertThat(PROPERTY.matcher("io.github.pgobolt.mojo").find()).isFalse();
        assertThat(lifecycle("mvn -B verfy -Ppgo-bolt")).containsExactly("verfy");
        MarkdownFile readme = pages.get(0);
        assertThat(exists(readme, "src/site/markdown/no-such-page.md")).isFalse();
    }

    private static List<String> faults(String xml) throws IOException {
        Element root = PluginXml.parse(xml);
        return plugin.faults(root);
    }

    private static List<String> unknown(Pattern pattern, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        for (MarkdownFile page : pages) {
            page.matches(pattern).stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> unknown.add(page.path() + ": " + name));
        }
        return unknown;
    }

    /** Returns the words of a Maven call that are neither options nor goals of a plugin. */
    private static List<String> lifecycle(String line) {
        return Stream.of(line.replaceAll("\"[^\"]*\"", "").split("\\s+"))
                .skip(1)
                .filter(word -> !word.startsWith("-") && !word.contains(":"))
                .toList();
    }

    /** Whether a link's target exists: on the site another page, a generated one or a picture, else a file. */
    private static boolean exists(MarkdownFile page, String link) {
        Path here = page.path().toAbsolutePath().getParent();
        if (!page.isOfSite()) {
            return Files.exists(here.resolve(link));
        }
        if (link.equals("plugin-info.html")) {
            return true;
        }
        if (link.endsWith("-mojo.html")) {
            return plugin.goals().contains(link.replace("-mojo.html", ""));
        }
        return link.endsWith(".html")
                ? Files.exists(here.resolve(link.replaceFirst("html$", "md")))
                : Files.exists(Path.of("src/site/resources").resolve(link));
    }
}
