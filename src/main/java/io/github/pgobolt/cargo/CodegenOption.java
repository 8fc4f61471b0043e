package io.github.pgobolt.cargo;

import java.util.ArrayList;
import java.util.List;

/**
 * One of rustc's codegen options in a list of flags, in any spelling: {@code -Cname=value}, {@code -C name=value},
 * {@code --codegen=name=value} or {@code --codegen name=value}, with dashes or underscores in the name.
 *
 * @param name with dashes
 * @param value null if it has none
 * @param from the index of its first word
 * @param to the index after its last
 */
record CodegenOption(String name, String value, int from, int to) {

    private static final String LONG = "--codegen";
    private static final String SHORT = "-C";

    /** Returns all of them, in order. */
    static List<CodegenOption> of(List<String> flags) {
        List<CodegenOption> options = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            String flag = flags.get(i);
            if (flag.equals(SHORT) || flag.equals(LONG)) {
                if (i + 1 < flags.size()) {
                    options.add(parse(flags.get(i + 1), i, i + 2));
                    i++;
                }
            } else if (flag.startsWith(LONG + "=")) {
                options.add(parse(flag.substring(LONG.length() + 1), i, i + 1));
            } else if (flag.startsWith(SHORT)) {
                options.add(parse(flag.substring(SHORT.length()), i, i + 1));
            }
        }
        return options;
    }

    /** Returns the last option of a name, which is the one that takes effect; null if there is none. */
    static CodegenOption last(List<String> flags, String name) {
        return of(flags).stream()
                .filter(option -> option.name().equals(name))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** Whether rustc is to link Rust's libraries, including the standard library, as shared libraries. */
    static boolean prefersDynamic(List<String> flags) {
        CodegenOption dynamic = last(flags, "prefer-dynamic");
        return dynamic != null && dynamic.isOn();
    }

    private static CodegenOption parse(String text, int from, int to) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        return new CodegenOption(name.replace('_', '-'), equals < 0 ? null : text.substring(equals + 1), from, to);
    }

    /** Whether a switch is on, as it is without a value. */
    boolean isOn() {
        return value == null || List.of("y", "yes", "on", "true").contains(value);
    }

    /** Whether a switch is off. */
    boolean isOff() {
        return value != null && List.of("n", "no", "off", "false").contains(value);
    }
}
