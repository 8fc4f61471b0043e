package io.github.pgobolt.toolchain;

/**
 * How much a user wants each of the two halves.
 *
 * @param pgo profile-guided optimisation
 * @param bolt BOLT
 */
public record Wanted(Need pgo, Need bolt) {

    /** Both, each if it is available. */
    public static final Wanted AUTO = new Wanted(Need.auto, Need.auto);

    public Need of(Half half) {
        return half == Half.PGO ? pgo : bolt;
    }
}
