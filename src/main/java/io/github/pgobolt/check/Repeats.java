package io.github.pgobolt.check;

import java.time.Duration;

/**
 * How often a variant's output is compared: a fault that shows in one run of five is missed by a single run four times
 * of five, and by fifteen runs 3.5 times of a hundred (0.8^15).
 *
 * @param least runs in any case
 * @param most runs at the most
 * @param budget no further run is started after this time of one variant on one workload, once {@code least} are done
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
