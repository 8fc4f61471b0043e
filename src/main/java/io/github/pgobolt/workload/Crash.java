package io.github.pgobolt.workload;

import io.github.pgobolt.base.Failure;

/**
 * A training run that ended by a signal such as SIGSEGV, when it is not yet known whether the plain build ends the same
 * way.
 */
public final class Crash extends Failure {

    private static final long serialVersionUID = 1L;

    private final transient Workload workload;

    Crash(Workload workload, String message) {
        super(Kind.USER, message, null);
        this.workload = workload;
    }

    public Workload workload() {
        return workload;
    }
}
