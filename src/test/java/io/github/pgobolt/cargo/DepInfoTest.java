package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepInfoTest {

    @TempDir
    Path folder;

    @Test
    void itLiesBesideTheOutput() {
        assertThat(DepInfo.beside(Path.of("/t/release/my-tool"))).isEqualTo(Path.of("/t/release/my-tool.d"));
        assertThat(DepInfo.beside(Path.of("/t/release/libmy.so"))).isEqualTo(Path.of("/t/release/libmy.d"));
        assertThat(DepInfo.beside(Path.of("/t/release/.hidden"))).isEqualTo(Path.of("/t/release/.hidden.d"));
    }

    @Test
    void aSpaceOfANameStandsBehindABackslash() throws IOException {
        assertThat(DepInfo.words("/t/a\\ b: /s/one.rs /s/two\\ words.rs  /s/back\\slash.rs"))
                .containsExactly("/t/a b:", "/s/one.rs", "/s/two words.rs", "/s/back\\slash.rs");
        assertThat(DepInfo.words("")).isEmpty();
        assertThat(DepInfo.read(folder.resolve("none.d"))).isEmpty();
    }

    @Test
    void realCargoNamesPathDependenciesIncludesAndWhatBuildScriptsRead() throws IOException {
        Path crate = folder.resolve("my crate");
        Crates.packageNamed(crate, "app", "[dependencies]\nnear = { path = \"../near\" }\n[workspace]\n");
        Crates.packageNamed(folder.resolve("near"), "near", "");
        Crates.write(folder.resolve("near/src/lib.rs"), "pub fn near() {}");
        Crates.write(crate.resolve("build.rs"), "fn main() { println!(\"cargo:rerun-if-changed=table.txt\"); }");
        Crates.write(crate.resolve("table.txt"), "1");
        Crates.write(folder.resolve("salt.txt"), "salt");
        Crates.write(crate.resolve("unused.txt"), "nobody reads it");
        Crates.write(
                crate.resolve("src/main.rs"), "fn main() { near::near(); print!(include_str!(\"../../salt.txt\")); }");
        Path target = folder.resolve("target folder");
        Outcome built = Crates.runner(Map.of())
                .run(Command.of("cargo", "build", "--offline", "--target-dir", target.toString())
                        .in(crate));
        assertThat(built.ok()).as(built.stderr()).isTrue();
        Path output = target.resolve(Files.exists(target.resolve("debug/app.exe")) ? "debug/app.exe" : "debug/app");
        assertThat(DepInfo.read(DepInfo.beside(output)).stream().map(Path::normalize))
                .containsExactlyInAnyOrder(
                        crate.resolve("src/main.rs"),
                        crate.resolve("build.rs"),
                        crate.resolve("table.txt"),
                        folder.resolve("salt.txt"),
                        folder.resolve("near/src/lib.rs"));
    }
}
