package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.translation.TextProfile.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextProfileTest {

    @TempDir
    Path folder;

    private Path text;

    @BeforeEach
    void real() throws IOException {
        text = Files.writeString(folder.resolve("profile.txt"), MissingFunctionTest.resource("profile.txt"));
    }

    @Test
    void eachFunctionIsReadWithItsHashAndTheSumOfItsCounters() throws IOException {
        List<Counted> functions = TextProfile.functions(text);
        assertThat(functions)
                .hasSize(13)
                .contains(new Counted("_RNvCsa2A0eg2GEDf_3dep6shared", "1124680652115249575", 1376));
        Counted weigh = functions.get(12);
        assertThat(weigh.key()).isEqualTo("tally.bcaa3d0cc05be3f-cgu.0;_RNvCs10LviWvaP0h_5tally5weigh");
        assertThat(weigh.symbol()).isEqualTo("_RNvCs10LviWvaP0h_5tally5weigh");
        assertThat(weigh.counts()).isEqualTo(1200 + 3276 + 3);
        assertThat(weigh.keyOf("new", "other")).isEqualTo("other;new");
        assertThat(new Counted("f", "1", 1).keyOf("new", "other")).isEqualTo("new");
        assertThat(new Counted("old.cgu:f", "1", 1).keyOf("new", "other"))
                .as("LLVM 17")
                .isEqualTo("other:new");
        assertThat(new Counted("f", "1", 1).keyOf("f", "other"))
                .as("local by now")
                .isEqualTo("other;f");
        assertThat(new Counted("other;f", "1", 1).keyOf("f", "other"))
                .as("local no longer")
                .isEqualTo("f");
    }

    @Test
    void withNoOtherNameItIsTheSameText() throws IOException {
        Path same = folder.resolve("same.txt");
        TextProfile.renamed(text, same, function -> List.of(), UnaryOperator.identity());
        assertThat(same).hasSameTextualContentAs(text);
    }

    @Test
    void aNameIsReplacedInItsRecordAndWhereACallGoesToIt() throws IOException {
        Path renamed = folder.resolve("renamed.txt");
        TextProfile.renamed(
                text,
                renamed,
                function ->
                        function.symbol().equals("_RNvCs10LviWvaP0h_5tally4main") ? List.of("one", "two") : List.of(),
                key -> key.equals("_RNvCs10LviWvaP0h_5tally4main") ? "one" : key);
        assertThat(Files.readAllLines(renamed))
                .contains("one", "two", "one:1", "1:400")
                .noneMatch(line -> line.startsWith("_RNvCs10LviWvaP0h_5tally4main"));
        assertThat(TextProfile.functions(renamed)).hasSize(14);
    }

    @Test
    void whatIsNoProfileIsRefused() throws IOException {
        for (String other : List.of("name\n# Func Hash:\n12\n", "name\n12\n3\n1\n\n", ":ir\n:temporal_prof_traces\n")) {
            Path file = Files.writeString(folder.resolve("other.txt"), other);
            assertThatThrownBy(() -> TextProfile.functions(file))
                    .as(other)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("is not understood at: ");
        }
    }
}
