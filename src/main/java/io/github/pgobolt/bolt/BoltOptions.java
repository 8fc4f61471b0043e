package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of one llvm-bolt, as its own {@code --help-hidden} lists them. They differ between majors, so a table of
 * versions would not do.
 */
public final class BoltOptions {

    /**
     * The options used by default. A later entry of a group replaces one that this llvm-bolt lacks: {@code cdsort} came
     * after {@code hfsort+}. Nothing replaces {@code icf=safe}, which came with 20: the plain {@code icf} of older
     * majors also folds functions whose addresses the program compares.
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

    // "  --reorder-blocks=<value>   - change layout of basic blocks", "  -v <uint> - …", "  --asm-dump[=<folder>] - …"
    private static final Pattern OPTION =
            Pattern.compile("^\\s*--?([A-Za-z0-9][A-Za-z0-9-]*)(\\[?[= ]<[^>]*>\\]?)?\\s+-\\s(.*)$");
    // "    =ext-tsp   -   perform …"
    private static final Pattern VALUE = Pattern.compile("^\\s+=([^\\s]+)\\s.*");
    private static final Pattern ALIAS = Pattern.compile("(?i)^alias for --?([A-Za-z0-9-]+).*");

    private static final Set<String> BOOLEANS = Set.of("0", "1", "true", "True", "TRUE", "false", "False", "FALSE");

    private final Tool bolt;
    /** Options that may be given without a value. */
    private final Set<String> plain = new TreeSet<>();
    /** Options that take a value; one with an optional value is in both sets. */
    private final Set<String> valued = new TreeSet<>();

    private final Map<String, String> aliases = new TreeMap<>();
    private final Set<String> choices = new TreeSet<>();

    private BoltOptions(Tool bolt, String help) {
        this.bolt = bolt;
        String current = null;
        for (String line : help.lines().toList()) {
            Matcher option = OPTION.matcher(line);
            Matcher value = VALUE.matcher(line);
            if (option.matches()) {
                current = option.group(1);
                note(current, option.group(2), option.group(3));
            } else if (value.matches() && current != null) {
                choices.add(current + "=" + value.group(1));
            }
        }
    }

    private void note(String name, String form, String description) {
        Matcher alias = ALIAS.matcher(description);
        if (alias.matches()) {
            aliases.put(name, alias.group(1));
        } else if (form == null) {
            plain.add(name);
        } else {
            valued.add(name);
            if (form.startsWith("[")) {
                plain.add(name);
            }
        }
    }

    /** Asks llvm-bolt for its options. */
    public static BoltOptions probe(ProcessRunner processes, Tool bolt) throws IOException {
        Outcome outcome = processes.run(Command.of(bolt.path(), "--help-hidden"));
        BoltOptions options = parse(bolt, outcome.stdout());
        if (!outcome.ok() || options.plain.isEmpty()) {
            throw Failure.tool("llvm-bolt " + bolt.version() + " (" + bolt.path() + ") does not list its options ("
                    + outcome.ending() + "):\n" + outcome.tail() + "\nTry it by hand: " + bolt.path()
                    + " --help-hidden. PGO alone: -Dpgobolt.bolt.skip");
        }
        return options;
    }

    static BoltOptions parse(Tool bolt, String help) {
        return new BoltOptions(bolt, help);
    }

    /** Returns the default options: those of the list above that this llvm-bolt has. */
    public List<String> defaults() {
        List<String> chosen = new ArrayList<>();
        for (List<String> group : DEFAULTS) {
            group.stream().filter(this::has).findFirst().ifPresent(chosen::add);
        }
        return chosen;
    }

    /**
     * The options that are used.
     *
     * @param notes a sentence for each one that was asked for and is left out
     */
    public record Chosen(List<String> flags, List<String> notes) {
        public Chosen {
            flags = List.copyOf(flags);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Chooses the options to use, without those that the architecture does not support.
     *
     * @param replacing replace the defaults, or null
     * @param added are added
     * @param architecture of the file, as Rust names it
     * @throws Failure if this llvm-bolt lacks one that was asked for
     */
    public Chosen choose(List<String> replacing, List<String> added, String architecture) {
        if (replacing != null) {
            require(replacing, "boltFlags");
        }
        require(added, "boltExtraFlags");
        List<String> flags = new ArrayList<>(replacing == null ? defaults() : replacing);
        flags.addAll(added);
        return architecture.equals("aarch64") ? AArch64Limits.apply(flags) : new Chosen(flags, List.of());
    }

    /** Whether this llvm-bolt can fit a profile of another build to a file. */
    public boolean infers() {
        return has(Bolt.INFER);
    }

    /** Whether this llvm-bolt accepts the flag: knows the option, and its value if values are listed. */
    public boolean has(String flag) {
        String name = name(flag);
        int equals = flag.indexOf('=');
        if (equals < 0) {
            return plain.contains(name);
        }
        String value = flag.substring(equals + 1);
        if (!choices(name).isEmpty()) {
            return choices.contains(name + "=" + value);
        }
        // An option listed without a value is a boolean; -split-functions=2 is an old form that all majors still
        // accept.
        return valued.contains(name)
                || plain.contains(name)
                        && (BOOLEANS.contains(value) || name.equals("split-functions") && value.matches("[23]"));
    }

    /** Returns the option's own name, without dashes and value. */
    private String name(String flag) {
        String bare = flag.replaceFirst("^--?", "").replaceFirst("=.*", "");
        return aliases.getOrDefault(bare, bare);
    }

    private List<String> choices(String name) {
        return choices.stream().filter(choice -> choice.startsWith(name + "=")).toList();
    }

    /**
     * Refuses a flag that this llvm-bolt lacks, before anything is built with it.
     *
     * @param parameter the parameter that the flags come from, for the message
     */
    public void require(List<String> flags, String parameter) {
        for (String flag : flags) {
            if (!flag.startsWith("-")) {
                throw Failure.user(
                        "'" + flag + "' in " + parameter + " is no option of llvm-bolt: options start with '-'.");
            }
            if (!has(flag)) {
                throw Failure.user("llvm-bolt " + bolt.version() + " (" + bolt.path() + ") does not know " + flag
                        + " of " + parameter + "." + advice(flag) + " List its options: " + bolt.path()
                        + " --help-hidden");
            }
        }
    }

    private String advice(String flag) {
        String name = name(flag);
        if (flag.matches("--?align-blocks=\\d+")) {
            return " It is a boolean: write -align-blocks -block-alignment=" + flag.replaceFirst(".*=", "") + ".";
        }
        List<String> values = choices(name).stream()
                .filter(choice -> !choice.endsWith("=<empty>"))
                .toList();
        if (!values.isEmpty()) {
            return " It knows -" + String.join(", -", values) + ".";
        }
        if (valued.contains(name)) {
            return " It takes a value: write -" + name + "=….";
        }
        return plain.contains(name) ? " It takes no value but 0 and 1: write -" + name + "." : "";
    }
}
