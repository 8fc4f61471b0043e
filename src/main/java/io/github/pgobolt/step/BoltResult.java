package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.report.Layout;
import java.util.List;

/**
 * What llvm-bolt made.
 *
 * @param variant {@code pgo-bolt}, or {@code bolt} where there was no PGO
 * @param shipped relative to the work folder
 * @param flags the options in force
 * @param log what BOLT said
 * @param notes what had to be left out
 * @param layout where the code went; kept here so that a report of an unchanged build need not look again; null where it
 *     could not be found out
 * @param layoutMissing why there is no layout; null where there is one
 * @param notUnderstood what of llvm-bolt's words could not be read
 */
public record BoltResult(
        String variant,
        String shipped,
        List<String> flags,
        BoltLog log,
        List<String> notes,
        Layout layout,
        String layoutMissing,
        List<NotUnderstood> notUnderstood) {

    public BoltResult {
        notUnderstood = Nulls.list(notUnderstood);
    }
}
