package io.github.pgobolt.workload;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A script that runs a test of the crate on whatever file of the subject it is given. A test finds the program at a path
 * that is fixed when it is compiled, and which cargo owns; the script makes that path a link. Cargo's next build puts its
 * own file there again, so that nothing has to be restored.
 *
 * @param file the script
 */
public record TestLauncher(Path file) {

    /**
     * Writes the script, whose first argument is the file of the subject and the others are the test's.
     *
     * @param test the test's executable
     * @param place where the test looks for the program
     */
    public static TestLauncher write(Path file, Path test, Path place) throws IOException {
        String quoted = ShellLine.quote(place.toString());
        // By a rename, so that runs of the same file can begin at the same time.
        String script = "#!/bin/sh\n"
                + "# Runs a test of the crate on the program that is named first, from where the test looks for it.\n"
                + "program=$1\n"
                + "shift\n"
                + "place=" + quoted + "\n"
                + "if ! [ \"$place\" -ef \"$program\" ]; then\n"
                + "    ln -sfn \"$program\" \"$place.$$\" && mv -f \"$place.$$\" \"$place\" || exit 125\n"
                + "fi\n"
                + "exec " + ShellLine.quote(test.toString()) + " \"$@\"\n";
        WholeFile.keepScript(file, script);
        return new TestLauncher(file);
    }
}
