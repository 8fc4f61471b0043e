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
 * Raw profiles of processes that lost LLVM_PROFILE_FILE, as children do that are started with an empty environment. LLVM's
 * runtime writes them to the folder that the build named. Those of the very build count like any other; which they are the
 * build-id tells, and where the linker gives none, the number that LLVM's runtime makes of the program's counters and
 * functions and writes into the name (%m).
 */
public final class StrayProfiles {

    /** %m is the signature and a number of the pool; a process id may follow. */
    private static final Pattern SIGNATURE = Pattern.compile("(?:default_)?(\\d+)_\\d+(?:_\\d+)?\\.profraw");

    private final ForeignProfiles foreign;

    public StrayProfiles(ForeignProfiles foreign) {
        this.foreign = foreign;
    }

    /**
     * Moves those of the build to where its other profiles lie.
     *
     * @param strays what lies in the folder of the build
     * @param program the instrumented program; null where an executable that cargo built beside it wrote the profiles
     * @param expected the folder of the profiles that are where they were expected
     * @return how many were moved
     */
    public int takeIn(List<Path> strays, Path program, Path expected, List<Path> there) throws IOException {
        Set<String> known = there.stream().map(StrayProfiles::signature).collect(Collectors.toSet());
        // One of each signature is asked for: ten thousand children leave as many files. Should an older build have the same
        // one, the merge finds it, since it looks at the build-ids of all.
        Map<String, List<Path>> bySignature =
                strays.stream().collect(Collectors.groupingBy(StrayProfiles::signature, TreeMap::new, Collectors.toList()));
        int own = 0;
        for (Map.Entry<String, List<Path>> same : bySignature.entrySet()) {
            Optional<Boolean> told = program == null ? Optional.empty() : foreign.wrote(program, same.getValue().get(0));
            if (told.orElse(known.contains(same.getKey()))) {
                for (Path stray : same.getValue()) {
                    Files.move(stray, expected.resolve("stray_" + stray.getFileName()));
                    own++;
                }
            }
        }
        return own;
    }

    /** The name itself where it is none of LLVM's. */
    private static String signature(Path profile) {
        String name = profile.getFileName().toString();
        Matcher matcher = SIGNATURE.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
