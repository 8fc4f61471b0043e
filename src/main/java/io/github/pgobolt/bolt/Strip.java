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
 * Makes of a linked file the one that ships, by llvm-objcopy. GNU strip is never used: what it makes of BOLT's output
 * crashes when it is loaded.
 */
public final class Strip {

    /** What is taken out. The names are what a POM says, so they are lower case. */
    public enum Mode {
        /** Nothing but the relocations that BOLT needed. */
        none,
        /** Debug information. */
        debuginfo,
        /** All symbols that a running program does not need, too. */
        symbols;

        /** The flags of llvm-bolt that make the file before the symbols go: BOLT drops debug information that it does not update. */
        public List<String> linkedBy(List<String> flags) {
            return this == none ? flags : flags.stream().filter(flag -> !flag.equals(Bolt.UPDATE_DEBUG_SECTIONS)).toList();
        }

        /** The flags of llvm-bolt that make the file that ships. */
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

    /** The command, as it is run and as it stands among the commands that reproduce a file. */
    public Command command(Path input, Path output) {
        List<String> argv = new ArrayList<>(List.of(objcopy.path().toString()));
        // The static relocations; those that the dynamic linker reads have the two names that stay.
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
            throw Failure.tool("llvm-objcopy " + objcopy.version() + " could not strip " + input + " (" + outcome.ending() + "):\n"
                    + outcome.tail() + "\nThe whole output is in " + log + ". Without stripping: -Dpgobolt.strip=none");
        }
        return command;
    }
}
