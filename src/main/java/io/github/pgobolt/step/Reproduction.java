package io.github.pgobolt.step;

import io.github.pgobolt.bolt.DeadTables;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that make what ships once more, from the sources and the stored profiles, in a separate folder. They
 * come from the same objects as the commands that were run.
 */
final class Reproduction {

    private final Session session;
    private final Records records;
    private final Path folder;

    Reproduction(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.folder = session.work().file("reproduce");
    }

    /** Returns lines for a POSIX shell; the last one checks the SHA-256. */
    List<String> commands(SelectResult selected) throws IOException {
        List<String> lines = new ArrayList<>(List.of("mkdir -p " + ShellLine.quote(folder.toString())));
        Path made = new ShippedAgain(session, records).make(selected, folder, new Lines(lines));
        lines.add("echo " + ShellLine.quote(selected.sha256() + "  " + made) + " | sha256sum -c");
        return lines;
    }

    /** Writes down what would be done. */
    private final class Lines implements ShippedAgain.Parts {

        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public Path build(List<String> flags, boolean inherit, BuildResult first) {
            Path target = folder.resolve("target");
            lines.add(inShell(session.cargoOf(first).commands().build(flags, inherit, target, false)));
            return target.resolve(first.cargoFile());
        }

        @Override
        public Path shortened(Path linked) {
            Path input = folder.resolve("short-names");
            lines.add(inShell(BoltInput.shortening(session, linked, input)));
            return input;
        }

        @Override
        public Path bolted(Path input, Path output, List<String> flags) {
            Path fdata = session.work().file(records.result(BoltProfileStep.KEY).fdata());
            // On success llvm-bolt prints a hundred lines; its errors go to standard error.
            lines.add(session.llvmBolt()
                            .optimizeCommand(input, output, fdata, flags)
                            .line() + " > "
                    + ShellLine.quote(folder.resolve("llvm-bolt.log").toString()));
            return output;
        }

        @Override
        public Path stripped(Path linked, Path output) {
            lines.add(
                    session.llvm().objcopy() == null
                            ? inShell(Command.of("cp", linked, output))
                            : inShell(new Builds(session).strip().command(linked, output)));
            return output;
        }

        @Override
        public void filled(Path file, Path first) throws IOException {
            DeadTables.commands(first, file).forEach(command -> lines.add(command.line()));
        }
    }

    /** Wraps a change of folder in a subshell, so that it ends with its line. */
    private static String inShell(Command command) {
        return command.directory() == null ? command.line() : "(" + command.line() + ")";
    }
}
