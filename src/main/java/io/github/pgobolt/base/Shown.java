package io.github.pgobolt.base;

import com.google.gson.annotations.SerializedName;

/**
 * Whether something was shown to be correct. A check that could not be done shows nothing: it does not count as a pass.
 */
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

    /** Returns the wording for people and for JSON. */
    public String words() {
        return words;
    }

    /** Returns true if correct, false if wrong, null if nothing was shown. */
    public Boolean right() {
        return this == NOT ? null : this == CORRECT;
    }

    /** Returns the inverse of {@link #right}. */
    public static Shown of(Boolean right) {
        return right == null ? NOT : right ? CORRECT : WRONG;
    }
}
