package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.BranchYaml;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Has llvm-bolt fit a stored branch profile to a file that it was not collected from, and finds out how much of it does.
 * It is an extra of a build that has PGO, so that what goes wrong here costs BOLT alone.
 */
final class InferredBranches {

    private final Session session;
    private final Records records;

    InferredBranches(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * What was found.
     *
     * @param arrivedShare of the profile's counts, those whose function is in the file; null if unknown
     * @param quality null if llvm-bolt could not read the profile
     * @param unfit why it is not used; null if it is
     */
    record Fit(Double arrivedShare, BranchQuality quality, BoltProfileResult.Unfit unfit) {

        private static Fit without(String reason) {
            return new Fit(null, null, new BoltProfileResult.Unfit(reason, null));
        }
    }

    /**
     * Looks at the profile; llvm-bolt makes no file from it.
     *
     * @param yaml an fdata file if the stored profile has no YAML
     */
    Fit fit(Path input, Path yaml, ProfileManifest.Branches stored, Path log) throws IOException {
        Tool llvmBolt = session.bolt().llvmBolt();
        String trained = session.found().stored().manifest().toolchain().target();
        if (!Platform.ofTriple(trained)
                .arch()
                .equals(Platform.ofTriple(session.subject().target()).arch())) {
            return Fit.without(session.storedBranches() + " is of " + trained
                    + ", whose machine code has other blocks: llvm-bolt would find none of them here");
        }
        if (!yaml.getFileName().toString().endsWith(Perf2Bolt.YAML)) {
            return Fit.without(session.storedBranches() + " is of a file with SHA-256 " + stored.sha256()
                    + ", and this build made another: it names places in one file, and the profile has no "
                    + ProfileManifest.Member.BRANCHES_YAML + ", which llvm-bolt 19 writes for others");
        }
        if (!BoltOptions.probe(session.processes(), llvmBolt).infers()) {
            return Fit.without(session.storedBranches() + " is of another file, and llvm-bolt " + llvmBolt.version()
                    + " cannot fit it to this one: it has no " + Bolt.INFER + ", which 19 has");
        }
        Path taken = yaml.resolveSibling("taken.yaml");
        try {
            BranchQuality quality = new BranchJudge(session, records).look(input, yaml, null, true, taken, log);
            // Where no function is in the file, llvm-bolt writes nothing.
            Double share = Files.isRegularFile(taken)
                    ? BranchYaml.read(yaml).share(BranchYaml.read(taken))
                    : Double.valueOf(0);
            String obstacle = obstacle(share, quality);
            return new Fit(share, quality, obstacle == null ? null : new BoltProfileResult.Unfit(obstacle, share));
        } catch (Failure unreadable) {
            return Fit.without(unreadable(llvmBolt, stored, unreadable, log));
        } finally {
            Files.deleteIfExists(taken);
        }
    }

    private String obstacle(Double share, BranchQuality quality) {
        double least = session.settings().base().stored().minBranchMatch();
        if (share == null) {
            return session.storedBranches() + " is of another file, and has no counts to fit to this one";
        }
        if (share < least) {
            return String.format(
                    Locale.ROOT,
                    "only %s %% of the counts of %s are of functions that this build's file has,"
                            + " and minBranchMatch (-Dpgobolt.minBranchMatch) asks for %.1f %%",
                    Percent.down(share),
                    session.storedBranches(),
                    100 * least);
        }
        return quality.grade() == Grade.bad && !session.settings().bolt().allowBadProfile()
                ? session.storedBranches() + " is bad for this build's file: " + String.join("; ", quality.reasons())
                : null;
    }

    private String unreadable(Tool llvmBolt, ProfileManifest.Branches stored, Failure failure, Path log) {
        String said = failure.getMessage()
                .lines()
                .filter(line -> line.contains(" error: "))
                .findFirst()
                .orElseGet(() -> failure.getMessage().lines().findFirst().orElse(""));
        return session.storedBranches() + " is of another file, and llvm-bolt " + llvmBolt.version()
                + " could not fit it to this one ("
                + said
                + "; the whole is in " + log + ")"
                + (stored.yamlBy() == null || stored.yamlBy().equals(llvmBolt.version())
                        ? ""
                        : ". llvm-bolt " + stored.yamlBy()
                                + " wrote it: one of that version, or a newer one, reads it");
    }
}
