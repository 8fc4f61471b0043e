package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The wording of numbers in messages, and that no message bypasses the class that makes them. */
class CountedTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** A number glued to a noun in the plural: {@code files.size() + " files"}. */
    private static final Pattern GLUED = Pattern.compile(
            "(?:\\.size\\(\\)|\\.length|[a-z]+(?:Pairs|Runs|Files|Functions|Names|Lines)\\(\\)|\\b(?:pairs|runs|rounds|passes|count|places|done))"
                    + " \\+ \" (?:raw |symbol |branch |more )?(?:pairs|runs|files|functions|profiles|passes|processes|places|lines|checks|frames"
                    + "|names|samples|rounds|blocks|symbols|steps|units)\\b");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void theNounAgreesWithTheNumber() {
        assertThat(Counted.of(0, "pair")).isEqualTo("0 pairs");
        assertThat(Counted.of(1, "pair")).isEqualTo("1 pair");
        assertThat(Counted.of(2, "pass", "passes")).isEqualTo("2 passes");
        assertThat(Counted.word(1, "is", "are")).isEqualTo("is");
        assertThat(Counted.word(0, "is", "are")).isEqualTo("are");
    }

    @Test
    void noMessageGluesANumberToAPlural() throws IOException {
        assertThat(GLUED.matcher("x.size() + \" raw profiles\"").find()).isTrue();
        for (Path file : sources()) {
            assertThat(GLUED.matcher(Files.readString(file))
                            .results()
                            .map(r -> r.group())
                            .toList())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void adviceNamesGoalsInOnePlaceAndWithoutAVersion() throws IOException {
        assertThat(Goals.command("doctor")).isEqualTo("mvn io.github.pgobolt:pgo-bolt-maven-plugin:doctor");
        for (Path file : sources()) {
            if (!file.endsWith("base/Goals.java")) {
                String text = Files.readString(file);
                assertThat(text)
                        .as(file.toString())
                        .doesNotContain("pgo-bolt-maven-plugin:", "mvn pgo-bolt:", " pgo-bolt:run");
            }
            assertThat(Files.readString(file))
                    .as("a version in the advice of " + file)
                    .doesNotContain("-SNAPSHOT:");
        }
    }
}
