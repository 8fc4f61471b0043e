package io.github.pgobolt.workload;

import io.github.pgobolt.base.Failure;

/** A training run that ended by a signal such as SIGSEGV, of which nobody knows yet whether the plain build ends so, too. */
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
