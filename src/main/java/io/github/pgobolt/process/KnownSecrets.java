package io.github.pgobolt.process;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Secret values known by the name under which they were passed, so that they are recognised wherever a program prints
 * them, with or without a name.
 */
final class KnownSecrets {

    /** Shorter values occur in too much harmless text. */
    private static final int LEAST_LENGTH = 8;

    private final List<String> values;

    private KnownSecrets(Collection<String> values) {
        // The longest first: one may be a prefix of another.
        this.values = values.stream()
                .filter(value -> value.length() >= LEAST_LENGTH && !value.startsWith("/"))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Returns the secrets of an environment, by the names of its variables. */
    static KnownSecrets in(Map<String, String> environment) {
        return new KnownSecrets(named(environment).toList());
    }

    /** Returns the secrets passed to a command, in its arguments and in its additions to the environment. */
    static KnownSecrets of(Command command) {
        Set<String> found = new LinkedHashSet<>();
        named(command.environment()).forEach(found::add);
        List<String> clean = Redaction.arguments(command.argv());
        for (int i = 0; i < clean.size(); i++) {
            takenOut(command.argv().get(i), clean.get(i), found);
        }
        return new KnownSecrets(found);
    }

    private static Stream<String> named(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getValue() != null && Redaction.isSecret(variable.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Adds the text behind each redaction mark: everything between the pieces that were kept. */
    private static void takenOut(String argument, String redacted, Set<String> found) {
        int from = 0;
        String[] pieces = redacted.split(Redaction.REDACTED, -1);
        for (int i = 0; i < pieces.length; i++) {
            int at = i == pieces.length - 1 && pieces[i].isEmpty()
                    ? argument.length()
                    : argument.indexOf(pieces[i], from);
            if (at < 0) {
                return;
            }
            String secret = argument.substring(from, at);
            found.add(secret);
            // A user name and password; a program may print the password alone.
            found.add(secret.substring(secret.indexOf(':') + 1));
            from = at + pieces[i].length();
        }
    }

    /** Returns the text with these values redacted. */
    String takenFrom(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, Redaction.REDACTED);
        }
        return clean;
    }
}
