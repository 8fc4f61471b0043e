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
 * Branch profiles by the method of their collection. One for each method is kept, so that a profile from samples can be
 * compared with one from counters of the same file.
 */
final class StoredProfiles {

    /** Names the file that a profile belongs to. */
    private static final String OF = "of.sha256";

    private final Path all;
    private final Path own;
    private final String binary;

    /**
     * @param source the method of the profile to be written; the previous one for this method is deleted
     * @param binary SHA-256 of the file that it belongs to
     */
    StoredProfiles(WorkFolder work, String source, String binary) throws IOException {
        this.all = work.profiles().resolve("branch");
        this.own = work.emptied(all.resolve(source.replace(' ', '-')));
        this.binary = binary;
        Files.writeString(own.resolve(OF), binary);
    }

    /** Returns the path for the profile. */
    Path file(String ending) {
        return own.resolve("branch" + ending);
    }

    /** Returns how far it agrees with those of other methods. */
    List<BoltProfileResult.Agreement> agreements() throws IOException {
        List<BoltProfileResult.Agreement> agreements = new ArrayList<>();
        try (Stream<Path> ways = Files.list(all)) {
            for (Path way : ways.sorted().toList()) {
                Path other = way.resolve(file(".fdata").getFileName());
                Path of = way.resolve(OF);
                if (!way.equals(own)
                        && Files.exists(other)
                        && Files.exists(of)
                        && Files.readString(of).equals(binary)) {
                    FdataOverlap overlap = FdataOverlap.of(other, file(".fdata"));
                    agreements.add(new BoltProfileResult.Agreement(
                            way.getFileName().toString().replace('-', ' '), overlap.percent(), overlap.hottestEdges()));
                }
            }
        }
        return agreements;
    }
}
