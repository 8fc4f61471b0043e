package io.github.pgobolt.cargo;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.RustToolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The commands by which cargo builds, tests and measures a subject, with the flags and the settings of one variant. */
public final class CargoCommands {

    /** The variable of what cargo calls in place of rustc. */
    static final String WRAPPER = "RUSTC_WRAPPER";

    private final List<String> cargo;
    private final Subject subject;
    private final BuildSettings settings;
    private final UserFlags userFlags;
    private final PathRemap paths;
    private final StdSource std;

    CargoCommands(
            List<String> cargo,
            Subject subject,
            BuildSettings settings,
            UserFlags userFlags,
            PathRemap paths,
            StdSource std) {
        this.cargo = List.copyOf(cargo);
        this.subject = subject;
        this.settings = settings;
        this.userFlags = userFlags;
        this.paths = paths;
        this.std = std;
    }

    /** Returns all flags of a variant: the user's, the POM's, then the plugin's; a later one wins. */
    List<String> flags(List<String> variantFlags) {
        List<String> flags = new ArrayList<>(userFlags.flags());
        flags.addAll(settings.rustFlags());
        if (settings.targetCpu() != null) {
            flags.add("-Ctarget-cpu=" + settings.targetCpu());
        }
        flags.addAll(variantFlags);
        return flags;
    }

    /** Returns the flags before the user's own, which win: they keep this machine's paths out of the file. */
    List<String> first(Path targetFolder) {
        List<String> flags = new ArrayList<>();
        if (settings.remapPaths()) {
            flags.addAll(paths.flags(targetFolder));
            flags.addAll(InstallName.flags(subject, flags(List.of())));
        }
        flags.addAll(std.flags());
        return flags;
    }

    /**
     * Returns the command of a build, as it is listed among the commands that reproduce a file. The build itself adds one
     * argument: cargo then reports in JSON, for this program, and not in words, for people.
     */
    public Command build(List<String> variantFlags, boolean inheritProfile, Path targetFolder, boolean verbose) {
        return build(itself(), verbose ? List.of("-vv") : List.of(), variantFlags, inheritProfile, targetFolder);
    }

    /**
     * Returns the command of a build of some of the package's targets.
     *
     * @param targets cargo's options that name them
     * @param more arguments before the user's own
     */
    Command build(
            List<String> targets,
            List<String> more,
            List<String> variantFlags,
            boolean inheritProfile,
            Path targetFolder) {
        List<String> argv = common("build", targets, targetFolder);
        argv.addAll(more);
        argv.addAll(settings.cargoArguments());
        return command(argv, variantFlags, inheritProfile, first(targetFolder));
    }

    /**
     * Returns the command that makes cargo print what it would build, with all profile settings resolved, without
     * building anything. The option is unstable, and a stable cargo accepts it with RUSTC_BOOTSTRAP; no rustc compiles
     * anything with that variable here.
     */
    Command plan(boolean inheritProfile, Path targetFolder) {
        List<String> argv = common("build", itself(), targetFolder);
        argv.addAll(settings.cargoArguments());
        argv.addAll(List.of("--unit-graph", "-Zunstable-options"));
        return command(argv, List.of(), inheritProfile, List.of()).with(RustToolchain.BOOTSTRAP, "1");
    }

    /** Returns the command that makes cargo print all packages that the workspace needs, where they are here. */
    Command packages() {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(List.of("metadata", "--format-version=1", "--offline"));
        argv.addAll(List.of("--manifest-path", subject.manifest().toString()));
        argv.addAll(CargoArguments.configuration(settings.cargoArguments()));
        return command(argv, List.of(), true, List.of());
    }

    /** Returns the command that makes cargo print what its configuration says of unstable options. */
    Command unstableConfiguration() {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(List.of("-Zunstable-options", "config", "get", "unstable"));
        argv.addAll(CargoArguments.configuration(settings.cargoArguments()));
        return command(argv, List.of(), true, List.of()).with(RustToolchain.BOOTSTRAP, "1");
    }

    /** Returns the options that name the subject. */
    List<String> itself() {
        return subject.kind() == Subject.Kind.bin ? List.of("--bin", subject.name()) : List.of("--lib");
    }

