package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.elf.UnwindTables;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Command> commands = new ArrayList<>();
        if (!UnwindTables.areWhole(file)) {
            return commands;
        }
        ElfSections sections = ElfSections.of(file).orElseThrow();
        for (String name : LEFT) {
            ElfSections.Section section = sections.named(name);
            if (section != null && section.isInFile()) {
                commands.add(zeros(file, section).logTo(log));
            }
        }
        for (Command command : commands) {
            Outcome outcome = processes.run(command);
            if (!outcome.ok()) {
                throw Failure.tool(
                        "dd could not write into " + file + " (" + outcome.ending() + "):\n" + outcome.tail());
            }
        }
        return commands;
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
