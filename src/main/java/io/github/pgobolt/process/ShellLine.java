package io.github.pgobolt.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a command so that a POSIX shell reads the same argument list back. For people to read and paste, never run. */
public final class ShellLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellLine() {}

    /** One word, quoted where a shell would change it. */
    public static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (word.chars().anyMatch(c -> c < ' ')) {
            // Control characters such as the separator of CARGO_ENCODED_RUSTFLAGS; $'…' is not known to every sh.
            StringBuilder format = new StringBuilder();
            word.chars().forEach(c -> format.append(
                    c < ' ' ? String.format("\\%03o", c) : c == '%' ? "%%" : c == '\\' ? "\\\\" : String.valueOf((char) c)));
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
        environment.forEach((name, value) -> {
            if (value != null) {
                line.append(name).append('=').append(quote(Redaction.value(name, value))).append(' ');
            }
        });
        return line + Redaction.arguments(argv).stream().map(ShellLine::quote).collect(Collectors.joining(" "));
    }
}