    /**
     * Returns the command that builds another package, such as that of a trial, the way a variant of the subject is
     * built: from the same folder, with the same flags, settings and configuration. Its paths stay, which are those of
     * no release, so that what a trial found holds in every folder.
     */
    public Command other(Path manifest, List<String> variantFlags, Path targetFolder) {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(settings.crossTool().verb());
        argv.addAll(List.of("--offline", "--manifest-path", manifest.toString()));
        argv.addAll(List.of("--profile", settings.profile()));
        argv.addAll(List.of("--target", subject.target(), "--target-dir", targetFolder.toString()));
        argv.addAll(CargoArguments.configuration(settings.cargoArguments()));
        return command(argv, variantFlags, false, List.of());
    }

    /**
     * Returns the command that runs the crate's benchmarks, built like a variant.
     *
     * @param bench the bench target, or null for all of the package's
     * @param arguments for the benchmark itself
     */
    public Command bench(
            List<String> variantFlags,
            boolean inheritProfile,
            Path targetFolder,
            String bench,
            List<String> arguments) {
        List<String> argv =
                common("bench", bench == null ? List.of("--benches") : List.of("--bench", bench), targetFolder);
        argv.addAll(settings.cargoArguments());
        if (!arguments.isEmpty()) {
            argv.add("--");
            argv.addAll(arguments);
        }
        return command(argv, variantFlags, inheritProfile, first(targetFolder));
    }

    /**
     * Returns the command that builds and runs the crate's tests, built like a variant; the caller adds which tests.
     * The build's time limit applies.
     */
    public Command test(List<String> variantFlags, boolean inheritProfile, Path targetFolder) {
        List<String> argv = common("test", List.of(), targetFolder);
        argv.addAll(settings.cargoArguments());
        return command(argv, variantFlags, inheritProfile, first(targetFolder));
    }

    private List<String> common(String verb, List<String> target, Path targetFolder) {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(verb.equals("build") ? settings.crossTool().verb() : List.of(verb));
        argv.addAll(List.of("--manifest-path", subject.manifest().toString()));
        argv.addAll(List.of("--package", subject.packageName()));
        argv.addAll(target);
        argv.addAll(List.of("--profile", settings.profile()));
        // Without --target, build scripts and proc macros would get the plugin's flags, too; HostFlags gives them the
        // user's.
        argv.addAll(List.of("--target", subject.target(), "--target-dir", targetFolder.toString()));
        argv.addAll(std.arguments());
        if (!settings.features().isEmpty()) {
            argv.addAll(List.of("--features", String.join(",", settings.features())));
        }
        if (settings.noDefaultFeatures()) {
            argv.add("--no-default-features");
        }
        return argv;
    }

    /** @param first flags before the user's own, which win */
    private Command command(List<String> argv, List<String> variantFlags, boolean inheritProfile, List<String> first) {
        List<String> flags = new ArrayList<>(first);
        flags.addAll(flags(variantFlags));
        return Command.of(argv)
                .in(subject.directory())
                .with(environment(flags, inheritProfile))
                .within(Duration.ofSeconds(settings.timeoutSeconds()));
    }

    private Map<String, String> environment(List<String> flags, boolean inheritProfile) {
        Map<String, String> environment = new TreeMap<>(settings.environment());
        environment.put("CARGO_TERM_COLOR", "never");
        String prefix = profileVariable(settings.profile());
        // emit-relocs and strip="symbols" exclude each other; what ships is stripped last.
        environment.put(prefix + "STRIP", "none");
        if (!inheritProfile) {
            if (!settings.lto().equals(BuildSettings.INHERIT)) {
                environment.put(prefix + "LTO", settings.lto());
            }
            if (!settings.codegenUnits().equals(BuildSettings.INHERIT)) {
                environment.put(prefix + "CODEGEN_UNITS", settings.codegenUnits());
            }
        }
        environment.remove("RUSTFLAGS");
        environment.put("CARGO_ENCODED_RUSTFLAGS", String.join(UserFlags.SEPARATOR, flags));
        if (userFlags.host() != null) {
            environment.put(WRAPPER, userFlags.inPlaceOfRustc());
        }
        environment.putAll(std.environment());
        if (std.isProfiled()) {
            environment.put(WRAPPER, inPlaceOfRustc());
        }
        return environment;
    }

    /** Returns the program that cargo is to call in place of rustc; null if it calls rustc itself. */
    String inPlaceOfRustc() {
        return std.isProfiled() ? std.script().toString() : userFlags.inPlaceOfRustc();
    }

    /** Returns the prefix of the variables that set a profile. */
    static String profileVariable(String profile) {
        return "CARGO_PROFILE_" + profile.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    }
}
