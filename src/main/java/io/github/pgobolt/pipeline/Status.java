package io.github.pgobolt.pipeline;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** What became of a step in this build. */
public enum Status {
    @SerializedName("ran")
    RAN,
    @SerializedName("reused")
    REUSED,
    @SerializedName("skipped")
    SKIPPED,
    @SerializedName("failed")
    FAILED,
    /** An earlier build did it, and its record does not tell of now. */
    @SerializedName("outdated")
    OUTDATED;

    /** As a report says it, and as JSON has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
