package io.github.pgobolt.pipeline;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** The status of a step in this build. */
public enum Status {
    @SerializedName("ran")
    RAN,
    @SerializedName("reused")
    REUSED,
    @SerializedName("skipped")
    SKIPPED,
    @SerializedName("failed")
    FAILED,
    /** An earlier build did it, and its record is no longer current. */
    @SerializedName("outdated")
    OUTDATED;

    /** Returns the word for a report and for JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
