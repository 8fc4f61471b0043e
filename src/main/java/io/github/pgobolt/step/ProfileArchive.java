package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.profile.StoredProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The archive of the profile that a build used: what it trained, or the stored one, byte for byte. */
public final class ProfileArchive {

    private ProfileArchive() {}

    /** Writes it; empty if the build used none. */
    public static Optional<Path> write(Session session, Records records, Path archive) throws IOException {
        if (session.isStored()
                && !session.isReused()
                && records.find(MergeStep.KEY).isPresent()) {
            return Optional.of(stored(session, archive));
        }
        Optional<TrainedProfile> trained = TrainedProfile.of(session, records);
        return trained.isEmpty()
                ? Optional.empty()
                : Optional.of(ProfileWriter.archive(
                        trained.get().manifest(), trained.get().members(), archive));
    }

    /**
     * Returns the archive of what was trained. One that is there and is of this very training stays: it may be deployed
     * already, and the commit in it is that of its own time.
     */
    public static Optional<Path> ofTraining(Session session, Records records, Path archive) throws IOException {
        Optional<TrainedProfile> trained = TrainedProfile.of(session, records);
        if (trained.isPresent() && Files.exists(archive)) {
            ProfileManifest there = StoredChoice.look(archive, session.work());
            SortedMap<String, String> members = new TreeMap<>();
            there.members().forEach((name, member) -> members.put(name, member.sha256()));
            SortedMap<String, String> now = new TreeMap<>();
            for (Map.Entry<String, Path> member : trained.get().members().entrySet()) {
                now.put(member.getKey(), Hashes.ofFile(member.getValue()));
            }
            if (members.equals(now)
                    && there.training().equals(trained.get().manifest().training())) {
                return Optional.of(archive);
            }
        }
        return write(session, records, archive);
    }

    private static Path stored(Session session, Path archive) throws IOException {
        Optional<Path> whole = session.found().stored().archive();
        if (whole.isPresent()) {
            return WholeFile.copy(whole.get(), archive);
        }
        StoredProfile profile = session.found().stored().read(session.work());
        SortedMap<String, Path> members = new TreeMap<>();
        profile.manifest()
                .members()
                .keySet()
                .forEach(name -> members.put(name, profile.folder().resolve(name)));
        return ProfileWriter.archive(profile.manifest(), members, archive);
    }
}
