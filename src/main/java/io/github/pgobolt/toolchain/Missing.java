package io.github.pgobolt.toolchain;

/**
 * Something that the route needs and the machine has not.
 *
 * @param what its name, such as {@code llvm-profdata}
 * @param half the half that cannot be had without it; null where nothing can
 * @param why what was looked for, what was found instead (with version and path), and why that does not do
 * @param fix how to get it
 */
public record Missing(String what, Half half, String why, InstallHint fix) {

    /** Something without which nothing can be done. */
    static Missing ofAll(String what, String why, InstallHint fix) {
        return new Missing(what, null, why, fix);
    }

    /** In one sentence, with how to get it. */
    public String sentence() {
        return what + " is missing: " + why + "\n  To fix it: " + fix.text();
    }
}
