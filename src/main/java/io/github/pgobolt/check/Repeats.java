package io.github.pgobolt.check;

import java.time.Duration;

/**
 * How often a variant's output is compared: a single run misses a fault that shows in one run of five with a
 * probability of 80 %, and fifteen runs miss it with 3.5 % (0.8^15).
 *
 * @param least the minimum number of runs
 * @param most the maximum number of runs
 * @param budget the time for one variant on one workload after which no further run starts, once {@code least} are done
 */
public record Repeats(int least, int most, Duration budget) {

    public static final Repeats DEFAULT = new Repeats(2, 15, Duration.ofSeconds(4));

    public Repeats {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("repeats need 1 <= least <= most, not " + least + " and " + most);
        }
    }

    boolean another(int done, Duration spent) {
        return done < least || done < most && spent.compareTo(budget) < 0;
    }
}
