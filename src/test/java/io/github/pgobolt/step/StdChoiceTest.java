package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.StdProbe;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdChoiceTest {

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private StdSource profiled;
    private WorkFolder work;

    private final Log log = new Log() {
        @Override
        public void info(String line) {
            said.add(line);
        }

        @Override
        public void warn(String line) {
            said.add("WARN " + line);
        }

        @Override
        public void debug(String line) {}
    };

    @BeforeEach
    void prepare() throws IOException {
        work = FurtherBuilds.work(folder.resolve("work"));
        profiled = new StdSource(
                StdSource.Kind.profiled,
                List.of("-Zbuild-std=std,panic_unwind"),
                List.of(),
                Map.of(),
                Files.writeString(folder.resolve("script"), "script"));
    }

    private RustToolchain rust(String release) {
        Tool tool = new Tool("rustc", folder.resolve("rustc"), release, 23, "0".repeat(64));
        return new RustToolchain(
                tool, tool, release, null, "x86_64-unknown-linux-gnu", 23, "23.1.1", folder.resolve("one"), "", true);
    }

    private Settings.Base asked(StdMode std, Need pgo, PgoMode mode, String... cargoArguments) {
        Settings.Base base = FurtherBuilds.base(
                null, FurtherBuilds.build(CrossTool.none, Map.of(), cargoArguments), List.of(), folder);
        return new Settings.Base(
                base.subject(),
                base.build(),
                base.toolchain(),
                base.toolPaths(),
                new Wanted(pgo, Need.auto),
                mode,
                std,
                base.stored(),
                base.strip(),
                base.keptTrials(),
                base.workDirectory(),
                base.force(),
                base.parallelBuilds(),
                base.targets(),
                base.further());
    }

    private Settings.Base asked(StdMode std) {
        return asked(std, Need.auto, PgoMode.instrument);
    }

    private StdChoice choose(Settings.Base asked, String release) throws IOException {
        return StdChoice.of(asked, rust(release), "settings", () -> new StdProbe.Answer(profiled, null), work, log);
    }

    @Test
    void theDefaultAsksNobodyAndSaysNothing() throws IOException {
        StdChoice choice = StdChoice.of(asked(StdMode.prebuilt), rust("1.99.1"), "settings", null, work, log);
        assertThat(choice.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(choice.lack()).isNull();
        assertThat(choice.trained()).isEqualTo(ProfileManifest.Std.prebuilt);
        assertThat(said).isEmpty();
    }

    @Test
    void whatTheUserHasBuiltIsInTheBaselineToo() throws IOException {
        StdChoice choice = choose(asked(StdMode.prebuilt, Need.auto, PgoMode.instrument, "-Zbuild-std"), "1.99.1");
        assertThat(choice.ofBaseline().kind()).isEqualTo(StdSource.Kind.own);
        assertThat(choice.trained()).isEqualTo(ProfileManifest.Std.profiled);
    }

    @Test
    void theBaselineKeepsThePrebuiltOne() throws IOException {
        StdChoice choice = choose(asked(StdMode.profiled), "1.99.1");
        assertThat(choice.source()).isEqualTo(profiled);
        assertThat(choice.ofBaseline()).isEqualTo(StdSource.PREBUILT);
        assertThat(choice.trained()).isEqualTo(ProfileManifest.Std.profiled);
        assertThat(said).singleElement().asString().contains("std: built from source");
    }

    @Test
    void autoPermitsAStableRustNothing() throws IOException {
        assertThat(choose(asked(StdMode.auto), "1.99.1").source()).isEqualTo(StdSource.PREBUILT);
        assertThat(said)
                .containsExactly(
                        "  std: prebuilt, since rustc 1.99.1 is not a nightly one, and only std=profiled permits"
                                + " a stable one to build it. To have it: -Dpgobolt.std=profiled");
    }

    @Test
    void autoOnNightlyNeedsTheSources() throws IOException {
        assertThat(choose(asked(StdMode.auto), "1.101.0-nightly").source()).isEqualTo(StdSource.PREBUILT);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("rust-src is missing", "rustup component add rust-src --toolchain one");
        Path std = folder.resolve("one/lib/rustlib/src/rust/library/std");
        Files.createDirectories(std);
        Files.writeString(std.resolve("Cargo.toml"), "");
        assertThat(choose(asked(StdMode.auto), "1.101.0-nightly").source()).isEqualTo(profiled);
    }

    @Test
    void withoutCountersThereIsNothingThatCouldReachIt() throws IOException {
        assertThat(choose(asked(StdMode.profiled, Need.off, PgoMode.instrument), "1.99.1")
                        .source())
                .isEqualTo(StdSource.PREBUILT);
        assertThat(choose(asked(StdMode.profiled, Need.auto, PgoMode.sample), "1.99.1")
                        .source())
                .isEqualTo(StdSource.PREBUILT);
        assertThat(said)
                .hasSize(2)
                .allMatch(line ->
                        line.startsWith("WARN The standard library is not built from source, as std=profiled asks"));
        assertThat(said.get(1)).contains("the baseline", "-Dpgobolt.pgoMode=instrument");
    }

    @Test
    void whatCannotBeBuiltIsSaidWithTheCommandThatHelps() throws IOException {
        StdChoice choice = StdChoice.of(
                asked(StdMode.profiled),
                rust("1.99.1"),
                "settings",
                () -> new StdProbe.Answer(StdSource.PREBUILT, new Lack("rust-src is missing.", "rustup …")),
                work,
                log);
        assertThat(choice.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(choice.lack().toHave()).isEqualTo("rustup …");
        assertThat(said)
                .containsExactly(
                        "WARN The standard library is not built from source, as std=profiled asks, and the build goes"
                                + " on with the prebuilt one: rust-src is missing. To have it: rustup …");
    }

    @Test
    void aFurtherTargetHasThePrebuiltOne() throws IOException {
        Settings.Base main = asked(StdMode.profiled);
        Settings.Base further = new Settings.Base(
                main.subject(),
                main.build(),
                main.toolchain(),
                main.toolPaths(),
                main.wanted(),
                main.pgoMode(),
                main.std(),
                main.stored(),
                main.strip(),
                main.keptTrials(),
                main.workDirectory(),
                main.force(),
                main.parallelBuilds(),
                main.targets(),
                true);
        assertThat(choose(further, "1.99.1").source()).isEqualTo(StdSource.PREBUILT);
    }
}
