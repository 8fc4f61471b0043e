package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** src/it/five-platforms reads the name in a library that was linked. */
class InstallNameTest {

    private static List<String> flags(Subject.Kind kind, String target, String... users) {
        return InstallName.flags(
                new Subject("p", "p", kind, "a-b", target, Path.of("/x/Cargo.toml"), Path.of("/x")), List.of(users));
    }

    @Test
    void aLibraryOfAMacGetsOneWithoutAFolder() {
        assertThat(flags(Subject.Kind.lib, "aarch64-apple-darwin", "-Cdebuginfo=1"))
                .containsExactly("-Clink-arg=-Wl,-install_name,@rpath/liba_b.dylib");
    }

    @Test
    void whatIsNoLibraryOfAMacGetsNone() {
        assertThat(flags(Subject.Kind.bin, "aarch64-apple-darwin")).isEmpty();
        assertThat(flags(Subject.Kind.lib, "x86_64-unknown-linux-gnu")).isEmpty();
        assertThat(flags(Subject.Kind.lib, "x86_64-pc-windows-gnu")).isEmpty();
    }

    @Test
    void theUsersOwnStaysInAnySpelling() {
        for (String own : List.of(
                "-Clink-arg=-Wl,-install_name,/usr/local/lib/libx.dylib",
                "-Clink-args=-install_name @loader_path/libx.dylib",
                "link-arg=-Wl,-install_name,x")) {
            assertThat(flags(Subject.Kind.lib, "x86_64-apple-darwin", own))
                    .as(own)
                    .isEmpty();
        }
    }
}
