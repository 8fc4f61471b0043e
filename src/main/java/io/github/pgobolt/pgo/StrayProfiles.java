package io.github.pgobolt.pgo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Raw profiles of processes that lost LLVM_PROFILE_FILE, such as children that are started with an empty environment.
 * LLVM's runtime writes them to the folder that the build named. Those of the same build count like any other. They are
 * recognised by the build-id, or, if the linker writes none, by the number that LLVM's runtime derives from the
 * program's counters and functions and writes into the name (%m).
 */
public final class StrayProfiles {

    /** %m is the signature and a pool number; a process id may follow. */
    private static final Pattern SIGNATURE = Pattern.compile("(?:default_)?(\\d+)_\\d+(?:_\\d+)?\\.profraw");

    private final ForeignProfiles foreign;

    public StrayProfiles(ForeignProfiles foreign) {
        this.foreign = foreign;
    }

    /**
     * Moves those of the build to its other profiles.
     *
     * @param strays the files in the folder that the build named
     * @param program the instrumented program; null if an executable that cargo built beside it wrote the profiles
     * @param expected the folder of the profiles that were written where expected
     * @return how many were moved
     */
    public int takeIn(List<Path> strays, Path program, Path expected, List<Path> there) throws IOException {
        Set<String> known = there.stream().map(StrayProfiles::signature).collect(Collectors.toSet());
        // One per signature is checked: ten thousand children leave as many files. Should an older build have the same
        // signature, the merge finds it, since it checks the build-ids of all.
        Map<String, List<Path>> bySignature = strays.stream()
                .collect(Collectors.groupingBy(StrayProfiles::signature, TreeMap::new, Collectors.toList()));
        int own = 0;
        for (Map.Entry<String, List<Path>> same : bySignature.entrySet()) {
            Optional<Boolean> told = program == null
                    ? Optional.empty()
                    : foreign.wrote(program, same.getValue().get(0));
            if (told.orElse(known.contains(same.getKey()))) {
                for (Path stray : same.getValue()) {
                    Files.move(stray, expected.resolve("stray_" + stray.getFileName()));
                    own++;
                }
            }
        }
        return own;
    }

    /** Returns the signature; the name itself if it is not one of LLVM's. */
    private static String signature(Path profile) {
        String name = profile.getFileName().toString();
        Matcher matcher = SIGNATURE.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
