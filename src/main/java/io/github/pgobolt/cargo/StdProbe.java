package io.github.pgobolt.cargo;

import io.github.pgobolt.base.ToolText;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellLine;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.StdSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds out whether cargo can build the standard library with a crate. Cargo is asked what it would build, which takes a second:
 * it needs the sources, the crates that the standard library needs, and a configuration that does not build it already.
 */
public final class StdProbe {

    private static final String RUSTDOC = "RUSTDOC";

    /** The value for which every rustc behaves like a stable one. */
    private static final String STABLE = "-1";

    private final ProcessRunner processes;
    private final RustToolchain rust;
    private final CargoBuild cargo;
    private final BuildSettings settings;
    private final Path folder;

    /**
     * @param cargo builds of the subject
     * @param folder an absolute path, for files of the builds that follow
     */
    public StdProbe(
            ProcessRunner processes, RustToolchain rust, CargoBuild cargo, BuildSettings settings, Path folder) {
        this.processes = processes;
        this.rust = rust;
        this.cargo = cargo;
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * What was found.
     *
     * @param source what can be built with
     * @param lack why that is not built from source by this plugin; null if it is
     */
    public record Answer(StdSource source, Lack lack) {}

    /**
     * Looks.
     *
     * @param panic the panic strategy, {@code abort} or another; null if it is not known
     * @param configured what cargo's configuration passes to every process ({@code [env]})
     */
    public Answer ask(String panic, Map<String, String> configured) throws IOException {
        String own = own(configured);
        if (own != null) {
            boolean builds = rust.isNightly() || StdSource.isIn(settings.cargoArguments());
            return new Answer(
                    builds ? StdSource.OWN : StdSource.PREBUILT,
                    builds
                            ? new Lack(
                                    own + " has the standard library built in every variant already, the baseline's"
                                            + " among them, so that its own code is in the profile.",
                                    null)
                            : new Lack(
                                    own
                                            + " is of cargo's unstable options, which this stable cargo leaves alone. With the"
                                            + " permission that std=profiled gives it would heed them, and build something else than"
                                            + " the baseline.",
                                    "take it out, or -Dpgobolt.toolchain=nightly"));
        }
        if (cargo.prefersDynamic()) {
            return new Answer(
                    StdSource.PREBUILT,
                    new Lack(
                            "-Cprefer-dynamic is in force, so that files are linked with the toolchain's shared one.",
                            "take that flag out"));
        }
        if (!StdSources.areThere(rust)) {
            return new Answer(
                    StdSource.PREBUILT,
                    new Lack(
                            "rust-src is missing, of which it is built: " + StdSources.folder(rust)
                                    + " has no library/std.",
                            StdSources.missing(rust).fix().text()));
        }
        StdSource source = source(panic, configured);
        Outcome plan = plan(source);
        if (plan.ok()) {
            return new Answer(source, null);
        }
        Optional<StdSource> vendored =
                new StdVendor(processes, cargo, StdSources.vendored(rust), folder).of(source, cargo.lock());
        if (vendored.isPresent() && plan(vendored.get()).ok()) {
            return new Answer(vendored.get(), null);
        }
        return new Answer(StdSource.PREBUILT, new Lack("cargo cannot build it: " + firstError(plan), advice(plan)));
    }

    /** Returns the user's own setting that would build another standard library, in words; null if there is none. */
    private String own(Map<String, String> configured) throws IOException {
        if (StdSource.isIn(settings.cargoArguments())) {
            return "-Zbuild-std of cargoArgs";
        }
        for (Map<String, String> variables : List.of(processes.environment(), settings.environment(), configured)) {
            for (String name : variables.keySet()) {
                if (name.startsWith("CARGO_UNSTABLE_") && (!rust.isNightly() || isOfStd(name))) {
                    return "the variable " + name;
                }
            }
        }
        Command command = cargo.commands().unstableConfiguration();
        Outcome outcome = processes.run(command);
        return outcome.stdout()
                .lines()
                .filter(line -> outcome.ok() && line.startsWith("unstable."))
                .filter(line -> !rust.isNightly() || isOfStd(line))
                .findFirst()
                .map(line -> "'" + line + "' of cargo's configuration")
                .orElse(null);
    }

    private static boolean isOfStd(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT).contains("build-std");
    }

    private StdSource source(String panic, Map<String, String> configured) throws IOException {
        boolean permits = !rust.isNightly();
        List<String> arguments =
                new ArrayList<>(List.of("-Zbuild-std=std," + ("abort".equals(panic) ? "panic_abort" : "panic_unwind")));
        Map<String, String> environment = new TreeMap<>();
        if (permits) {
            // For cargo itself; all that cargo starts has what it has in any build.
            environment.put(RustToolchain.BOOTSTRAP, "1");
            String given = Stream.of(configured, settings.environment(), processes.environment())
                    .map(variables -> variables.get(RustToolchain.BOOTSTRAP))
                    .filter(value -> value != null)
                    .findFirst()
                    .orElse(STABLE);
            arguments.addAll(List.of("--config", "env." + RustToolchain.BOOTSTRAP + ".value=\"" + given + "\""));
            arguments.addAll(List.of("--config", "env." + RustToolchain.BOOTSTRAP + ".force=true"));
            environment.put(
                    RUSTDOC,
                    StdWrapper.rustdoc(Files.createDirectories(folder), rustdoc())
                            .toString());
        }
        Path script = StdWrapper.script(
                Files.createDirectories(folder),
                StdSources.folder(rust),
                rust.commit(),
                permits,
                cargo.inPlaceOfRustc());
        return new StdSource(StdSource.Kind.profiled, arguments, List.of(), environment, script);
    }

    private String rustdoc() {
        return Stream.of(settings.environment(), processes.environment())
                .map(variables -> variables.get(RUSTDOC))
                .filter(value -> value != null)
                .findFirst()
                .orElse(rust.sysroot().resolve("bin/rustdoc").toString());
    }

    private Outcome plan(StdSource source) throws IOException {
        return processes.run(
                cargo.withStd(source).commands().plan(true, Files.createDirectories(folder.resolve("plan"))));
    }

    /** Returns cargo's own words, without what they are about. */
    private static String firstError(Outcome plan) {
        return ToolText.firstError(plan.stderr()).orElse(plan.ending()).replaceFirst("^error: ", "");
    }

    private String advice(Outcome plan) {
        String manifest = ShellLine.quote(StdSources.manifest(rust).toString());
        String said = plan.stderr();
        if (said.contains("vendor") || said.contains("directory source")) {
            return "cargo vendor --sync " + manifest + ", which puts the crates that it needs beside the crate's own";
        }
        if (Stream.of("offline", "no matching package", "failed to download", "network", "spurious")
                .anyMatch(said::contains)) {
            return "cargo fetch --manifest-path " + manifest + ", once with the network";
        }
        return null;
    }
}
