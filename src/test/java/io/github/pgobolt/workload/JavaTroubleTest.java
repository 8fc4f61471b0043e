package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Uses the JVM that runs the tests. */
class JavaTroubleTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();

    @Test
    void aMissingClassIsTold() throws IOException {
        Outcome outcome =
                processes.run(Command.of(JAVA, "-cp", folder, "no.Such").within(Duration.ofSeconds(30)));
        assertThat(JavaTrouble.explain(outcome))
                .hasValueSatisfying(why -> assertThat(why).contains("<mainClass>"));
    }

    @Test
    void aCrashNamesItsReport() throws IOException {
        Path report = folder.resolve("hs_err_calls_42.log");
        Files.writeString(report, "# SIGSEGV");
        Outcome outcome = new Outcome(
                Command.of(JAVA, "-XX:ErrorFile=" + folder + "/hs_err_calls_%p.log", "it.Main"),
                134,
                false,
                "",
                "",
                Duration.ofSeconds(1));
        assertThat(JavaTrouble.explain(outcome))
                .hasValueSatisfying(why -> assertThat(why).contains(report.toString()));
    }

    @Test
    void aProgramThatFailsByItselfIsNoMatterOfTheJvm() {
        Outcome outcome =
                new Outcome(Command.of("sort", "--wrong"), 2, false, "", "sort: unrecognised", Duration.ofSeconds(1));
        assertThat(JavaTrouble.explain(outcome)).isEmpty();
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void theArchitectureIsReadFromTheLauncher() throws IOException {
        String own = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
        assertThat(JavaTrouble.foreign(JAVA, own + "-unknown-linux-gnu")).isEmpty();
        assertThat(JavaTrouble.foreign(JAVA, "riscv64gc-unknown-linux-gnu"))
                .hasValueSatisfying(why -> assertThat(why).contains("is a JVM for " + own));
        Path script = Files.writeString(folder.resolve("java"), "#!/bin/sh\nexec java \"$@\"\n");
        assertThat(JavaTrouble.foreign(script, "riscv64gc-unknown-linux-gnu")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theLoadersAccountNamesWhatAProcessLoads() throws IOException {
        Path account = Files.createDirectories(folder.resolve("account"));
        Workload workload = new Workload(
                "version",
                Use.train,
                List.of(JAVA.toString(), "-version"),
                false,
                null,
                Map.of(),
                folder,
                1,
                60,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        Path subject = folder.resolve("libnothing.so");
        LoadedLibraries loaded = new LoadedLibraries(processes, account);
        assertThat(loaded.of(workload, subject)).anyMatch(path -> path.endsWith("libjvm.so"));
        assertThat(loaded.whyNoProfile(workload, subject)).contains("None of its processes loaded libnothing.so");
        assertThat(loaded.whyNoProfile(workload, folder.resolve("libjvm.so")))
                .startsWith("It loads another file: ")
                .contains("server/libjvm.so");
    }
}
