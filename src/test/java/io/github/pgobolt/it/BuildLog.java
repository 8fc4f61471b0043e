package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The output of one build.
 *
 * @param text all of it, without colours
 */
public record BuildLog(String text) {

    public BuildLog {
        text = text.replaceAll("\u001B\\[[;\\d]*m", "");
    }

    /** Returns the log that maven-invoker-plugin wrote of the build in that folder. */
    public static BuildLog of(File basedir) throws IOException {
        return new BuildLog(Files.readString(basedir.toPath().resolve("build.log"), StandardCharsets.UTF_8));
    }

    public BuildLog assertContains(String... parts) {
        assertThat(text).contains(parts);
        return this;
    }

    public BuildLog assertLacks(String... parts) {
        assertThat(text).doesNotContain(parts);
        return this;
    }
}
