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
 * @param cargo makes cargo's command for a manifest and a target folder, with all flags and settings of the build
 * @param compiler identifies rustc and the linker: their SHA-256
 * @param boltFlags replace llvm-bolt's default options, or null
 * @param boltExtraFlags are added to them
 * @param runtimeLibrary BOLT's instrumentation runtime for the target, or null for llvm-bolt's own
 * @param instruments whether llvm-bolt is to instrument: it cannot where a program is linked statically, which it lays out
 *     all the same
 * @param runner the words that run a file of the target, before its name; empty if the machine runs it itself
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
        boolean instruments,
        List<String> runner) {

    public TrialSetup {
        boltFlags = boltFlags == null ? null : List.copyOf(boltFlags);
        boltExtraFlags = List.copyOf(boltExtraFlags);
        runner = List.copyOf(runner);
    }
}
