package io.github.pgobolt.process;

import io.github.pgobolt.base.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into arguments as a POSIX shell does (2.2 Quoting), without variables, globs or anything else a shell
 * does. The splitter of plexus-utils keeps a backslash and loses an empty argument.
 */
public final class ShellWords {

    private ShellWords() {}

    /** @param parameter the origin of the line, for a message */
    public static List<String> split(String line, String parameter) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length() && line.charAt(i + 1) == '\n') {
                // A line continuation.
                i++;
                continue;
            }
            if (quote == 0 && " \t\r\n".indexOf(c) >= 0) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length() && escapes(line.charAt(i + 1), quote)) {
                word.append(line.charAt(++i));
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw Failure.user("-D" + parameter + " has a " + quote + " that is not closed: " + line
                    + "\nClose it, or write \\" + quote + " where the character itself is meant.");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** Within double quotes a backslash escapes only characters that are special there. */
    private static boolean escapes(char next, char quote) {
        return quote == 0 || "\"\\$`".indexOf(next) >= 0;
    }
}
