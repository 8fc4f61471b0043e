package io.github.pgobolt.provenance;

import java.util.Map;

/**
 * A file or another thing that a statement names: in-toto's ResourceDescriptor.
 *
 * @param name for people and for policies
 * @param uri identifies it everywhere, such as a package URL; null if only its content does
 * @param digest by algorithm, such as {@code sha256}; null if it is unknown
 * @param annotations more about it; null if there is nothing
 */
public record Resource(String name, String uri, Map<String, String> digest, Map<String, String> annotations) {

    public Resource {
        if (uri == null && digest == null) {
            throw new IllegalArgumentException(name + " has neither a URI nor a digest");
        }
    }

    /** Returns a resource that its content identifies. */
    public static Resource ofContent(String name, String sha256) {
        return new Resource(name, null, Map.of("sha256", sha256), null);
    }
}
