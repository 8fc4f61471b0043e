package io.github.pgobolt.step;

import io.github.pgobolt.perf.RustcOptions;
import io.github.pgobolt.perf.SampleFlags;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The flags for PGO from samples that the rustc of a build supports. rustc is asked once. */
public final class SampleOptions {

    private SampleOptions() {}

    public static SampleFlags of(Session session) {
        try {
            return SampleFlags.of(
                    session.detection().rust(),
                    RustcOptions.kept(
                            session.work().file("rustc-options.txt"),
                            session.processes(),
                            session.detection().rust(),
                            session.subject().directory(),
                            session.settings().base().build().environment()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
