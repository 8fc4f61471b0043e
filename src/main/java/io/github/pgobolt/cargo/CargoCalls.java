package io.github.pgobolt.cargo;

import io.github.pgobolt.process.ShellWords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of rustc and of programs that cargo prints in its output, and that output without them. */
final class CargoCalls {

    /** A command between backticks, quoted as for a shell: it may have line breaks. */
    private static final String QUOTED = "`((?:[^'`\\\\]|\\\\.|'[^']*')*+)`";

    private static final Pattern RUNNING = Pattern.compile("Running " + QUOTED, Pattern.DOTALL);

    private static final Pattern RUNNING_LINE = Pattern.compile(" *Running " + QUOTED + "\\R?", Pattern.DOTALL);

    private static final Pattern UNSUCCESSFUL =
            Pattern.compile("(process didn't exit successfully): " + QUOTED, Pattern.DOTALL);

    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);

    private CargoCalls() {}

    /** Returns the commands that it ran, each as it is printed. */
    static Stream<String> in(String stderr) {
        return RUNNING.matcher(stderr).results().map(call -> call.group(1));
    }

    /** Returns the words of each command that it ran, with the variables before it. */
    static Stream<List<String>> words(String stderr) {
        return in(stderr).map(call -> ShellWords.split(call, "cargo"));
    }

    /** Returns the variables before the programs of commands. */
    static Map<String, String> variables(List<List<String>> calls) {
        Map<String, String> variables = new TreeMap<>();
        for (List<String> words : calls) {
            for (String word : words.subList(0, variableCount(words))) {
                Matcher variable = VARIABLE.matcher(word);
                if (variable.matches()) {
                    variables.put(variable.group(1), variable.group(2));
                }
            }
        }
        return variables;
    }

    /** Returns how many variables precede the program. */
    static int variableCount(List<String> words) {
        return (int) words.stream()
                .takeWhile(word -> VARIABLE.matcher(word).matches())
                .count();
    }

    /**
     * Returns the output without the commands, which are thousands of letters, in which an error drowns. How a command ended
     * stays: it may be all that says why, such as the signal of a compiler that had no memory.
     */
    static String leftOutOf(String stderr) {
        return UNSUCCESSFUL.matcher(RUNNING_LINE.matcher(stderr).replaceAll("")).replaceAll("$1");
    }
}
