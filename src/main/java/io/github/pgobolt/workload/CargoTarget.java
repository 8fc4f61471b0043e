package io.github.pgobolt.workload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test, bench or example of the crate that trains it. Cargo builds a separate executable for each, with the subject's
 * code linked in, so that it counts for the compiler's profile, which identifies functions by name. The file that ships
 * is a different one: neither BOLT nor a comparison of variants can learn anything from this executable.
 *
 * @param kind cargo's name for it
 * @param name its name in the crate
 */
public record CargoTarget(Kind kind, String name) {

    /** The kinds, by the names of cargo's options. */
    public enum Kind {
        test,
        bench,
        example
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{cargo:(test|bench|example)/([A-Za-z0-9_-]+)}");

    /** Returns the placeholder of the executable in a workload's command. */
    public String placeholder() {
        return "${cargo:" + this + "}";
    }

    /** Returns the path of the executable that was built like a given file of the subject. */
    public Path beside(Path subject) {
        return subject.resolveSibling("cargo").resolve(kind.name()).resolve(name);
    }

    static Optional<CargoTarget> in(String word) {
        Matcher matcher = PLACEHOLDER.matcher(word);
        return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    }

    static String resolve(String word, Path subject) {
        return in(word).map(target -> target.beside(subject).toString()).orElse(word);
    }

    private static CargoTarget of(Matcher matcher) {
        return new CargoTarget(Kind.valueOf(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
