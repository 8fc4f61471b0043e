package io.github.pgobolt.perf;

import java.util.List;

/**
 * The status of a method of branch sampling, as records and the report keep it.
 *
 * @param rung such as {@code intel-lbr}
 * @param hardware the same in words, or null
 * @param accepted whether this is the chosen one
 * @param reason why, or why not
 * @param fix what would make it work; null if nothing would
 */
public record TriedRung(String rung, String hardware, boolean accepted, String reason, String fix) {

    /** Returns all rungs of a ladder, best first. */
    public static List<TriedRung> of(LadderResult ladder) {
        return ladder.rungs().stream()
                .map(r -> new TriedRung(r.rung().name(), r.rung().hardware(), r.accepted(), r.reason(), r.fix()))
                .toList();
    }
}
