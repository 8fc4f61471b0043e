package io.github.pgobolt.base;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How goals are typed in the folder in which Maven was called.
 *
 * @param options the options of Maven without which the goal does not run there, quoted for a shell
 * @param prefix what comes before the name of a goal, such as {@code pgo-bolt:}
 * @param suffix what comes after it, such as {@code @default} for the settings of an execution; empty for nothing
 */
public record GoalForm(List<String> options, String prefix, String suffix) {

    /** The form that runs in any folder, with the plugin's newest version. */
    public static final GoalForm ANYWHERE = new GoalForm(List.of(), Goals.name(""), "");

    /** A command as {@link Goals} writes it; other goals may precede, and none is left with options before it. */
    private static final Pattern COMMAND = Pattern.compile(
            "\\bmvn ((?:[a-z][a-z-]* ){0,9})" + Pattern.quote(Goals.name("")) + "([a-z]+(?:-[a-z]+)*)(?![a-z-]*@)");

    public GoalForm {
        options = List.copyOf(options);
    }

    /** Returns a text in which every command of {@link Goals} is written in this form; null stays null. */
    public String in(String text) {
        if (text == null || !text.contains(Goals.name(""))) {
            return text;
        }
        String start = "mvn "
                + String.join("", options.stream().map(option -> option + " ").toList());
        return COMMAND.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(start + found.group(1) + prefix + found.group(2) + suffix));
    }
}
