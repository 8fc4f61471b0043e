package io.github.pgobolt.step;

import io.github.pgobolt.bolt.FdataOverlap;
import io.github.pgobolt.pipeline.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Branch profiles by the way in which they were collected. One of each way stays, so that a profile by samples can be laid
 * beside one by counters of the same file.
 */
final class StoredProfiles {

    /** Names the file that a profile is of. */
    private static final String OF = "of.sha256";

    private final Path all;
    private final Path own;
    private final String binary;

    /**
     * @param source the way of the profile that is to be written; what there was of this way is deleted
     * @param binary SHA-256 of the file that it is of
     */
    StoredProfiles(WorkFolder work, String source, String binary) throws IOException {
        this.all = work.profiles().resolve("branch");
        this.own = work.emptied(all.resolve(source.replace(' ', '-')));
        this.binary = binary;
        Files.writeString(own.resolve(OF), binary);
    }

    /** Where the profile goes. */
    Path file(String ending) {
        return own.resolve("branch" + ending);
    }

    /** How far it agrees with those of other ways. */
    List<BoltProfileResult.Agreement> agreements() throws IOException {
        List<BoltProfileResult.Agreement> agreements = new ArrayList<>();
        try (Stream<Path> ways = Files.list(all)) {
            for (Path way : ways.sorted().toList()) {
                Path other = way.resolve(file(".fdata").getFileName());
                Path of = way.resolve(OF);
                if (!way.equals(own) && Files.exists(other) && Files.exists(of) && Files.readString(of).equals(binary)) {
                    FdataOverlap overlap = FdataOverlap.of(other, file(".fdata"));
                    agreements.add(new BoltProfileResult.Agreement(
                            way.getFileName().toString().replace('-', ' '), overlap.percent(), overlap.hottestEdges()));
                }
            }
        }
        return agreements;
    }
}
