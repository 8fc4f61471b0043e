package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.StoredProfile;
import io.github.pgobolt.step.StoredSettings.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.util.FileUtils;

/**
 * The stored profile that a build uses, if any: the first that fits, of the one that is named and those of the source
 * tree. It is chosen once, before the first step; the build itself may find that it does not fit after all.
 */
public final class StoredChoice {

    /** {@code group:artifact:version[:classifier]}. */
    private static final Pattern COORDINATES = Pattern.compile("([^:/]+):([^:/]+):([^:/]+)(?::([^:/]+))?");

    /**
     * Why a profile is not used.
     *
     * @param share the share of its counts that arrived where that was too little, from 0 to 1; else null
     */
    private record Refusal(String why, Double share) {}

    private final ProfilePolicy policy;
    private final ProfileManifest manifest;
    private final Named place;
    private final boolean looked;
    private final String key;
    private final Path refusals;
    private final boolean last;
    private final StoredNames names;
    private final boolean otherSymbols;
    private Refusal refused;

    private StoredChoice(
            ProfilePolicy policy,
            ProfileManifest manifest,
            Named place,
            boolean looked,
            String key,
            Path refusals,
            boolean last,
            StoredNames names,
            boolean otherSymbols) {
        this.policy = policy;
        this.manifest = manifest;
        this.place = place;
        this.looked = looked;
        this.key = key;
        this.refusals = refusals;
        this.last = last;
        this.names = names;
        this.otherSymbols = otherSymbols;
    }

    /**
     * Returns the choice of a profile that this work folder trained and keeps, where no stored one serves.
     *
     * @param words where it is and of which day
     */
    StoredChoice insteadOfTraining(ProfileManifest trained, String words, Path folder, WorkFolder work)
            throws IOException {
        StoredNames names = StoredNames.of(work, key(trained, "the last training"), false);
        return new StoredChoice(
                policy, trained, Named.stored(words, folder, null), looked, null, refusals, true, names, false);
    }

    /**
     * Chooses.
     *
     * @param build what is about to be built
     * @param settings of the build, in which a profile that did not fit does not fit again
     * @param force whether a profile is tried again that an earlier build found not to fit
     * @throws Failure if a stored profile is required and none fits, or one is damaged
     */
    static StoredChoice of(
            StoredSettings asked, ProfileFit.Build build, String settings, WorkFolder work, boolean force, Log log)
            throws IOException {
        Path refusals = work.file("refused-profile.txt");
        if (asked.policy() == ProfilePolicy.train) {
            return new StoredChoice(asked.policy(), null, null, false, null, refusals, false, null, false);
        }
        List<Candidate> candidates = new ArrayList<>();
        List<Obstacle> reasons = new ArrayList<>();
        if (asked.named() != null && asked.named().trouble() != null) {
            reasons.add(new Obstacle(
                    asked.named(), "it could not be had: " + asked.named().trouble(), null));
        }
        for (Named place : places(asked, build)) {
            ProfileManifest read = look(place.file(), work);
            ProfileFit fit = ProfileFit.of(read, build, new ProfileFit.Limits(asked.minCounts(), asked.maxAgeDays()));
            List<String> obstacles = new ArrayList<>(fit.obstacles());
            String key = obstacles.isEmpty() ? key(read, settings) : null;
            // Who accepts less tries again.
            String refusal = key + " " + asked.minMatch();
            Refusal before = key == null || force ? null : refusal(refusals, refusal);
            if (before != null) {
                obstacles.add(before.why() + " (found by an earlier build; -Dpgobolt.force tries it again)");
            }
            if (obstacles.isEmpty()) {
                candidates.add(new Candidate(place, read, fit, key, refusal));
            } else {
                reasons.add(new Obstacle(place, String.join("; ", obstacles), before));
            }
        }
        if (candidates.isEmpty()) {
            return none(asked, reasons, build, refusals, log);
        }
        Candidate chosen = best(candidates, asked);
        log.info("  profile: " + chosen.place().words() + told(chosen.manifest()));
        chosen.fit().remarks().forEach(remark -> log.info("  " + remark));
        return new StoredChoice(
                asked.policy(),
                chosen.manifest(),
                chosen.place(),
                true,
                chosen.refusal(),
                refusals,
                false,
                StoredNames.of(work, chosen.key(), force),
                chosen.fit().otherSymbols());
    }

