package io.github.pgobolt.translation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of a build for which the profile has no counts, as LLVM tells of it.
 *
 * @param module its module, such as {@code tally.5915db0fefdba3f-cgu.0}, which precedes the symbol of a local function in
 *     a profile
 * @param symbol its symbol
 * @param cfgHash LLVM's hash of its control flow, in decimal digits
 */
public record MissingFunction(String module, String symbol, String cfgHash) {

    private static final String OPTION = "-pgo-warn-missing-function";

    /** Has LLVM warn about each of them, and changes no byte of the file. */
    public static final String LIST = "-Cllvm-args=" + OPTION;

    /** What each warning says. */
    public static final String WARNING = "no profile data available for function ";

    private static final Pattern FUNCTION = Pattern.compile("([\\w.$]+) Hash = (\\d+)");

    /**
     * What a build listed.
     *
     * @param functions each once
     * @param unread how many warnings could not be read: LLVM's threads and rustc write into each other's lines
     */
    public record Listed(List<MissingFunction> functions, int unread) {

        public Listed {
            functions = List.copyOf(functions);
        }
    }

    /** Whether flags of rustc hold the option already, which LLVM accepts only once. */
    public static boolean isAskedFor(List<String> flags) {
        return flags.stream().anyMatch(flag -> flag.contains(OPTION));
    }

    /**
     * Reads the warnings of a build with {@link #LIST}, verbose so that cargo hides none of a dependency. A line that LLVM
     * wrote into comes as the JSON that rustc wrote, and is read as well.
     */
    public static Listed listed(String diagnostics) {
        Set<MissingFunction> functions = new LinkedHashSet<>();
        int unread = 0;
        Matcher function = FUNCTION.matcher(diagnostics);
        for (int at = diagnostics.indexOf(WARNING); at >= 0; at = diagnostics.indexOf(WARNING, at + 1)) {
            String module = moduleBefore(diagnostics, at);
            function.region(at + WARNING.length(), diagnostics.length());
            if (module.isEmpty() || !function.lookingAt()) {
                unread++;
            } else {
                functions.add(new MissingFunction(module, function.group(1), function.group(2)));
            }
        }
        return new Listed(List.copyOf(functions), unread);
    }

    /** Returns the module before the colon that precedes the warning, all of which have a dot; empty if there is none. */
    private static String moduleBefore(String text, int warning) {
        int end = warning - 2;
        if (end < 0 || !text.startsWith(": ", end)) {
            return "";
        }
        int begin = end;
        while (begin > 0 && isOfAModule(text.charAt(begin - 1))) {
            begin--;
        }
        String module = text.substring(begin, end);
        return module.contains(".") ? module : "";
    }

    private static boolean isOfAModule(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
