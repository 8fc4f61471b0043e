package io.github.pgobolt.toolchain;

/**
 * A tool that the route needs and the machine lacks.
 *
 * @param what its name, such as {@code llvm-profdata}
 * @param half the half that does not work without it; null if nothing does
 * @param why what was looked for, what was found instead (with version and path), and why that will not do
 * @param fix how to get it
 */
public record Missing(String what, Half half, String why, InstallHint fix) {

    /** Returns something without which nothing works. */
    static Missing ofAll(String what, String why, InstallHint fix) {
        return new Missing(what, null, why, fix);
    }

    /** Returns it as one sentence, with how to get it. */
    public String sentence() {
        return what + " is missing: " + why + "\n  To fix it: " + fix.text();
    }
}
