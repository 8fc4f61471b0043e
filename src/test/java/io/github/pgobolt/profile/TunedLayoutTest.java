package io.github.pgobolt.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunedLayoutTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        TunedLayout layout = new TunedLayout(
                TunedLayout.SCHEMA_VERSION,
                "x86_64-unknown-linux-gnu",
                "pgo-bolt",
                List.of("-reorder-blocks=cache", "-bolt-seed=3"),
                "1.99.1",
                "22.1.8",
                18,
                List.of("collatz"),
                false,
                List.of(new TunedLayout.Confirmed("baseline", "cpu", 0.93, 0.92, 0.94, 20)));
        Path file = layout.write(folder.resolve(TunedLayout.FILE));
        assertThat(TunedLayout.read(file)).isEqualTo(layout);
        assertThat(Files.readAllLines(file)).as("a diff shows what changed").hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{'|cannot be read",
                "''|no schemaVersion",
                "'[]'|cannot be read",
                "'{}'|no schemaVersion",
                "'{\"schemaVersion\": 2}'|of form 2",
                "'{\"schemaVersion\": 1}'|no target",
                "'{\"schemaVersion\": 1, \"target\": \"t\", \"variant\": \"bolt\"}'|no options",
                "'{\"schemaVersion\": 1, \"target\": \"t\", \"variant\": \"bolt\", \"options\": [\"rm\"]}'|no options",
                "'{\"schemaVersion\": 1, \"target\": \"t\", \"variant\": \"bolt\", \"options\": \"-x\"}'|cannot be read",
            })
    void anythingElseIsRefusedByNameWithTheFix(String text, String says) throws IOException {
        Path file = Files.writeString(folder.resolve(TunedLayout.FILE), text);
        assertThatThrownBy(() -> TunedLayout.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(says)
                .hasMessageMatching("(?s).*(race anew|newer one).*");
    }

    @Test
    void aLayoutIsNoPartOfTheProfileBesideIt() throws IOException {
        Files.writeString(folder.resolve(TunedLayout.FILE), "{}");
        Files.writeString(folder.resolve("other.json"), "{}");
        try (FolderContainer container = new FolderContainer(folder)) {
            assertThat(container.names()).containsExactly("other.json");
        }
    }
}
