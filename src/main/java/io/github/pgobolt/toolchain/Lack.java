package io.github.pgobolt.toolchain;

/**
 * The reason that a half is not available.
 *
 * @param why the reason, in sentences
 * @param toHave what to type to get it; null if nothing helps
 */
public record Lack(String why, String toHave) {

    @Override
    public String toString() {
        return why + (toHave == null ? "" : " To have it: " + toHave);
    }
}
