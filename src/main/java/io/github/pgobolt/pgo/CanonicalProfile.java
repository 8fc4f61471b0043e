package io.github.pgobolt.pgo;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A merged profile with nothing in it but what was counted. llvm-profdata copies the build-id of the instrumented
 * program into it, which differs from folder to folder since the program has the path of its own profiles in it; and it
 * writes the functions in an order that depends on that of its inputs. Its text form has no build-ids and is sorted by
 * name, so that what is made of the text is the same file for the same counts. rustc does not read the build-ids.
 */
public final class CanonicalProfile {

    private final ProcessRunner processes;
    private final Tool profdata;

    public CanonicalProfile(ProcessRunner processes, Tool profdata) {
        this.processes = processes;
        this.profdata = profdata;
    }

    /**
     * Writes it in the place of the merged profile, which stays as it is where llvm-profdata does not bring the same
     * counts back.
     *
     * @param merged an indexed profile of an instrumented build
     * @param then what it holds
     * @return the commands that made it; none if the profile stayed as it was
     */
    public List<Command> replace(Path merged, ProfileSummary then, Path log) throws IOException {
        Path text = merged.resolveSibling(merged.getFileName() + ".text");
        Path again = merged.resolveSibling(merged.getFileName() + ".again");
        Command write = merge("--text", merged, text, log);
        Command read = merge(null, text, again, log);
        try {
            if (!processes.run(write).ok() || !processes.run(read).ok() || !Files.exists(again)) {
                return List.of();
            }
            ProfileSummary now =
                    new ProfileMerge(processes, profdata, ProfileMerge.Kind.INSTRUMENTED).summary(again, log);
            if (!now.equals(then)) {
                return List.of();
            }
            Files.move(again, merged, StandardCopyOption.REPLACE_EXISTING);
            return List.of(write, read);
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(again);
        }
    }

    private Command merge(String form, Path from, Path to, Path log) {
        Command command = form == null
                ? Command.of(profdata.path(), "merge", "--sparse", from, "-o", to)
                : Command.of(profdata.path(), "merge", "--sparse", form, from, "-o", to);
        return command.logTo(log);
    }
}
