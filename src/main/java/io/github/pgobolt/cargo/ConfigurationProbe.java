package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks cargo for its configuration in a folder: the rustc flags, the target, {@code [env]} and the runner.
 *
 * <p>Each has several sources, such as {@code cfg()} keys, a hierarchy of files, variables and {@code --config}, with
 * its own order of precedence. Instead of reimplementing that, this has cargo build a crate with an empty main and
 * watches it: the crate's build script prints the flags and the linker that cargo passes to every build script; cargo
 * prints how it calls rustc, with {@code --target} and the variables of {@code [env]}, and how it would run the
 * program.
 */
public final class ConfigurationProbe {

    /** Quotes text for TOML. */
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** The variables that cargo itself sets for rustc; any other comes from {@code [env]}. */
    private static final Pattern CARGOS = Pattern.compile(
            "CARGO|CARGO_(BIN_NAME|CRATE_NAME|MANIFEST_DIR|MANIFEST_PATH|PKG_\\w+|PRIMARY_PACKAGE"
                    + "|RUSTC_CURRENT_DIR|SBOM_PATH|TARGET_TMPDIR)|OUT_DIR|LD_LIBRARY_PATH|DYLD_(FALLBACK_)?LIBRARY_PATH");

    private final ProcessRunner processes;
    private final List<String> cargo;

    public ConfigurationProbe(ProcessRunner processes, List<String> cargo) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
    }

    /**
     * @param directory where cargo runs
     * @param target the triple to build for; null if cargo's configuration decides
     * @param environment the user's additions to cargo's environment
     * @param cargoArguments the user's cargo arguments, of which {@code --config} and {@code -Z} are configuration
     * @param folder where the probe crate is written
     */
    public CargoConfiguration ask(
            Path directory, String target, Map<String, String> environment, List<String> cargoArguments, Path folder)
            throws IOException {
        ProbeCrate crate = ProbeCrate.in(folder);
        Path answer = crate.answer();
        List<String> arguments = new ArrayList<>(List.of("-vv"));
        arguments.addAll(crate.arguments(target, cargoArguments));
        Command build = crate.build(with(CrossTool.none.verb()), arguments, directory, environment, answer);
        Outcome outcome = processes.run(build);
        if (!Files.exists(answer)) {
            throw Failure.user("cargo cannot build an empty crate with the flags in force for "
                    + (target == null ? "this machine" : target) + " (" + outcome.ending()
                    + "). Look at RUSTFLAGS and .cargo/config.toml:\n" + outcome.tail());
        }
        List<List<String>> calls = CargoCalls.words(outcome.stderr())
                .filter(words -> words.contains(ProbeCrate.NAME.replace('-', '_')))
                .toList();
        List<String> targets = calls.stream()
                .flatMap(words -> valueOf("--target", words))
                .distinct()
                .toList();
        if (targets.size() > 1) {
            throw Failure.user("cargo is configured to build for several targets at once: " + String.join(", ", targets)
                    + " ([build] target of .cargo/config.toml, or CARGO_BUILD_TARGET). The plugin optimises one file. Name the target of"
                    + " that: -Dpgobolt.target=" + targets.get(0));
        }
        Map<String, String> variables = CargoCalls.variables(calls);
        String triple = targets.isEmpty() ? target : targets.get(0);
        if (!outcome.ok() && triple != null) {
            // Linking fails, and will fail for the crate too, whose own build reports it better. The runner for a
            // foreign target's files is still needed; for this machine's own target the build script is linked this way
            // too, and nothing comes of it.
            arguments.addAll(List.of(
                    "--config",
                    "target." + triple + ".linker="
                            + GSON.toJson(crate.emptyLinker().toString())));
        }
        ProbeCrate.Told told = ProbeCrate.told(answer);
        // rustup's variables, too, are part of how cargo decides whether it knows this rustc.
        Command again = told.rustupHome().isEmpty() || told.rustupToolchain().isEmpty()
                ? build
                : build.with("RUSTUP_HOME", told.rustupHome()).with("RUSTUP_TOOLCHAIN", told.rustupToolchain());
        List<String> runner = new RunnerProbe(processes, crate).ask(again, arguments, variables.get("CARGO"));
        List<String> flags =
                told.flags().isEmpty() ? List.of() : List.of(told.flags().split(UserFlags.SEPARATOR));
        HostFlags host = target == null && targets.isEmpty() && !flags.isEmpty()
                ? HostFlags.write(folder, flags, told.wrapper())
                : null;
        variables.keySet().removeIf(name -> CARGOS.matcher(name).matches());
        return new CargoConfiguration(
                new UserFlags(flags, source(environment, flags), orNull(told.linker()), orNull(told.wrapper()), host),
                triple,
                variables,
                Unlinked.because(outcome),
                runner);
    }

    /**
     * Links the probe by another tool than cargo.
     *
     * @param folder that of {@link #ask}
     * @return why it could not be linked; null if it could
     */
    public String link(
            CrossTool tool,
            Path directory,
            String target,
            Map<String, String> environment,
            List<String> cargoArguments,
            Path folder)
            throws IOException {
        ProbeCrate crate = ProbeCrate.in(folder);
        Path answer = crate.answer();
        Outcome outcome = processes.run(crate.build(
                with(tool.verb()), crate.arguments(target, cargoArguments), directory, environment, answer));
        Files.deleteIfExists(answer);
        return Unlinked.because(outcome);
    }

    private List<String> with(List<String> verb) {
        return Stream.concat(cargo.stream(), verb.stream()).toList();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Stream<String> valueOf(String option, List<String> words) {
        int at = words.indexOf(option);
        return at < 0 ? Stream.empty() : words.stream().skip(at + 1L).limit(1);
    }

    private String source(Map<String, String> added, List<String> flags) {
        for (String variable : List.of("CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS")) {
            if (added.containsKey(variable)) {
                return variable + " of the plugin's <env>";
            }
            if (processes.environment().containsKey(variable)) {
                return "the environment variable " + variable;
            }
        }
        return flags.isEmpty() ? "none set" : "cargo's configuration (target.*.rustflags or build.rustflags)";
    }
}
