package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Merges branch profiles of many processes into one. */
public final class FdataMerge {

    /** How many files one call takes: the command line and the memory are limited. */
    private static final int BATCH = 500;

    private final ProcessRunner processes;
    private final Tool mergeFdata;

    public FdataMerge(ProcessRunner processes, Tool mergeFdata) {
        this.processes = processes;
        this.mergeFdata = mergeFdata;
    }

    /** Merges the files, in their given order, into {@code output}. */
    public void merge(List<Path> files, Path output, Path log) throws IOException {
        List<Path> rest = new ArrayList<>(files);
        Path partial = null;
        int round = 0;
        do {
            List<Path> batch = new ArrayList<>();
            if (partial != null) {
                batch.add(partial);
            }
            batch.addAll(rest.subList(0, Math.min(BATCH, rest.size())));
            rest = rest.subList(Math.min(BATCH, rest.size()), rest.size());
            Path next = rest.isEmpty() ? output : output.resolveSibling(output.getFileName() + ".part" + round++);
            mergeBatch(batch, next, log);
            if (partial != null) {
                Files.delete(partial);
            }
            partial = next;
        } while (!rest.isEmpty());
    }

    private void mergeBatch(List<Path> batch, Path output, Path log) throws IOException {
        List<String> argv = new ArrayList<>(List.of(mergeFdata.path().toString()));
        batch.forEach(file -> argv.add(file.toString()));
        argv.addAll(List.of("-o", output.toString()));
        Outcome outcome = processes.run(Command.of(argv).logTo(log));
        if (!outcome.ok() || !Files.exists(output)) {
            throw Failure.tool("merge-fdata " + mergeFdata.version() + " could not merge "
                    + Counted.of(batch.size(), "branch profile") + " ("
                    + outcome.ending() + "):\n" + outcome.tail()
                    + "\nA process that is killed while it writes leaves half a profile. See that the workload ends all its processes"
                    + " by themselves, then: " + Goals.command("bolt-profile") + " -Dpgobolt.force."
                    + " The whole output is in " + log + ". PGO alone: -Dpgobolt.bolt.skip");
        }
    }
}
