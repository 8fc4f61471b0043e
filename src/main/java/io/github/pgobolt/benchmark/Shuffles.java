package io.github.pgobolt.benchmark;

import java.util.Random;
import java.util.SplittableRandom;

/** Random orders that are reproducible from a seed. */
public final class Shuffles {

    private Shuffles() {}

    /**
     * Returns a generator whose sequences differ even for similar seeds: {@link Random} alone does not mix its seed.
     */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
