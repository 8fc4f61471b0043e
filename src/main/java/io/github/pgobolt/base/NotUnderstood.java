package io.github.pgobolt.base;

import java.util.Collection;
import java.util.List;

/**
 * A part of a tool's text that is not there, or of a form that is not known. It costs the number that would have stood
 * there, and no more; the report names it once.
 *
 * @param tool such as {@code llvm-bolt}
 * @param version its version
 * @param what what could not be read
 */
public record NotUnderstood(String tool, String version, String what) {

    /** Each of them once. */
    public static List<NotUnderstood> of(String tool, String version, Collection<String> whats) {
        return whats.stream().distinct().map(what -> new NotUnderstood(tool, version, what)).toList();
    }
}
