package io.github.pgobolt.process;

import java.io.IOException;

/** A process was ended, or not started, since another thread wants no more of what it is for. The message says why. */
public final class Cancelled extends IOException {

    private static final long serialVersionUID = 1L;

    Cancelled(String why) {
        super(why);
    }
}
