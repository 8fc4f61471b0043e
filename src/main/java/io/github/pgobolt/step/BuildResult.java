package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.pgo.ProfileMatch;
import java.util.List;

/**
 * The output of a build.
 *
 * @param linked the file as linked, relative to the work folder; BOLT's input if it has relocations
 * @param shipped the file as it would ship, relative to the work folder; null if it never ships
 * @param cargoFile cargo's output file, relative to the target folder
 * @param compiled how many units cargo compiled
 * @param profileMatch how much of the profile matched; null if none was used
 * @param remarks how many remarks and warnings the log holds; null if they were not asked for
 * @param peakMemoryBytes the most memory that cargo and all that it started had at once; 0 if unknown
 * @param std the standard library that it was built with; null in a record of an older version
 * @param notUnderstood the parts of cargo's messages and rustc's warnings that could not be read
 */
public record BuildResult(
        String linked,
        String shipped,
        String cargoFile,
        int compiled,
        ProfileMatch profileMatch,
        Integer remarks,
        long peakMemoryBytes,
        StdSource.Kind std,
        List<NotUnderstood> notUnderstood) {

    public BuildResult {
        notUnderstood = Nulls.list(notUnderstood);
    }
}
