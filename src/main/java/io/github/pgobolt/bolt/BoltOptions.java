package io.github.pgobolt.bolt;

import io.github.pgobolt.pipeline.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of one llvm-bolt, as its own {@code --help-hidden} lists them. They differ between majors, so there is no
 * table of versions.
 */
public final class BoltOptions {

    /**
     * What is used where the user says nothing. A later entry of a group stands in for one that this llvm-bolt lacks:
     * {@code cdsort} came after {@code hfsort+}, {@code icf=safe} after the plain {@code icf}.
     */
    private static final List<List<String>> DEFAULTS = List.of(
            List.of("-reorder-blocks=ext-tsp"),
            List.of("-reorder-functions=cdsort", "-reorder-functions=hfsort+"),
            List.of("-split-functions"),
            List.of("-split-all-cold"),
            List.of("-split-eh"),
            List.of("-icf=safe"),
            List.of("-jump-tables=move"),
            List.of("-update-debug-sections"),
            List.of("-dyno-stats"),
            List.of("-no-huge-pages"));

    // "  --reorder-blocks=<value>   - change layout of basic blocks", "    =ext-tsp   -   perform …"
    private static final Pattern OPTION = Pattern.compile("^\\s*--?([A-Za-z0-9][A-Za-z0-9-]*)(?:=<([^>]*)>)?\\s.*");
    private static final Pattern VALUE = Pattern.compile("^\\s+=([^\\s]+)\\s.*");

    private final Tool bolt;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> choices = new TreeSet<>();

    private BoltOptions(Tool bolt, String help) {
        this.bolt = bolt;
        String current = null;
        for (String line : help.lines().toList()) {
            Matcher option = OPTION.matcher(line);
            Matcher value = VALUE.matcher(line);
            if (option.matches()) {
                current = option.group(1);
                names.add(current);
            } else if (value.matches() && current != null) {
                choices.add(current + "=" + value.group(1));
            }
        }
    }

    /** Asks llvm-bolt what it can do. */
    public static BoltOptions probe(ProcessRunner processes, Tool bolt) throws IOException {
        return parse(bolt, processes.run(Command.of(bolt.path(), "--help-hidden")).stdout());
    }

    static BoltOptions parse(Tool bolt, String help) {
        return new BoltOptions(bolt, help);
    }

    /** The options to use by default: those of the list above that this llvm-bolt has. */
    public List<String> defaults() {
        List<String> chosen = new ArrayList<>();
        for (List<String> group : DEFAULTS) {
            group.stream().filter(this::has).findFirst().ifPresent(chosen::add);
        }
        return chosen;
    }

    /** Whether this llvm-bolt knows the option, and its value where the values are listed. */
    public boolean has(String flag) {
        String bare = flag.replaceFirst("^--?", "");
        int equals = bare.indexOf('=');
        String name = equals < 0 ? bare : bare.substring(0, equals);
        if (!names.contains(name)) {
            return false;
        }
        boolean listed = choices.stream().anyMatch(choice -> choice.startsWith(name + "="));
        return equals < 0 || !listed || choices.contains(bare);
    }

    /**
     * Refuses a flag that this llvm-bolt does not have, before anything is built with it.
     *
     * @param parameter the parameter that the flags come from, for the message
     */
    public void require(List<String> flags, String parameter) {
        for (String flag : flags) {
            if (!flag.startsWith("-")) {
                throw Failure.user("'" + flag + "' in " + parameter + " is no option of llvm-bolt: options start with '-'.");
            }
            if (!has(flag)) {
                throw Failure.user("llvm-bolt " + bolt.version() + " (" + bolt.path() + ") does not know " + flag + " of "
                        + parameter + "." + advice(flag) + " List its options: " + bolt.path() + " --help-hidden");
            }
        }
    }

    private String advice(String flag) {
        if (flag.matches("--?align-blocks=\\d+")) {
            return " It is a boolean: write -align-blocks -block-alignment=" + flag.replaceFirst(".*=", "") + ".";
        }
        String name = flag.replaceFirst("^--?", "").replaceFirst("=.*", "");
        List<String> values = choices.stream().filter(choice -> choice.startsWith(name + "=")).toList();
        return values.isEmpty() ? "" : " It knows " + String.join(", ", values) + ".";
    }
}
