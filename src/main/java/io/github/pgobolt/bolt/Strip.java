package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the file that ships from a linked one, with llvm-objcopy. GNU strip is never used: its version of BOLT's output
 * crashes when it is loaded.
 */
public final class Strip {

    /** What is stripped. The names are those used in a POM, so they are lower case. */
    public enum Mode {
        /** Only the relocations that BOLT needed. */
        none,
        /** Debug information. */
        debuginfo,
        /** Also all symbols that a running program does not need. */
        symbols;

        /**
         * Returns the llvm-bolt flags for the file before symbols are stripped: BOLT drops debug information that it
         * does not update.
         */
        public List<String> linkedBy(List<String> flags) {
            return this == none
                    ? flags
                    : flags.stream()
                            .filter(flag -> !flag.equals(Bolt.UPDATE_DEBUG_SECTIONS))
                            .toList();
        }

        /** Returns the llvm-bolt flags for the file that ships. */
        public List<String> shippedBy(List<String> flags) {
            List<String> shipping = new ArrayList<>(linkedBy(flags));
            if (this == symbols) {
                shipping.add("-remove-symtab");
            }
            return shipping;
        }
    }

    private final ProcessRunner processes;
    private final Tool objcopy;
    private final Mode mode;

    /** @param objcopy llvm-objcopy */
    public Strip(ProcessRunner processes, Tool objcopy, Mode mode) {
        this.processes = processes;
        this.objcopy = objcopy;
        this.mode = mode;
    }

    /** Returns the command, both to run it and to list it among the commands that reproduce a file. */
    public Command command(Path input, Path output) {
        List<String> argv = new ArrayList<>(List.of(objcopy.path().toString()));
        // The static relocations; the two names that stay are those that the dynamic linker reads.
        argv.addAll(List.of("--wildcard", "-R", ".rela.*", "-R", "!.rela.dyn", "-R", "!.rela.plt"));
        if (mode == Mode.debuginfo) {
            argv.add("--strip-debug");
        } else if (mode == Mode.symbols) {
            argv.add("--strip-all");
        }
        argv.addAll(List.of(input.toString(), output.toString()));
        return Command.of(argv);
    }

    /** Writes a stripped copy and returns the command that did it. */
    public Command strip(Path input, Path output, Path log) throws IOException {
        Command command = command(input, output).logTo(log);
        Outcome outcome = processes.run(command);
        if (!outcome.ok()) {
            throw Failure.tool("llvm-objcopy " + objcopy.version() + " could not strip " + input + " ("
                    + outcome.ending() + "):\n" + outcome.tail() + "\nThe whole output is in " + log
                    + ". Without stripping: -Dpgobolt.strip=none");
        }
        return command;
    }
}
