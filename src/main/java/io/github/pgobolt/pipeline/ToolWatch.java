package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks whether the tools are still those that this build found when it began. A package manager may replace one
 * during a build of minutes, and a record must not name a tool other than the one that was used.
 */
public final class ToolWatch {

    /** Changes with every write and every replacement, even if somebody sets the modification time back. */
    private static final String STAMP = "unix:ctime,ino,size";

    private final Map<Path, String> stamps = new HashMap<>();
    private final List<Tool> tools = new ArrayList<>();

    /** @param found the tools as they are now */
    public ToolWatch(List<Tool> found) {
        tools.addAll(found);
        tools.forEach(tool -> stamps.put(tool.path(), stamp(tool.path())));
    }

    /** Returns a failure for a tool that was there when the build began and is gone; null if all are there. */
    Failure missing() {
        return tools.stream()
                .filter(tool -> !Files.exists(tool.path()))
                .findFirst()
                .map(gone -> Failure.tool(
                        gone.name() + " was at " + gone.path() + " when this build began, and is not there any"
                                + " more. Install it again (" + Goals.command("doctor") + " says how), then start the"
                                + " build again: what was done stays."))
                .orElse(null);
    }

    /** @throws Failure if one of the tools was replaced since this build began */
    void requireUnchanged(List<Tool> used) throws IOException {
        for (Tool tool : used) {
            if (!Files.exists(tool.path())) {
                throw missing();
            }
            String before = stamps.get(tool.path());
            if (before == null || before.isEmpty() || before.equals(stamp(tool.path()))) {
                continue;
            }
            String now = Hashes.ofFile(tool.path());
            if (!now.equals(tool.sha256())) {
                throw Failure.tool(
                        tool.name() + " at " + tool.path() + " was replaced while this build went on (SHA-256 "
                                + tool.sha256() + ", now " + now
                                + "), so that nobody can tell which of the two did the step. Start the"
                                + " build again: it takes the tool that is there, and does again what depends on it.");
            }
        }
    }

    private static String stamp(Path path) {
        try {
            return Files.readAttributes(path.toRealPath(), STAMP).toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return "";
        }
    }
}
