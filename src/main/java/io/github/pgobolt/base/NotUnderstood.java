package io.github.pgobolt.base;

import java.util.Collection;
import java.util.List;

/**
 * A part of a tool's output that is missing or has an unknown form. Only the number that it would have given is lost;
 * the report names it once.
 *
 * @param tool such as {@code llvm-bolt}
 * @param version its version
 * @param what the part that could not be read
 */
public record NotUnderstood(String tool, String version, String what) {

    /** Returns each of them once. */
    public static List<NotUnderstood> of(String tool, String version, Collection<String> whats) {
        return whats.stream()
                .distinct()
                .map(what -> new NotUnderstood(tool, version, what))
                .toList();
    }
}
