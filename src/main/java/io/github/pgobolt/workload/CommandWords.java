package io.github.pgobolt.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a workload's command, each with its role: what runs (the program, an interpreter's script, a JVM's class
 * path and agents, plugins and settings) is code; what an option names as an output may be one; the rest is data that
 * the program works on.
 */
final class CommandWords {

    /** Separates commands, and words within one, in a shell line. Quoted text with spaces is not recognised. */
    private static final Pattern COMMANDS = Pattern.compile("[;|&()\\n]+");

    private static final Pattern WORDS = Pattern.compile("[\\s\"'<>]+");
    private static final Pattern REDIRECTED = Pattern.compile(">>?\\s{0,9}[\"']?([^\\s\"'<>;|&()]+)");

    /** Programs that start the one after them. */
    private static final Set<String> STARTERS =
            Set.of("env", "nice", "time", "timeout", "taskset", "numactl", "stdbuf", "exec", "nohup");

    private static final Pattern INTERPRETER =
            Pattern.compile("(ba|da|z|k)?sh|(python|pypy|lua|ruby|perl|php|node|tclsh)[0-9.]*|nodejs|luajit"
                    + "|deno|bun|Rscript|groovy|jshell");
    /** Options of interpreters whose value is the next word, and those after whose value no script follows. */
    private static final Set<String> WITH_VALUE =
            Set.of("-r", "--require", "--import", "--loader", "-I", "-W", "-X", "-L");

    private static final Set<String> INSTEAD_OF_SCRIPT = Set.of("-m", "-c", "-e");

    private static final Set<String> JVM_WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--patch-module",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads");
    private static final Set<String> JVM_INSTEAD_OF_CLASS = Set.of("-jar", "-m", "--module");

    /** Options whose value is a part of the program or its settings. */
    private static final Pattern PART =
            Pattern.compile("(?i)--?([a-z0-9_.-]{0,40}[-_.])?(plugins?|modules?|library|libraries|libs?|agents?"
                    + "|extensions?|addons?|preload|driver|config(uration)?|conf|settings)([-_.]?(path|file|dir))?");

    /** Options whose value is what a tool keeps for itself: neither its place nor its contents change what a run does. */
    private static final Pattern CACHE = Pattern.compile(
            "(?i)-Dmaven\\.repo\\.local(\\..*)?|--?([a-z0-9_.-]{0,40}[-_.])?cache[-_.]?(path|dir|folder)");

    private static final Pattern OUTPUT =
            Pattern.compile("(?i)-o|-?of|--?([a-z0-9_.-]{0,40}[-_.])?out(put)?([-_.]?(file|path|dir|folder))?");

    private CommandWords() {}

    /**
     * A word.
     *
     * @param code whether it is part of what runs
     * @param output whether it follows an option, or a shell's {@code >}, that names an output
     */
    record Word(String text, boolean code, boolean output) {}

    /** Returns them in their order, without those that name a cache. */
    static List<Word> of(Workload workload) {
        if (!workload.shell()) {
            return command(workload.command(), Set.of());
        }
        List<Word> all = new ArrayList<>();
        for (String line : workload.command()) {
            Set<String> redirected = Set.copyOf(REDIRECTED
                    .matcher(line)
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .toList());
            for (String command : COMMANDS.split(line)) {
                all.addAll(command(
                        Stream.of(WORDS.split(command))
                                .filter(word -> !word.isEmpty())
                                .toList(),
                        redirected));
            }
        }
        return all;
    }

    private static List<Word> command(List<String> words, Set<String> redirected) {
        int code = program(words);
        List<Word> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1);
            if (!is(CACHE, word, before)) {
                all.add(new Word(
                        word,
                        i < code || is(PART, word, before),
                        redirected.contains(word) || is(OUTPUT, word, before)));
            }
        }
        return all;
    }

    /** Whether a word is {@code --option=value} or the value after {@code --option}; {@code -D} may be a word of its own. */
    private static boolean is(Pattern option, String word, String before) {
        String whole = before.equals("-D") ? before + word : word;
        int equals = whole.indexOf('=');
        return equals > 0 && option.matcher(whole.substring(0, equals)).matches()
                || !word.startsWith("-") && option.matcher(before).matches();
    }

    /** Returns how many words at the start are part of what runs. */
    private static int program(List<String> words) {
        int i = 0;
        while (i < words.size()
                && (words.get(i).matches("[A-Za-z_]\\w*=.*")
                        || i > 0 && words.get(i).matches("-.*|[0-9.]+[smhd]?"))) {
            i++;
        }
        if (i >= words.size()) {
            return words.size();
        }
        String program = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
        if (STARTERS.contains(program)) {
            return i + 1 + behindStarter(words.subList(i + 1, words.size()));
        }
        Matcher interpreter = INTERPRETER.matcher(program);
        if (program.equals("java")) {
            return upToMain(words, i + 1, JVM_WITH_VALUE, JVM_INSTEAD_OF_CLASS);
        }
        if (interpreter.matches()) {
            boolean verb = (program.equals("deno") || program.equals("bun"))
                    && i + 1 < words.size()
                    && words.get(i + 1).equals("run");
            return upToMain(words, verb ? i + 2 : i + 1, WITH_VALUE, INSTEAD_OF_SCRIPT);
        }
        return i + 1;
    }

    /** Returns the same after a program that starts another one; its own options and numbers come first. */
    private static int behindStarter(List<String> words) {
        int i = 0;
        while (i < words.size() && words.get(i).matches("-.*|[0-9.,]+[smhd]?")) {
            i++;
        }
        return i == words.size() ? i : i + program(words.subList(i, words.size()));
    }

    private static int upToMain(List<String> words, int start, Set<String> withValue, Set<String> instead) {
        int i = start;
        while (i < words.size() && words.get(i).startsWith("-")) {
            if (instead.contains(words.get(i))) {
                return Math.min(words.size(), i + 2);
            }
            i += withValue.contains(words.get(i)) ? 2 : 1;
        }
        return Math.min(words.size(), i + 1);
    }
}
