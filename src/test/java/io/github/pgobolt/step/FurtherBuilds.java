package io.github.pgobolt.step;

import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.toolchain.Wanted;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the tests of further targets share: a small crate, its settings, and the tools of this machine. */
final class FurtherBuilds {

    static final String HOST = "x86_64-unknown-linux-gnu";
    static final String MUSL = "x86_64-unknown-linux-musl";
    static final String WINDOWS = "x86_64-pc-windows-gnu";
    static final String ARM = "aarch64-unknown-linux-gnu";
    static final String MAC = "aarch64-apple-darwin";

    static final Log SILENT = new Log() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    private FurtherBuilds() {}

    /** Returns a crate with a program, and a library where that is wanted. */
    static Path crate(Path folder, boolean library) throws IOException {
        Path crate = Files.createDirectories(folder.resolve("crate/src")).getParent();
        Files.writeString(
                crate.resolve("Cargo.toml"),
                "[package]\nname = \"scan\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
                        + (library ? "[lib]\ncrate-type = [\"cdylib\"]\n" : ""));
        Files.writeString(
                crate.resolve(library ? "src/lib.rs" : "src/main.rs"),
                library ? "#[no_mangle] pub extern \"C\" fn scan() {}\n" : "fn main() {}\n");
        return crate;
    }

    static BuildSettings build(CrossTool tool, Map<String, String> environment, String... cargoArguments) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                List.of(cargoArguments),
                environment,
                List.of("-Cdebuginfo=1"),
                "inherit",
                "inherit",
                "native",
                "same",
                true,
                false,
                120,
                tool);
    }

    static Settings.Base base(Path crate, BuildSettings build, List<Path> toolPaths, Path work) {
        return new Settings.Base(
                new SubjectQuery(crate == null ? null : crate.resolve("Cargo.toml"), crate, null, null, null, null),
                build,
                "",
                toolPaths,
                Wanted.AUTO,
                PgoMode.instrument,
                StdMode.prebuilt,
                StoredSettings.NONE,
                Strip.Mode.debuginfo,
                null,
                work,
                false,
                null,
                List.of(),
                false);
    }

    static Workload workload(String name, Use use, Path folder, String... command) {
        return new Workload(
                name,
                use,
                List.of(command),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    static Discovery.Detector detector(ProcessRunner processes, Path directory) {
        Toolchains toolchains = new Toolchains(processes);
        return target -> toolchains.detect(new ToolRequest("", target, List.of(), directory, Map.of()));
    }

    static WorkFolder work(Path folder) throws IOException {
        WorkFolder work = new WorkFolder(folder);
        work.create();
        return work;
    }
}
