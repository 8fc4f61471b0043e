package io.github.pgobolt.base;

import com.google.gson.annotations.SerializedName;

/** What is known of whether something is correct. A check that could not be done shows nothing: it is no pass. */
public enum Shown {
    @SerializedName("shown correct")
    CORRECT("shown correct"),
    @SerializedName("shown wrong")
    WRONG("shown wrong"),
    @SerializedName("not shown")
    NOT("not shown");

    private final String words;

    Shown(String words) {
        this.words = words;
    }

    /** As people read it, and as JSON has it. */
    public String words() {
        return words;
    }

    /** Right, wrong, or null where nothing is shown. */
    public Boolean right() {
        return this == NOT ? null : this == CORRECT;
    }

    /** The reverse of {@link #right}. */
    public static Shown of(Boolean right) {
        return right == null ? NOT : right ? CORRECT : WRONG;
    }
}
