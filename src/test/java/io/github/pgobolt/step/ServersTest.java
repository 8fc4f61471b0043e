package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    private static final String LOOP = "echo ready; while :; do sleep 0.05; done";

    @TempDir
    Path folder;

    private Path profile;

    @BeforeEach
    void setUp() {
        profile = folder.resolve("profile");
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("server"), "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Workload workload(String name, int timeoutSeconds, String... command) {
        return new Workload(
                name,
                Use.both,
                List.of(command),
                false,
                null,
                Map.of("OWN", "kept"),
                folder,
                1,
                timeoutSeconds,
                2,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private List<Trainer.Trained> train(Path subject, int readySeconds, String readyLine) throws IOException {
        ServerSetup setup =
                new ServerSetup("load", workload("load-server", readySeconds, "${subject}"), 0, readyLine, 1);
        Servers servers = new Servers(new ProcessRunner(), List.of(setup), 1, true);
        return new Trainer(new ProcessRunner(), folder.resolve("logs"), 1, servers)
                .train(List.of(workload("load", 5, "true")), subject, w -> Map.of("PROFILE", profile.toString()));
    }

    @Test
    void aServerIsAskedToEndSoThatItWritesItsProfile() throws IOException {
        Path subject = script("trap 'echo $OWN >> \"$PROFILE\"; exit 0' TERM; " + LOOP);
        assertThat(train(subject, 5, "ready")).extracting(Trainer.Trained::runs).containsExactly(2);
        assertThat(profile).hasContent("kept\nkept");
    }

    @Test
    void aServerThatIgnoresSigtermFailsTheTraining() throws IOException {
        Path subject = script("trap '' TERM; " + LOOP);
        assertThatThrownBy(() -> train(subject, 5, "ready"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did not end within 1 s of SIGTERM")
                .hasMessageContaining("<stopSeconds>");
    }

    @Test
    void aReadyConditionThatNeverComesSaysWhatWasPrinted() throws IOException {
        Path subject = script(LOOP);
        assertThatThrownBy(() -> train(subject, 1, "listening"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not ready within 1 s")
                .hasMessageContaining("listening")
                .hasMessageContaining("It printed:\nready")
                .hasMessageContaining("<readySeconds>");
    }
}