    /** A profile that may serve. */
    private record Candidate(Named place, ProfileManifest manifest, ProfileFit fit, String key, String refusal) {}

    /**
     * Why a profile does not serve.
     *
     * @param before what an earlier build found; null if none looked
     */
    private record Obstacle(Named place, String why, Refusal before) {

        private String words() {
            return place.words() + ": " + why;
        }

        private String sentence(String target) {
            return place.ofThisBuild()
                    ? "The profile of " + place.words() + " is not used for " + target + ": "
                            + why.replaceFirst("^Only ", "only ")
                    : "The stored profile is not used. " + words();
        }

        /** Returns the reason as the build that found it gave it. */
        private Refusal refusal(String target) {
            return before == null ? new Refusal(sentence(target), null) : before;
        }
    }

    /** Returns the named one, else the first of the source tree whose symbols are those of this build, else the first. */
    private static Candidate best(List<Candidate> candidates, StoredSettings asked) {
        Candidate first = candidates.get(0);
        boolean named = asked.named() != null
                && first.place().file().equals(asked.named().file());
        return named
                ? first
                : candidates.stream()
                        .filter(candidate -> !candidate.fit().otherSymbols())
                        .findFirst()
                        .orElse(first);
    }

    /** Reads all of it, so that a damaged one is found before anything is compiled, and keeps what it says. */
    static ProfileManifest look(Path file, WorkFolder work) throws IOException {
        Path folder = Files.createTempDirectory(work.root(), ".profile");
        try {
            return StoredProfile.read(file, folder.resolve("profile")).manifest();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static StoredChoice none(
            StoredSettings asked, List<Obstacle> reasons, ProfileFit.Build build, Path refusals, Log log) {
        String because = reasons.stream().map(Obstacle::words).collect(Collectors.joining("\n"));
        if (asked.policy() == ProfilePolicy.require) {
            throw Failure.user(
                    reasons.isEmpty()
                            ? "profilePolicy=require asks for a stored profile, and there is none: storedProfile"
                                    + " (-Dpgobolt.storedProfile=group:artifact:version or a file) names none, and there is no "
                                    + tree(asked.trees().get(0), build)
                                    + ". Name one, or make the folder: "
                                    + Goals.command("update-profile")
                            : "No stored profile can be used, and profilePolicy is require.\n" + because
                                    + "\nOr train again: -Dpgobolt.profilePolicy=auto has this build do it");
        }
        reasons.forEach(reason -> log.warn(reason.sentence(build.target())));
        StoredChoice none =
                new StoredChoice(asked.policy(), null, null, !reasons.isEmpty(), null, refusals, false, null, false);
        if (!reasons.isEmpty()) {
            none.refused = reasons.get(0).refusal(build.target());
        }
        return none;
    }

    private static List<Named> places(StoredSettings asked, ProfileFit.Build build) throws IOException {
        List<Named> places = new ArrayList<>();
        if (asked.named() != null && asked.named().file() != null) {
            places.add(asked.named());
        }
        for (Path tree : asked.trees()) {
            folders(tree(tree, build), build.target())
                    .forEach(folder -> places.add(Named.stored(folder.toString(), folder, null)));
        }
        return places;
    }

    /**
     * Returns the folders in which a source tree holds a subject's profiles: the target's own, else the subject's, else those
     * of other targets.
     */
    private static List<Path> folders(Path subject, String target) throws IOException {
        for (Path folder : List.of(subject.resolve(target), subject)) {
            if (isProfile(folder)) {
                return List.of(folder);
            }
        }
        if (!Files.isDirectory(subject)) {
            return List.of();
        }
        try (Stream<Path> others = Files.list(subject)) {
            return others.filter(StoredChoice::isProfile).sorted().toList();
        }
    }

    private static boolean isProfile(Path folder) {
        return Files.exists(folder.resolve(ProfileManifest.Member.MANIFEST));
    }

    private static Path tree(Path root, ProfileFit.Build build) {
        return root.resolve(build.name());
    }

    private static String told(ProfileManifest manifest) {
        String day = manifest.training() == null || manifest.training().day() == null
                ? ""
                : ", trained on " + manifest.training().day();
        return day + " with rustc " + manifest.toolchain().rustc();
    }

    /** Whether this build uses a stored profile. */
    public boolean isUsed() {
        return manifest != null && refused == null;
    }

    /** Whether this build uses one in place of a branch profile of its own. That of the last training is of another file. */
    boolean takesBranches() {
        return isUsed() && !last;
    }

    /** Whether stored profiles were looked at and none serves. */
    boolean isMissed() {
        return looked && !isUsed();
    }

    /** Whether it is that of the last training in this work folder. */
    boolean isLast() {
        return last;
    }

    /** Returns what the profile says of itself; null if there is none. */
    public ProfileManifest manifest() {
        return manifest;
    }

    /** Returns it as another build would name it. */
    Named named() {
        return place;
    }

    /** Returns what it is, as the object of a sentence. */
    String kind() {
        return place.kind();
    }

    /** Returns what it is, and where it is from. */
    String profile() {
        return place.profile();
    }

    /** Whether this build trained it, for a further target. */
    boolean isOfThisBuild() {
        return place.ofThisBuild();
    }

    /** Returns where it is from: coordinates or a path. */
    public String from() {
        return place.words();
    }

    /** Returns the package URL of an archive that is named by coordinates; empty for a path, which is of this machine. */
    Optional<String> packageUrl() {
        Matcher coordinates = COORDINATES.matcher(isUsed() ? place.words() : "");
        return coordinates.matches()
                ? Optional.of(
                        "pkg:maven/" + coordinates.group(1) + "/" + coordinates.group(2) + "@" + coordinates.group(3)
                                + "?type=zip"
                                + (coordinates.group(4) == null ? "" : "&classifier=" + coordinates.group(4)))
                : Optional.empty();
    }

    /** Returns the archive; empty if it is a folder. */
    Optional<Path> archive() {
        return Files.isRegularFile(place.file()) ? Optional.of(place.file()) : Optional.empty();
    }

    /** Reads it, under the lock of the work folder, since another build may look at the same time. */
    StoredProfile read(WorkFolder work) throws IOException {
        return StoredProfile.read(
                place.file(), work.emptied(work.profiles().resolve("stored")).resolve("profile"));
    }

    /** Returns how its functions are named in this build; only for a build that uses one. */
    StoredNames names() {
        return names;
    }

    /** Whether none of its symbols is one of this build, so that the names are translated before anything is built with it. */
    boolean hasOtherSymbols() {
        return otherSymbols;
    }

    /** Returns why the profile was left in this build, or why none serves; null if it was not. */
    String refusedBecause() {
        return refused == null ? null : refused.why();
    }

    /** Returns the share of its counts that arrived where that was too little, from 0 to 1; null if that was not the reason. */
    Double refusedShare() {
        return refused == null ? null : refused.share();
    }

    boolean isRequired() {
        return policy == ProfilePolicy.require;
    }

    /** Has the build go on without it, and later builds too. */
    void refuse(String why, Double share) throws IOException {
        refused = new Refusal(why, share);
        if (last) {
            LastProfile.forget(place.file());
            return;
        }
        WholeFile.write(refusals, key + "\n" + why + "\n" + share + "\n");
    }

    /** Has this build go on without it. */
    void leave(String why) {
        refused = new Refusal(why, null);
    }

    private static Refusal refusal(Path refusals, String key) throws IOException {
        if (!Files.exists(refusals)) {
            return null;
        }
        List<String> lines = Files.readAllLines(refusals);
        if (lines.size() != 3 || !lines.get(0).equals(key)) {
            return null;
        }
        String share = lines.get(2);
        return new Refusal(lines.get(1), share.equals("null") ? null : Double.valueOf(share));
    }

    private static String key(ProfileManifest manifest, String settings) {
        return Hashes.ofText(
                manifest.members().get(ProfileManifest.Member.MERGED).sha256() + " " + settings);
    }
}
