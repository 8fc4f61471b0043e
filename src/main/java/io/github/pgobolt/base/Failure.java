package io.github.pgobolt.base;

/** A failure that ends a build. The message says what happened, why, and the next thing to type. */
public class Failure extends RuntimeException {

    /** Who can fix it. */
    public enum Kind {
        /** The user's crate, workload, configuration or gate: a MojoFailureException. */
        USER,
        /** A tool's crash or I/O: a MojoExecutionException. */
        TOOL
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public Failure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static Failure user(String message) {
        return new Failure(Kind.USER, message, null);
    }

    public static Failure tool(String message) {
        return new Failure(Kind.TOOL, message, null);
    }

    public Kind kind() {
        return kind;
    }
}
