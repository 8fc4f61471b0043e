package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds cargo and rustc and asks rustc for its version. */
final class RustLocator {

    private static final Pattern NOT_INSTALLED = Pattern.compile("toolchain '([^']+)' is not installed");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ProcessRunner processes;
    private final ToolRequest request;
    private final SearchPath path;
    private final Hints hints;
    private final ToolProbe probe;

    RustLocator(ProcessRunner processes, ToolRequest request, SearchPath path, Hints hints, ToolProbe probe) {
        this.processes = processes;
        this.request = request;
        this.path = path;
        this.hints = hints;
        this.probe = probe;
    }

    /** Either a toolchain, or the missing part of one. */
    record Search(RustToolchain rust, Missing missing) {}

    Search find() {
        SearchPath places = path.withCargoHome(processes.environment(), request.environment());
        Optional<Path> cargo = places.find("cargo");
        Optional<Path> rustc = rustcOfEnvironment()
                .or(() -> cargo.flatMap(RustLocator::rustcBeside))
                .or(() -> places.find("rustc"));
        if (cargo.isEmpty() || rustc.isEmpty()) {
            String what = cargo.isEmpty() && rustc.isEmpty() ? "Rust" : cargo.isEmpty() ? "cargo" : "rustc";
            return new Search(
                    null,
                    Missing.ofAll(
                            what,
                            "neither PATH nor ~/.cargo/bin has " + (what.equals("Rust") ? "cargo and rustc" : what)
                                    + ".",
                            hints.rust()));
        }
        boolean rustup = isProxy(cargo.get());
        if (!rustup && !request.toolchain().isEmpty()) {
            return new Search(
                    null,
                    Missing.ofAll(
                            "Rust toolchain " + request.toolchain(),
                            "only rustup's cargo chooses " + "among toolchains, and " + cargo.get()
                                    + " is not rustup's.",
                            hints.rust()));
        }
        try {
            return ask(cargo.get(), rustc.get(), rustup);
        } catch (IOException e) {
            return new Search(null, Missing.ofAll("rustc", e.getMessage(), hints.rust()));
        }
    }

    private Search ask(Path cargo, Path rustc, boolean rustup) throws IOException {
        // Each starts rustup's proxy and waits for it, and the hash takes as long as all of them.
        CompletableFuture<Outcome> sysrootSoon = soon(() -> run(rustc, "--print", "sysroot"));
        CompletableFuture<Outcome> cargoSoon = soon(() -> run(cargo, "-V"));
        CompletableFuture<String> hashSoon = soon(() -> probe.sha256(cargo));
        Outcome verbose = run(rustc, "-vV");
        if (!verbose.ok()) {
            return new Search(null, broken(rustc, verbose));
        }
        Map<String, String> facts = new TreeMap<>();
        verbose.stdout()
                .lines()
                .filter(line -> line.contains(": "))
                .forEach(line -> facts.put(
                        line.substring(0, line.indexOf(": ")),
                        line.substring(line.indexOf(": ") + 2).strip()));
        Outcome sysrootAnswer = answer(sysrootSoon);
        Outcome cargoVersion = answer(cargoSoon);
        if (!sysrootAnswer.ok() || !cargoVersion.ok()) {
            return new Search(null, sysrootAnswer.ok() ? broken(cargo, cargoVersion) : broken(rustc, sysrootAnswer));
        }
        Path sysroot = Path.of(sysrootAnswer.stdout().strip());
        String llvmVersion = facts.getOrDefault("LLVM version", "0");
        int llvmMajor = ToolProbe.major(llvmVersion);
        String release = facts.getOrDefault("release", "unknown");
        Path real = sysroot.resolve("bin").resolve("rustc");
        Path compiler = Files.isExecutable(real) ? real : rustc;
        return new Search(
                new RustToolchain(
                        new Tool("cargo", cargo, secondWord(cargoVersion.stdout()), 0, answer(hashSoon)),
                        new Tool("rustc", compiler, release, llvmMajor, probe.sha256(compiler)),
                        release,
                        commit(facts.get("commit-hash")),
                        facts.getOrDefault("host", ""),
                        llvmMajor,
                        llvmVersion,
                        sysroot,
                        request.channelArgument(),
                        rustup),
                null);
    }

    /** A question that is asked beside others. */
    private interface Question<A> {
        A ask() throws IOException;
    }

    private static <A> CompletableFuture<A> soon(Question<A> question) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return question.ask();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static <A> A answer(CompletableFuture<A> soon) throws IOException {
        try {
            return soon.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private static String commit(String told) {
        return told == null || told.equals("unknown") ? null : told;
    }

    private Missing broken(Path program, Outcome outcome) {
        Matcher absent = NOT_INSTALLED.matcher(outcome.stderr());
        if (absent.find()) {
            return Missing.ofAll(
                    "Rust toolchain " + absent.group(1),
                    "rustup does not have it installed"
                            + (request.toolchain().isEmpty()
                                    ? ", and a rust-toolchain file, an override or a default asks " + "for it."
                                    : "."),
                    hints.rustToolchain(absent.group(1)));
        }
        return Missing.ofAll(
                program.getFileName().toString(),
                outcome.command().line() + " ended with " + outcome.ending() + ":\n" + outcome.tail(),
                hints.rust());
    }

    private Outcome run(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (isProxy(program) && !request.channelArgument().isEmpty()) {
            command.add(request.channelArgument());
        }
        command.addAll(List.of(arguments));
        return processes.run(Command.of(command)
                .in(request.directory())
                .with(request.environment())
                // Looking must not install: rustup would fetch the toolchain that a rust-toolchain.toml names.
                .with("RUSTUP_AUTO_INSTALL", "0")
                .with("RUST_BACKTRACE", "0")
                .within(LIMIT));
    }

    private Optional<Path> rustcOfEnvironment() {
        return variable("RUSTC")
                .flatMap(name -> name.contains("/") ? Optional.of(Path.of(name)) : path.find(name))
                .filter(SearchPath::executable);
    }

    private Optional<String> variable(String name) {
        String value = request.environment().containsKey(name)
                ? request.environment().get(name)
                : processes.environment().get(name);
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static Optional<Path> rustcBeside(Path cargo) {
        return SearchPath.executables(cargo.resolveSibling("rustc")).stream().findFirst();
    }

    /** Whether a program is rustup under another name: a link to it, or a hard link of the same size beside it. */
    static boolean isProxy(Path program) {
        try {
            if (program.toRealPath().getFileName().toString().startsWith("rustup")) {
                return true;
            }
            Path rustup = program.resolveSibling("rustup");
            return Files.isExecutable(rustup) && Files.isSameFile(program, rustup);
        } catch (IOException e) {
            return false;
        }
    }

    private static String secondWord(String line) {
        String[] words = line.strip().split("\\s+");
        return words.length > 1 ? words[1] : line.strip();
    }
}
