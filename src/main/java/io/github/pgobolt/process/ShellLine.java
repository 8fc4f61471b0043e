package io.github.pgobolt.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a command so that a POSIX shell reads back the same argument list. For people to read and paste; never run.
 */
public final class ShellLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ShellLine() {}

    /** Returns one word, quoted where a shell would change it. */
    public static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (word.endsWith("\n") && word.length() > 1) {
            // $(…) strips trailing line breaks.
            return quote(word.substring(0, word.length() - 1)) + "'\n'";
        }
        if (word.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            // Control characters such as the separator of CARGO_ENCODED_RUSTFLAGS; $'…' is not known to every sh.
            StringBuilder format = new StringBuilder();
            word.chars()
                    .forEach(c -> format.append(
                            c < ' '
                                    ? String.format("\\%03o", c)
                                    : c == '%' ? "%%" : c == '\\' ? "\\\\" : String.valueOf((char) c)));
            // A format that begins with a dash would be read as an option, and not every printf knows "--".
            String safe = format.toString().replaceFirst("^-", "\\\\055").replace("'", "'\\''");
            return "\"$(printf '" + safe + "')\"";
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    static String of(Path directory, Map<String, String> environment, List<String> argv) {
        StringBuilder line = new StringBuilder();
        if (directory != null) {
            line.append("cd ").append(quote(directory.toString())).append(" && ");
        }
        // A shell cannot unset a variable for one command and only knows identifiers as names; env does both.
        if (environment.entrySet().stream()
                .anyMatch(e -> e.getValue() == null || !NAME.matcher(e.getKey()).matches())) {
            line.append("env ");
            environment.forEach((name, value) -> line.append(value == null ? "-u " + quote(name) + " " : ""));
        }
        environment.forEach((name, value) -> {
            if (value != null) {
                line.append(NAME.matcher(name).matches() ? name : quote(name)).append('=');
                line.append(quote(Redaction.value(name, value))).append(' ');
            }
        });
        return line + Redaction.arguments(argv).stream().map(ShellLine::quote).collect(Collectors.joining(" "));
    }
}
