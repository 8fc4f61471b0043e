package io.github.pgobolt.benchmark;

/** What a gate does if the benchmark shows nothing either way. The names are those of the POM, so they are lower case. */
public enum OnInconclusive {
    warn,
    fail;

    /** Returns the result of such a gate if nothing is shown. */
    public GateResult decide(String name, String detail) {
        return this == fail
                ? new GateResult(name, false, true, detail + " It fails, since onInconclusive is fail.")
                : new GateResult(name, true, true, detail + " It passes with a warning, since onInconclusive is warn.");
    }
}
