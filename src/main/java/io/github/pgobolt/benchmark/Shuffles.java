package io.github.pgobolt.benchmark;

import java.util.Random;
import java.util.SplittableRandom;

/** Random orders that a seed repeats. */
public final class Shuffles {

    private Shuffles() {}

    /** Seeds that are near to each other give sequences that are not: {@link Random} alone does not mix its seed. */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
