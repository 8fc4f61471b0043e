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
 * The llvm-bolt that a build uses: the first that passes its trial. It is chosen once, on first use, or alongside the
 * first compiles if {@link #begin} was called.
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

    /** Begins the trials in the background. */
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

    /** Returns each candidate that was tried, in order; only the last may be suitable. Waits for a trial under way. */
    public List<Trials.Tried> tried() {
        begin();
        try {
            return tried.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether the trials are over and the answer is known. */
    synchronized boolean isKnown() {
        return tried != null && tried.isDone();
    }

    /** Returns BOLT's tools; null if no llvm-bolt is suitable. */
    public BoltTools tools() {
        List<Trials.Tried> all = tried();
        if (all.isEmpty() || all.get(all.size() - 1).result().verdict() == TrialResult.Verdict.failed) {
            return null;
        }
        return all.get(all.size() - 1).tools();
    }
}
