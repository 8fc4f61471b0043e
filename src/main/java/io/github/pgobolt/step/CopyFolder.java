package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder that {@code copyTo} names, looked at before anything is built. */
final class CopyFolder {

    private CopyFolder() {}

    /**
     * Does nothing if a file can be written there, in folders that may be still to make.
     *
     * @param folder what files are copied to; null if nothing is copied
     * @throws Failure that names what is in the way
     */
    static void require(Path folder) {
        if (folder == null) {
            return;
        }
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        String trouble = !Files.isDirectory(there)
                ? there + " is there and is no folder"
                : !Files.isWritable(there) ? there + " may not be written to" : null;
        if (trouble != null) {
            throw Failure.user("What ships cannot be copied to " + folder + ": " + trouble
                    + ". Take that out of the way, or name another folder with -Dpgobolt.copyTo=…");
        }
    }
}
