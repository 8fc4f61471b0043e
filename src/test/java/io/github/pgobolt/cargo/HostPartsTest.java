package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPartsTest {

    @TempDir
    Path temporary;

    @Test
    void allButTheTargetsFilesIsCopiedWithItsTimes() throws IOException {
        Path from = temporary.resolve("pgo");
        Path script = Crates.write(from.resolve("release/build/app-1/build-script-build"), "script");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(script, time);
        Files.createSymbolicLink(from.resolve("release/link"), Path.of("nowhere"));
        Crates.write(from.resolve(".rustc_info.json"), "{}");
        Crates.write(from.resolve("x86_64-unknown-linux-gnu/release/app"), "program");
        // Only the folder of the target is one.
        Crates.write(from.resolve("release/x86_64-unknown-linux-gnu"), "kept");

        Path to = temporary.resolve("pgo-use");
        HostParts.copy(from, "x86_64-unknown-linux-gnu", to);
        Path copy = to.resolve("release/build/app-1/build-script-build");
        assertThat(copy).hasContent("script").isExecutable();
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(time);
        assertThat(Files.readSymbolicLink(to.resolve("release/link"))).hasToString("nowhere");
        assertThat(to.resolve(".rustc_info.json")).exists();
        assertThat(to.resolve("x86_64-unknown-linux-gnu")).doesNotExist();
        assertThat(to.resolve("release/x86_64-unknown-linux-gnu")).exists();
    }
}
