package io.github.pgobolt.trial;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.BoltTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries one llvm-bolt after the other until one is suitable. Results are kept with their inputs (rustc, linker, llvm-bolt,
 * flags, the kernel), so that the next build does not try again, whichever crate it is of.
 */
public final class Trials {

    /** Of some hundred bytes each; a machine has a handful. */
    private static final int MOST_KEPT = 500;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final ProcessRunner processes;
    private final TrialSetup setup;
    private final Path results;
    private final Path folder;
    private final Path log;
    private TrialProgram program;

    /**
     * @param results the file for kept results
     * @param folder the trial's own; files of an earlier trial there are overwritten
     * @param log the file that the tools' output is appended to
     */
    public Trials(ProcessRunner processes, TrialSetup setup, Path results, Path folder, Path log) {
        this.processes = processes;
        this.setup = setup;
        this.results = results;
        this.folder = folder;
        this.log = log;
    }

    /**
     * One llvm-bolt and the result of its trial.
     *
     * @param kept whether the result is from an earlier build
     */
    public record Tried(BoltTools tools, TrialResult result, boolean kept) {

        /** Returns the result in one sentence. */
        public String sentence() {
            String name = "llvm-bolt " + tools.llvmBolt().version() + " ("
                    + tools.llvmBolt().path() + ")";
            return switch (result.verdict()) {
                case passed -> name + " passed its trial with this rustc and linker.";
                case failed -> name + " failed its trial with this rustc and linker: " + result.reason();
                case untried -> name + " was not tried: " + result.reason() + ".";
            };
        }
    }

    /**
     * Returns every candidate up to the first that is suitable, in order; only the last may have passed.
     *
     * @param again whether kept results are ignored
     */
    public List<Tried> hold(List<BoltTools> candidates, boolean again) throws IOException {
        Map<String, TrialResult> kept = again ? new TreeMap<>() : read();
        List<Tried> tried = new ArrayList<>();
        for (BoltTools candidate : candidates) {
            BoltTools tools = candidate.hashed();
            String key = key(tools);
            TrialResult known = kept.get(key);
            TrialResult result = known == null ? one(tools) : known;
            tried.add(new Tried(tools, result, known != null));
            if (known == null && result.verdict() != TrialResult.Verdict.untried) {
                keep(key, result);
            }
            if (result.verdict() != TrialResult.Verdict.failed) {
                break;
            }
        }
        return List.copyOf(tried);
    }

    /** That a result cannot be kept, as where the folder may not be written to, costs a trial in the next build and no more. */
    private void keep(String key, TrialResult result) {
        // As it is now: a trial takes seconds, in which other builds keep theirs.
        Map<String, TrialResult> kept = read();
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, result);
        try {
            WholeFile.write(results, GSON.toJson(kept) + "\n");
        } catch (IOException notKept) {
            // The next build tries again.
        }
    }

    private TrialResult one(BoltTools tools) throws IOException {
        try {
            if (program == null) {
                program = TrialProgram.build(
                        processes, folder.resolve("program"), setup.target(), setup.cargoProfile(), setup.cargo(), log);
            }
        } catch (Failure failure) {
            return TrialResult.untried(failure.getMessage());
        }
        Path own = folder.resolve("llvm-bolt-" + tools.llvmBolt().version() + "-"
                + tools.llvmBolt().sha256());
        try {
            return new BoltTrial(processes, setup, log).hold(program, tools, own);
        } catch (IOException cannotStartOrWrite) {
            return TrialResult.untried(cannotStartOrWrite.getMessage());
        }
    }

    private String key(BoltTools tools) throws IOException {
        return Hashes.ofText(String.join(
                "\n",
                TrialProgram.identity(),
                setup.compiler(),
                call(setup.cargo().apply(Path.of("/trial/Cargo.toml"), Path.of("/trial/target"))),
                System.getProperty("os.version"),
                String.valueOf(setup.boltFlags()),
                setup.boltExtraFlags().toString(),
                setup.runtimeLibrary() == null ? "" : Hashes.ofFile(setup.runtimeLibrary()),
                setup.instruments() ? "" : "laid out alone",
                setup.runner().toString(),
                tools.llvmBolt().identity(),
                tools.mergeFdata().identity()));
    }

    /** The call without the folder that it is made in, of which cargo reads its configuration alone. */
    private static String call(Command cargo) throws IOException {
        StringBuilder call = new StringBuilder(cargo.argv() + " " + cargo.environment());
        for (Path folder = cargo.directory(); folder != null; folder = folder.getParent()) {
            for (String name : List.of("config.toml", "config")) {
                Path configuration = folder.resolve(".cargo").resolve(name);
                if (Files.isRegularFile(configuration)) {
                    call.append(' ').append(Hashes.ofFile(configuration));
                }
            }
        }
        return call.toString();
    }

    /** Reads the kept results; one that cannot be read is tried again. */
    private Map<String, TrialResult> read() {
        try {
            Map<String, TrialResult> read = GSON.fromJson(
                    Files.readString(results), new TypeToken<TreeMap<String, TrialResult>>() {}.getType());
            if (read == null) {
                return new TreeMap<>();
            }
            read.values().removeIf(result -> result == null || result.verdict() == null || result.reason() == null);
            return read;
        } catch (IOException | JsonParseException unreadable) {
            return new TreeMap<>();
        }
    }
}
