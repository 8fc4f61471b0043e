package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.DeadTables;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoMessages;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds what ships a second time, from nothing, in folders of its own. Single use. */
final class SecondBuildParts implements ShippedAgain.Parts {

    private final Session session;
    private final Records records;
    private final Path target;
    private final Path folder;
    private final Path log;
    private final List<Command> commands = new ArrayList<>();
    private final List<Tool> tools;
    private CargoBuild.Built built;

    /**
     * @param target cargo's folder, which is empty
     * @param folder for the files in between
     */
    SecondBuildParts(Session session, Records records, Path target, Path folder, Path log) {
        this.session = session;
        this.records = records;
        this.target = target;
        this.folder = folder;
        this.log = log;
        this.tools = new ArrayList<>(new Builds(session).tools());
    }

    List<Command> commands() {
        return commands;
    }

    List<Tool> tools() {
        return tools;
    }

    /** Returns what build scripts left, once it is built. */
    List<CargoMessages.ScriptOutput> scripts() {
        return built.scripts();
    }

    @Override
    public Path build(List<String> flags, boolean inherit, BuildResult first) throws IOException {
        built = session.cargoOf(first).build(flags, inherit, target, false, log);
        commands.add(built.command());
        return built.file();
    }

    @Override
    public Path shortened(Path linked) throws IOException {
        Path output = Files.createDirectories(folder.resolve("short-names")).resolve(linked.getFileName());
        Command command = BoltInput.shortening(session, linked, output).logTo(log);
        Outcome outcome = session.processes().run(command);
        if (!outcome.ok()) {
            throw Failure.tool("llvm-objcopy could not shorten the symbols of " + linked + " (" + outcome.ending()
                    + "):\n" + outcome.tail() + "\nThe whole output is in " + log);
        }
        commands.add(command);
        return output;
    }

    @Override
    public Path bolted(Path input, Path output, List<String> flags) throws IOException {
        Path fdata = session.work().file(records.result(BoltProfileStep.KEY).fdata());
        commands.add(
                session.llvmBolt().optimize(input, output, fdata, flags, log).command());
        tools.add(session.bolt().llvmBolt());
        return output;
    }

    @Override
    public Path stripped(Path linked, Path output) throws IOException {
        Builds builds = new Builds(session);
        if (!builds.strips()) {
            return WholeFile.copy(linked, output);
        }
        commands.add(builds.strip().strip(linked, output, log));
        return output;
    }

    @Override
    public void filled(Path file, Path first) throws IOException {
        commands.addAll(new DeadTables(session.processes()).fill(file, log));
    }
}
