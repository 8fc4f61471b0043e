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

    /** One word, quoted where a shell would change it. Control characters use the {@code $'…'} form of bash and zsh. */
    public static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (word.chars().anyMatch(c -> c < ' ')) {
            StringBuilder quoted = new StringBuilder("$'");
            word.chars().forEach(c -> {
                if (c < ' ') {
                    quoted.append(String.format("\\x%02x", c));
                } else {
                    if (c == '\'' || c == '\\') {
                        quoted.append('\\');
                    }
                    quoted.append((char) c);
                }
            });
            return quoted.append('\'').toString();
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
