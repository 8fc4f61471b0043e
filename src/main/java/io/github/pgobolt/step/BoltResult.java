package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.report.Layout;
import java.util.List;

/**
 * The output of llvm-bolt.
 *
 * @param variant {@code pgo-bolt}, or {@code bolt} if there was no PGO
 * @param shipped relative to the work folder
 * @param flags the options in effect
 * @param log BOLT's output as numbers
 * @param notes the options that had to be left out
 * @param oldCode why the old code stays in the file; null if the new code took its place
 * @param layout where the code went, kept so that a report of an unchanged build need not look again; null if it could
 *     not be determined
 * @param layoutMissing why there is no layout; null if there is one
 * @param notUnderstood the parts of llvm-bolt's output that could not be read
 */
public record BoltResult(
        String variant,
        String shipped,
        List<String> flags,
        BoltLog log,
        List<String> notes,
        String oldCode,
        Layout layout,
        String layoutMissing,
        List<NotUnderstood> notUnderstood) {

    public BoltResult {
        notUnderstood = Nulls.list(notUnderstood);
    }
}
