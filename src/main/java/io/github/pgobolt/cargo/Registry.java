package io.github.pgobolt.cargo;

import io.github.pgobolt.process.Outcome;
import java.util.regex.Pattern;

/** Tells a crate registry that does not answer from a crate that does not compile. */
final class Registry {

    static final String ADVICE =
            "The registry of crates did not answer. With the crates there already, work without it:"
                    + " -Dpgobolt.cargoArgs=--offline (fetch them once, while there is a network, by 'cargo fetch'). Behind a proxy, name"
                    + " it in [http] of .cargo/config.toml; for a mirror, [source.crates-io] replace-with there.";

    private static final Pattern SAID = Pattern.compile(
            "failed to (?:download|fetch|query replaced source|get `|load source for"
                    + " dependency|update registry)|spurious network error|[Cc]ould(?: not|n't) (?:connect|resolve)|attempting to make an HTTP request"
                    + "|network failure seems to have happened|you may want to run with the `--offline` flag|download of config\\.json failed");

    private Registry() {}

    static boolean didNotAnswer(Outcome outcome) {
        return SAID.matcher(outcome.stderr()).find();
    }
}
