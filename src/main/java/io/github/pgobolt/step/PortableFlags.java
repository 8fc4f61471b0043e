package io.github.pgobolt.step;

import io.github.pgobolt.process.Redaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Flags as they are compared with those of another machine: without secrets, and without the folders of this one. */
final class PortableFlags {

    private static final String REMAP = "--remap-path-prefix";

    private PortableFlags() {}

    /** @param workspace the folder of the workspace */
    static List<String> of(List<String> flags, Path workspace) {
        Path home = Path.of(System.getProperty("user.home"));
        List<String> portable = new ArrayList<>();
        for (Iterator<String> words = Redaction.arguments(flags).iterator(); words.hasNext(); ) {
            String word = words.next();
            // It names folders of a machine and nothing else, and no function is another one for it.
            if (word.equals(REMAP)) {
                if (words.hasNext()) {
                    words.next();
                }
            } else if (!word.startsWith(REMAP + "=")) {
                portable.add(named(named(word, workspace, "<workspace>"), home, "<home>"));
            }
        }
        return portable;
    }

    /** The home of a user of a container may be the root, which is no name of anything. */
    private static String named(String word, Path folder, String name) {
        return folder.getNameCount() == 0 ? word : word.replace(folder.toString(), name);
    }
}
