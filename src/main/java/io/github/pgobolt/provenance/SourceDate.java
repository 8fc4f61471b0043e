package io.github.pgobolt.provenance;

import io.github.pgobolt.base.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The variable SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/): no time that is written
 * may be later.
 *
 * @param latest null if it is not set
 */
public record SourceDate(Instant latest) {

    private static final String NAME = "SOURCE_DATE_EPOCH";

    /** @throws Failure if the variable is no number of seconds */
    public static SourceDate of(Map<String, String> environment) {
        String value = environment.get(NAME);
        try {
            return new SourceDate(
                    value == null || value.isBlank() ? null : Instant.ofEpochSecond(Long.parseLong(value)));
        } catch (RuntimeException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    NAME + " is '" + value + "', and it is read as seconds since 1970. Set it to the time of the last"
                            + " commit: export " + NAME + "=$(git log -1 --format=%ct)",
                    e);
        }
    }

    /** Returns a time in the form of RFC 3339. */
    public String told(long millis) {
        Instant time = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
        return (latest != null && time.isAfter(latest) ? latest : time).toString();
    }
}
