package io.github.pgobolt.toolchain;

/**
 * Why a half is not there.
 *
 * @param why in sentences
 * @param toHave what to type to have it; null where nothing helps
 */
public record Lack(String why, String toHave) {

    @Override
    public String toString() {
        return why + (toHave == null ? "" : " To have it: " + toHave);
    }
}
