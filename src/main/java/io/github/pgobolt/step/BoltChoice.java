package io.github.pgobolt.step;

import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.trial.TrialResult;
import io.github.pgobolt.trial.Trials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Which llvm-bolt a build uses: the first that passes its trial. Looked for once, when it is first needed, or beside the first
 * compiles where {@link #begin} was called.
 */
public final class BoltChoice {

    /** Holds the trials. */
    interface Search {
        List<Trials.Tried> hold() throws IOException;
    }

    private final Search search;
    private CompletableFuture<List<Trials.Tried>> tried;

    BoltChoice(Search search) {
        this.search = search;
    }

    /** Begins to look, beside whatever the build does. */
    synchronized void begin() {
        if (tried == null) {
            tried = CompletableFuture.supplyAsync(() -> {
                try {
                    return search.hold();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Each candidate that was looked at, in order; of those only the last may serve. Waits for the trial where one is held. */
    public List<Trials.Tried> tried() {
        begin();
        try {
            return tried.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether it was looked for, and the answer is there. */
    synchronized boolean isKnown() {
        return tried != null && tried.isDone();
    }

    /** BOLT's tools; null where no llvm-bolt serves. */
    public BoltTools tools() {
        List<Trials.Tried> all = tried();
        if (all.isEmpty() || all.get(all.size() - 1).result().verdict() == TrialResult.Verdict.failed) {
            return null;
        }
        return all.get(all.size() - 1).tools();
    }
}
