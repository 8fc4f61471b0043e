package io.github.pgobolt.profile;

import io.github.pgobolt.base.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The place that a stored profile lies in. It is not trusted. */
interface Container extends Closeable {

    /** Returns the names of all files in it; none is a link, none leads out of it, and each is there once. */
    Set<String> names();

    /**
     * Opens one of them.
     *
     * @throws IOException if the container is damaged
     */
    InputStream open(String name) throws IOException;

    Refusal refusal();

    /** Returns a better word for a file that is not what its manifest says; null if there is none. */
    default Failure otherwise(String name) {
        return null;
    }
}
