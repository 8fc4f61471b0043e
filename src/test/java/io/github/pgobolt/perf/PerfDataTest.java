package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that cannot be used; perf is a script that answers in perf's words. */
class PerfDataTest {

    @TempDir
    Path root;

    private Path recording;
    private Path binary;

    @BeforeEach
    void files() throws IOException {
        recording = Files.writeString(root.resolve("perf.data"), "PERFILE2...");
        byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 64);
        elf[18] = 62;
        binary = Files.write(root.resolve("prog"), elf);
    }

    private PerfData data(String evlist, String header, String recordedBuilds) {
        Path perf = root.resolve("bin/perf");
        MachineFiles.write(
                perf,
                "#!/bin/sh\ncase \"$*\" in\nevlist*) " + evlist + ";;\nscript*) echo '" + header
                        + "';;\n"
                        + "buildid-list*prog) echo 1111111111111111111111111111111111111111;;\n"
                        + "buildid-list*) printf '" + recordedBuilds + "';;\nesac\n");
        MachineFiles.executable(perf);
        return new PerfData(new ProcessRunner(), perf);
    }

    @Test
    void aFittingRecordingIsTakenIn() {
        Rung rung = data("echo cycles:u", "# arch : x86_64", "1111111111111111111111111111111111111111 /srv/prog\\n")
                .takeIn(recording, binary);

        assertThat(rung.converter()).isEqualTo(Rung.Converter.BRANCH_STACKS);
    }

    @Test
    void whatItHoldsDecidesHowItIsConverted() {
        String builds = "1111111111111111111111111111111111111111 /srv/prog\\n";

        assertThat(data("echo arm_spe_0/branch_filter=1/u", "", builds)
                        .takeIn(recording, binary)
                        .converter())
                .isEqualTo(Rung.Converter.SPE);
        assertThat(data("echo intel_pt//u", "", builds)
                        .takeIn(recording, binary)
                        .converter())
                .isEqualTo(Rung.Converter.TRACE);
    }

    @Test
    void anotherBuildOfTheSameNameIsNamedWithBothIds() {
        assertThatThrownBy(() -> data(
                                "echo cycles:u",
                                "# arch : x86_64",
                                "2222222222222222222222222222222222222222 /srv/prog\\n")
                        .takeIn(recording, binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another build")
                .hasMessageContaining("2222222222")
                .hasMessageContaining("1111111111");
    }

    @Test
    void aRecordingOfOtherProgramsSaysWhichOnes() {
        assertThatThrownBy(() -> data(
                                "echo cycles:u",
                                "# arch : x86_64",
                                "2222222222222222222222222222222222222222 /usr/bin/cat\\n")
                        .takeIn(recording, binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no samples of prog")
                .hasMessageContaining("/usr/bin/cat");
    }

    @Test
    void anotherArchitectureIsNamed() {
        assertThatThrownBy(() -> data("echo cycles:u", "# arch : aarch64", "").takeIn(recording, binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("aarch64")
                .hasMessageContaining("x86_64");
    }

    @Test
    void aClockIsNoProfile() {
        assertThatThrownBy(() -> data("echo cpu-clock:uH", "", "").takeIn(recording, binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cpu-clock:uH");
    }

    @Test
    void aRecordingWhosePerfWasKilledIsNamedAsSuch() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(104).order(ByteOrder.nativeOrder());
        header.put("PERFILE2".getBytes(StandardCharsets.US_ASCII)).putLong(104);
        Path killed = Files.write(root.resolve("killed.data"), header.array());
        header.putLong(48, 888);
        Path whole = Files.write(root.resolve("whole.data"), header.array());

        assertThat(PerfData.unfinished(whole)).isFalse();
        assertThatThrownBy(() -> data("echo cycles:u", "", "").takeIn(killed, binary))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not whole");
    }

    @Test
    void emptyMissingForeignAndAmdFilesAreEachNamed() throws IOException {
        PerfData data = data("echo cycles:u", "", "");
        Path empty = Files.createFile(root.resolve("empty.data"));
        Path fdata = Files.writeString(root.resolve("x.fdata"), "1 main 0 1 main 4 0 7\n");
        Path amd = Files.createDirectory(root.resolve("AMDuProf-prog-TBP_Nov-22-2026"));
        Path raw = Files.createDirectory(root.resolve("session"));
        Files.createFile(raw.resolve("1234.caperf"));

        assertThatThrownBy(() -> data.takeIn(empty, binary)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> data.takeIn(root.resolve("nowhere"), binary))
                .hasMessageContaining("There is no recording");
        assertThatThrownBy(() -> data.takeIn(fdata, binary)).hasMessageContaining("not a recording of perf");
        assertThatThrownBy(() -> data.takeIn(amd, binary)).hasMessageContaining("cpu/branch-brs/u");
        assertThatThrownBy(() -> data.takeIn(raw, binary)).hasMessageContaining("AMDuProfCLI");
    }
}
