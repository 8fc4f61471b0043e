package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.pgo.ProfileMatch;
import java.util.List;

/**
 * What a build left.
 *
 * @param linked the file as it was linked, relative to the work folder; BOLT's input where it has relocations
 * @param shipped the file as it would ship, relative to the work folder; null where nobody would ship it
 * @param cargoFile where cargo put it, relative to the target folder
 * @param compiled how many units cargo compiled
 * @param profileMatch how much of the profile matched; null where none was used
 * @param remarks how many remarks and warnings the log holds where they were asked for; null where not
 * @param notUnderstood what of cargo's messages and rustc's warnings could not be read
 */
public record BuildResult(
        String linked,
        String shipped,
        String cargoFile,
        int compiled,
        ProfileMatch profileMatch,
        Integer remarks,
        List<NotUnderstood> notUnderstood) {

    public BuildResult {
        notUnderstood = Nulls.list(notUnderstood);
    }
}
