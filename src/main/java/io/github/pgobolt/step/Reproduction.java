package io.github.pgobolt.step;

import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ShellLine;
import java.nio.file.Path;
import java.time.Duration;
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
    List<String> commands(SelectResult selected) {
        Path made = folder.resolve(Path.of(selected.file()).getFileName());
        List<String> lines = new ArrayList<>(List.of("mkdir -p " + ShellLine.quote(folder.toString())));
        if (selected.variant().equals(Variants.BASELINE)) {
            boolean inherit = session.settings().base().build().inheritsBaseline();
            Path linked = build(BaselineStep.flags(session), inherit, records.result(BaselineStep.KEY), lines);
            strip(linked, made, lines);
        } else {
            BuildResult result = records.result(OptimizeStep.KEY);
            Path linked = build(new OptimizeStep(session, records).flags(), false, result, lines);
            if (selected.variant().equals(Variants.PGO)) {
                strip(linked, made, lines);
            } else if (BoltStep.strippedByBolt(session)) {
                bolted(linked, made, lines);
            } else {
                strip(bolted(linked, folder.resolve("bolted"), lines), made, lines);
            }
        }
        lines.add("echo " + ShellLine.quote(selected.sha256() + "  " + made) + " | sha256sum -c");
        return lines;
    }

    private Path build(List<String> flags, boolean inherit, BuildResult result, List<String> lines) {
        Path target = folder.resolve("target");
        lines.add(inShell(session.cargo().command(flags, inherit, target, false)));
        return target.resolve(result.cargoFile());
    }

    private Path bolted(Path linked, Path output, List<String> lines) {
        BoltProfileResult profile = records.result(BoltProfileStep.KEY);
        BoltResult result = records.result(BoltStep.KEY);
        Path input = linked;
        if (profile.shortenedNames() > 0) {
            input = folder.resolve("short-names");
            Path map = session.work().intermediate("bolt").resolve("short-names.map");
            lines.add(inShell(Command.of(session.llvm().objcopy().path(), "--redefine-syms=" + map, linked, input)));
        }
        List<String> flags = BoltStep.strippedByBolt(session)
                ? session.settings().base().strip().shippedBy(result.flags())
                : result.flags();
        Bolt bolt = new Bolt(session.processes(), session.bolt().llvmBolt(), Duration.ZERO);
        lines.add(inShell(bolt.optimizeCommand(input, output, session.work().file(profile.fdata()), flags)));
        return output;
    }

    private void strip(Path linked, Path made, List<String> lines) {
        lines.add(
                session.llvm().objcopy() == null
                        ? inShell(Command.of("cp", linked, made))
                        : inShell(new Strip(
                                        session.processes(),
                                        session.llvm().objcopy(),
                                        session.settings().base().strip())
                                .command(linked, made)));
    }

    /** Wraps a change of folder in a subshell, so that it ends with its line. */
    private static String inShell(Command command) {
        return command.directory() == null ? command.line() : "(" + command.line() + ")";
    }
}
