package io.github.pgobolt.cargo;

import io.github.pgobolt.pgo.ArrivedCounts;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.toolchain.CrossLinker;
import io.github.pgobolt.translation.MissingFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What cargo and rustc said of a build that failed, for a person. */
final class Diagnosis {

    private Diagnosis() {}

    /** Whether a line is for a person: not what LLVM lists of a profile's functions, each in some lines. */
    static boolean isForPeople(String line) {
        return !ArrivedCounts.isListed(line) && !line.contains(MissingFunction.WARNING);
    }

    /** Returns the end of their messages, without commands, and without what LLVM lists of a profile. */
    static String of(Outcome outcome) {
        String said = CargoCalls.leftOutOf(outcome.stderr())
                .lines()
                .filter(line -> !line.stripLeading().startsWith("Compiling ") && isForPeople(line))
                .collect(Collectors.joining("\n"));
        return new Outcome(outcome.command(), outcome.exit(), false, "", said, outcome.elapsed()).tail();
    }

    /** Returns advice where the messages do not have the fix, as more lines; empty if there is none. */
    static String advice(Outcome outcome, String target) {
        // Two messages of GNU ld, and one of rust-lld about a target-specific option.
        if (Stream.of("is incompatible with elf", "file in wrong format", " is only supported on ")
                .anyMatch(outcome.stderr()::contains)) {
            return "\nThe linker is one for another processor than " + target
                    + ". Name that of the target, by the variable " + CrossLinker.variable(target)
                    + " or <linker> of .cargo/config.toml"
                    + CrossLinker.debianPackage(target)
                            .map(name -> " (Debian and Ubuntu: package " + name + ").")
                            .orElse(".");
        }
        if (outcome.stderr().contains("(signal: 9, SIGKILL")) {
            return "\nThe kernel ends the compiler that way when memory is used up. Have cargo run fewer at once:"
                    + " -Dpgobolt.parallelBuilds=false, or -Dpgobolt.cargoArgs=-j1.";
        }
        return "";
    }
}
