package io.github.pgobolt.pgo;

import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Raw profiles that another program wrote, or an older build of the same one. llvm-profdata merges them silently, and
 * the counts of an unchanged function are then the sum for both builds. They are recognised by the build-id, which
 * LLVM's runtime copies from the program into the profile; if the linker writes none, they cannot be recognised.
 */
public final class ForeignProfiles {

    private static final Pattern BINARY_ID = Pattern.compile("(?m)^\\s*([0-9a-f]{8,})\\s*$");

    private final ProcessRunner processes;
    private final Tool profdata;

    public ForeignProfiles(ProcessRunner processes, Tool profdata) {
        this.processes = processes;
        this.profdata = profdata;
    }

    /**
     * Returns the inputs that the program did not write.
     *
     * @param merged the merged profile, which is checked first, since ten thousand inputs take a while
     * @param libraries shared libraries of the same build, whose profiles are not foreign
     */
    public List<ProfileMerge.Input> among(
            List<ProfileMerge.Input> inputs, Path merged, Path program, List<Path> libraries) throws IOException {
        Optional<String> programs = buildId(program);
        if (programs.isEmpty()) {
            return List.of();
        }
        Set<String> own = new TreeSet<>(Set.of(programs.get()));
        for (Path library : libraries) {
            buildId(library).ifPresent(own::add);
        }
        if (own.containsAll(ids(merged))) {
            return List.of();
        }
        List<ProfileMerge.Input> foreign = new ArrayList<>();
        for (ProfileMerge.Input input : inputs) {
            Set<String> ids = ids(input.file());
            if (!ids.isEmpty() && Collections.disjoint(ids, own)) {
                foreign.add(input);
            }
        }
        return foreign;
    }

    /** Whether the program wrote the profile; empty if the program has no build-id, or it cannot be read. */
    public Optional<Boolean> wrote(Path program, Path profile) throws IOException {
        Optional<String> own = buildId(program);
        return own.isEmpty() ? Optional.empty() : Optional.of(ids(profile).contains(own.get()));
    }

    private static Optional<String> buildId(Path program) throws IOException {
        return ElfSections.of(program).map(ElfSections::buildId);
    }

    private Set<String> ids(Path profile) throws IOException {
        String said = processes
                .run(Command.of(profdata.path(), "show", "--binary-ids", profile))
                .stdout();
        Set<String> ids = new TreeSet<>();
        int from = said.indexOf("Binary IDs:");
        Matcher found = BINARY_ID.matcher(from < 0 ? "" : said.substring(from + "Binary IDs:".length()));
        while (found.find()) {
            ids.add(found.group(1));
        }
        return ids;
    }
}
