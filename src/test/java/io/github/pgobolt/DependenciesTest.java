package io.github.pgobolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The plugin's build and runtime dependencies: one version of each, and only those listed here. */
class DependenciesTest {

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    private static List<Element> all(String name) {
        NodeList nodes = pom.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String child(Element of, String name) {
        NodeList nodes = of.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i).getParentNode() == of) {
                return nodes.item(i).getTextContent().strip();
            }
        }
        return "";
    }

    @Test
    void everyDependencyAndPluginHasOneVersion() {
        List<Element> used = new ArrayList<>(all("dependency"));
        used.addAll(all("plugin"));
        assertThat(used).hasSizeGreaterThan(30);
        for (Element element : used) {
            String version = child(element, "version");
            String resolved = version.startsWith("${")
                    ? child(
                            (Element) pom.getElementsByTagName("properties").item(0),
                            version.substring(2, version.length() - 1))
                    : version;
            assertThat(resolved)
                    .as(child(element, "artifactId"))
                    .matches("\\d+(\\.\\d+)*([.-][A-Za-z0-9]+)?")
                    .doesNotContainIgnoringCase("SNAPSHOT");
        }
    }

    @Test
    void whatThePluginBringsWithItIsThisAndNoMore() {
        List<String> shipped = all("dependency").stream()
                .filter(d -> child(d, "scope").isEmpty() || child(d, "scope").equals("compile"))
                .map(d -> child(d, "groupId") + ":" + child(d, "artifactId"))
                .toList();
        // Another one needs a reason, and a licence compatible with Apache-2.0, which mvn -Prelease checks.
        assertThat(shipped)
                .containsExactlyInAnyOrder(
                        // For the page in a Maven site.
                        "org.apache.maven.reporting:maven-reporting-api",
                        "org.apache.maven.shared:maven-invoker",
                        "org.codehaus.plexus:plexus-utils",
                        "org.codehaus.plexus:plexus-xml",
                        "org.apache.commons:commons-exec",
                        "org.apache.commons:commons-compress",
                        "com.google.code.gson:gson",
                        "org.apache.commons:commons-numbers-combinatorics",
                        "org.apache.commons:commons-statistics-descriptive",
                        "io.github.java-diff-utils:java-diff-utils",
                        "org.freemarker:freemarker");
    }

    /** On an empty repository the first goal waits for all of it. */
    @Test
    void theClosureIsLight() throws IOException {
        Path list = Path.of("target/closure.txt");
        assertThat(list)
                .as("the pom's execution 'closure' of maven-dependency-plugin")
                .exists();
        List<Path> jars = Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        assertThat(jars).hasSizeBetween(15, 30);
        assertThat(bytes).isBetween(2L << 20, 8L << 20);
    }
}
