package io.github.pgobolt.trial;

import io.github.pgobolt.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The build that a trial is for.
 *
 * @param target the Rust target triple
 * @param architecture of the target, as Rust names it
 * @param cargoProfile the name of the cargo profile
 * @param cargo makes cargo's command of a manifest and a target folder, with all flags and settings of the build
 * @param compiler what tells rustc and the linker from others: their SHA-256
 * @param boltFlags what replaces llvm-bolt's default options, or null
 * @param boltExtraFlags what is added to them
 * @param runtimeLibrary BOLT's runtime library of instrumentation for the target, or null for llvm-bolt's own
 * @param runner what runs a file of the target, before its name; empty where the machine does
 */
public record TrialSetup(
        String target,
        String architecture,
        String cargoProfile,
        BiFunction<Path, Path, Command> cargo,
        String compiler,
        List<String> boltFlags,
        List<String> boltExtraFlags,
        Path runtimeLibrary,
        List<String> runner) {

    public TrialSetup {
        boltFlags = boltFlags == null ? null : List.copyOf(boltFlags);
        boltExtraFlags = List.copyOf(boltExtraFlags);
        runner = List.copyOf(runner);
    }
}
