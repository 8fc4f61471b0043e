package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.elf.UnwindTables;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fills the old tables for unwinding with zeros, which take no room in an archive. llvm-bolt writes new ones and leaves the old
 * ones in the file.
 *
 * <p>They are dead where all functions moved ({@link OldCode#REUSE}): the code refers to no such table, which was looked at
 * before, and the new tables are whole.
 */
public final class DeadTables {

    private static final List<String> LEFT = List.of(".bolt.org.eh_frame", ".bolt.org.eh_frame_hdr");

    private final ProcessRunner processes;

    public DeadTables(ProcessRunner processes) {
        this.processes = processes;
    }

    /**
     * Fills them in a file in which all functions moved, unless the new ones are not understood as whole.
     *
     * @return the commands that did it, which belong to those that reproduce the file
     */
    public List<Command> fill(Path file, Path log) throws IOException {
        List<Command> commands = commands(file, file);
        for (Command command : commands) {
            Outcome outcome = processes.run(command.logTo(log));
            if (!outcome.ok()) {
                throw Failure.tool(
                        "dd could not write into " + file + " (" + outcome.ending() + "):\n" + outcome.tail());
            }
        }
        return commands;
    }

    /**
     * Returns the commands that fill them in a file.
     *
     * @param like a file with the same tables in the same places; it may be the file itself
     */
    public static List<Command> commands(Path like, Path file) throws IOException {
        if (!UnwindTables.areWhole(like)) {
            return List.of();
        }
        ElfSections sections = ElfSections.of(like).orElseThrow();
        return LEFT.stream()
                .map(sections::named)
                .filter(section -> section != null && section.isInFile())
                .map(section -> zeros(file, section))
                .toList();
    }

    private static Command zeros(Path file, ElfSections.Section section) {
        return Command.of(
                "dd",
                "if=/dev/zero",
                "of=" + file,
                "bs=1",
                "seek=" + section.offset(),
                "count=" + section.bytes(),
                "conv=notrunc");
    }
}
