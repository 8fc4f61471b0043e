package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.toolchain.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.codehaus.plexus.util.FileUtils;

/**
 * The profile of the last training in this work folder, kept as a stored one is, for builds of changed sources
 * ({@code reuseProfile}). Only a training replaces it: many small edits are all measured against the same training, and
 * cannot lead away from it step by step.
 */
final class LastProfile {

    /** Hidden, so that it is no part of the profile: of which training it is. */
    private static final String TRAINING = ".training";

    private LastProfile() {}

    private static Path folder(WorkFolder work) {
        return work.profiles().resolve("last");
    }

    /**
     * Returns the choice of a build that would have to train: the last profile in place of none.
     *
     * @param chosen of the stored profiles
     * @param buildInputs of the instrumented build
     */
    static StoredChoice orLast(
            StoredChoice chosen,
            Settings.Base asked,
            ProfileFit.Build build,
            Map<String, String> buildInputs,
            SourceList sources,
            WorkFolder work,
            Log log)
            throws IOException {
        if (!isAsked(asked) || chosen.isUsed() || asked.force()) {
            return chosen;
        }
        Optional<ProfileManifest> last = read(work, log);
        if (last.isEmpty() || !mustTrain(last.get(), buildInputs, sources, work)) {
            return chosen;
        }
        StoredSettings limits = asked.stored();
        ProfileFit fit =
                ProfileFit.of(last.get(), build, new ProfileFit.Limits(limits.minCounts(), limits.maxAgeDays()));
        List<String> obstacles = new ArrayList<>(fit.obstacles());
        if (fit.otherSymbols()) {
            // A training here fits better than one whose names are translated, and costs as little.
            obstacles.add(fit.remarks().get(0));
        }
        if (!obstacles.isEmpty()) {
            log.info("  profile: that of the last training is not reused: " + String.join("; ", obstacles));
            return chosen;
        }
        String day = last.get().training().day();
        log.info("  profile: that of the last training, " + day + ", is used again while it matches (reuseProfile)");
        return chosen.insteadOfTraining(
                last.get(), folder(work) + " (the last training, " + day + ")", folder(work), work);
    }

    /** Of samples rustc does not say how many arrive, and there is no instrumented build to be spared. */
    private static boolean isAsked(Settings.Base asked) {
        return asked.stored().reuse() == ReuseProfile.whileMatching
                && asked.stored().policy() != ProfilePolicy.train
                && asked.pgoMode() == PgoMode.instrument
                && asked.wanted().pgo() != Need.off;
    }

    private static Optional<ProfileManifest> read(WorkFolder work, Log log) throws IOException {
        if (!Files.exists(folder(work).resolve(Member.MANIFEST))) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredChoice.look(folder(work), work));
        } catch (Failure damaged) {
            log.warn("What the last training left in " + folder(work) + " is not whole any more, and is not reused.");
            forget(folder(work));
            return Optional.empty();
        } catch (NoSuchFileException replaced) {
            log.warn("What the last training left in " + folder(work)
                    + " was replaced by another build just now, and is" + " not reused.");
            return Optional.empty();
        }
    }

    /**
     * Whether the last training is known to be of other sources or settings than this build's. What only cargo can tell is
     * not: cargo is asked, and what it makes is trained.
     */
    private static boolean mustTrain(
            ProfileManifest last, Map<String, String> buildInputs, SourceList sources, WorkFolder work)
            throws IOException {
        // A build that used it is followed by builds that use it, even where the edit is undone.
        boolean inUse = work.read(MergeStep.KEY)
                .filter(merge -> last.members()
                        .get(Member.MERGED)
                        .sha256()
                        .equals(merge.inputs().get(StoredMergeStep.PROFILE)))
                .isPresent();
        Optional<StepRecord> instrument = work.read(InstrumentStep.KEY);
        return inUse
                || instrument.isEmpty()
                || buildInputs.entrySet().stream()
                        .anyMatch(input -> !input.getValue()
                                .equals(instrument.get().inputs().get(input.getKey())))
                || sources.seenChange() != null;
    }

    /** Leaves the last profile where it is of other workloads or files than those that train now. */
    static void requireItsTraining(Session session) throws IOException {
        if (!session.isReused() || !session.settings().has(Settings.RunSettings.class)) {
            return;
        }
        ProfileManifest.Training then = session.found().stored().manifest().training();
        Map<String, String> now = TrainedProfile.workloads(session);
        TreeSet<String> changed = new TreeSet<>(now.keySet());
        changed.addAll(then.workloads().keySet());
        changed.removeIf(name -> Objects.equals(now.get(name), then.workloads().get(name)));
        if (!changed.isEmpty()) {
            session.found().stored().leave("other workloads");
            session.log()
                    .info("  profile: that of the last training, " + then.day() + ", is not reused: what trains changed"
                            + " since (" + String.join(", ", changed) + "), and trains anew");
        }
    }

    /** Keeps the profile of a build that trained, whole or not at all; a build that reuses one keeps none. */
    static void keep(Session session, Records records) {
        if (!isAsked(session.settings().base())
                || session.isStored()
                || !session.settings().has(Settings.RunSettings.class)
                || records.find(TrainStep.KEY).isEmpty()
                || records.find(MergeStep.KEY).isEmpty()) {
            return;
        }
        WorkFolder work = session.work();
        try {
            String training = records.of(TrainStep.KEY).startedAtMillis() + " " + records.output(MergeStep.KEY, 0);
            Path mark = folder(work).resolve(TRAINING);
            if (Files.exists(mark) && Files.readString(mark).equals(training)) {
                return;
            }
            TrainedProfile trained = TrainedProfile.ofPgo(session, records).orElseThrow();
            Path next = work.emptied(work.profiles().resolve("last.new"));
            ProfileWriter.folder(trained.manifest(), trained.members(), next);
            Files.writeString(next.resolve(TRAINING), training);
            forget(folder(work));
            Files.move(next, folder(work));
        } catch (IOException | Failure e) {
            // What was built is good all the same.
            session.log().warn("The profile could not be kept for the next build, which will train again: " + e);
        }
    }

    /** Deletes it. */
    static void forget(Path folder) throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }
}
