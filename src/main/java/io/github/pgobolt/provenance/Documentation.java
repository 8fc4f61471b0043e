package io.github.pgobolt.provenance;

/** The URIs of this project's own terms, each a section of its documentation. */
public final class Documentation {

    private static final String RELEASE =
            "https://github.com/pgobolt/pgo-bolt-maven-plugin/blob/main/src/site/markdown/release.md#";

    /** What the parameters of a build mean. */
    public static final String BUILD_TYPE = RELEASE + "build-type-v1";

    /** What the fields of a measured verdict mean. */
    public static final String VERDICT = RELEASE + "verdict-v1";

    /** The builder of whoever calls Maven at home. */
    public static final String LOCAL_BUILD = RELEASE + "local-build";

    private Documentation() {}
}
