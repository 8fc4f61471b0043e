package io.github.pgobolt.cargo;

import java.nio.file.Path;
import java.util.List;

/**
 * The tests and benches of a subject's package.
 *
 * @param directory the package's folder
 * @param subject what the subject is
 * @param tests the names of its integration tests, in order
 * @param benches the names of its benches, in order
 */
public record CrateTargets(Path directory, Subject.Kind subject, List<String> tests, List<String> benches) {

    public CrateTargets {
        tests = List.copyOf(tests);
        benches = List.copyOf(benches);
    }
}
