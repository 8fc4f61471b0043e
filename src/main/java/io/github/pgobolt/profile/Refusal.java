package io.github.pgobolt.profile;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import java.nio.file.Path;

/**
 * The words in which a stored profile is refused: which one, what is wrong with it, why that matters, and what to type.
 *
 * @param what {@code archive} or {@code folder}
 * @param where the archive or folder
 */
record Refusal(String what, Path where) {

    private static final int SHOWN = 100;

    private static final String ONLY = "A profile is manifest.json, merged.profdata, and branch.fdata or branch.yaml;"
            + " nothing is taken of one that was not written so.";

    /** Of something that no writer of profiles makes: whoever did it may mean harm. */
    Failure hostile(String fault) {
        return Failure.user(begin(fault) + ". " + ONLY + " Find out who made it. A good one is made on the machine that"
                + " trains: " + maker());
    }

    /** Of a profile that is not whole. */
    Failure damaged(String fault) {
        return Failure.user(begin(fault) + ". Nothing is built by a profile that is not whole. Get it once more from"
                + (isArchive()
                        ? " where it was published (Maven does so if it is not in the local repository)"
                        : " the repository of the sources (git checkout)")
                + ", or make it anew on the machine that trains: " + maker());
    }

    Failure missing() {
        return Failure.user(
                "The profile " + where + " is not there, so that nothing can be built by it. Look at its name,"
                        + " or make it on the machine that trains: " + maker());
    }

    /** Of a profile of a newer plugin. */
    Failure newer(String fault) {
        return Failure.user(begin(fault) + ", which was written by a newer version of this plugin; this one reads forms"
                + " up to " + ProfileManifest.FORM
                + ". Update the plugin (<version> in the POM), or make the profile by"
                + " this version: " + maker());
    }

    /** Of a file that Git LFS left in the place of a large one. */
    Failure pointer(String name) {
        return Failure.user(begin("its " + name + " is a pointer of Git LFS, which did not fetch the file itself")
                + ". Fetch it: git lfs pull");
    }

    /** Returns the goal that makes such a profile. */
    private String maker() {
        return Goals.command(isArchive() ? "attach" : "update-profile");
    }

    private String begin(String fault) {
        return "The profile " + what + " " + where + " is refused: " + fault;
    }

    private boolean isArchive() {
        return what.equals("archive");
    }

    /** Returns a name from an archive as a terminal can show it. */
    static String shown(String name) {
        String clean = name.replaceAll("\\p{C}", "?");
        return "'" + (clean.length() > SHOWN ? clean.substring(0, SHOWN) + "..." : clean) + "'";
    }
}
