package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ReportedMetric;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.check.OutputRules;
import io.github.pgobolt.process.ShellWords;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes workloads from the POM and the command line. */
public final class Workloads {

    private final Path baseDirectory;
    private final int timeoutSeconds;
    private final WorkloadKinds build;

    /**
     * @param baseDirectory the default working directory
     * @param timeoutSeconds the limit of workloads that name none
     * @param build answers questions of workloads of kind java and maven
     */
    public Workloads(Path baseDirectory, int timeoutSeconds, WorkloadKinds build) {
        this.baseDirectory = baseDirectory;
        this.timeoutSeconds = timeoutSeconds;
        this.build = build;
    }

    /** Returns the workloads of the POM. */
    public List<Workload> ofPom(List<WorkloadConfig> configs) {
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            workloads.add(of(configs.get(i), nameOf(configs.get(i), "workload-" + (i + 1))));
        }
        return workloads;
    }

    /** Returns the command of JMH, which is a workload of kind java that starts JVMs of its own. */
    Workload jmh(WorkloadConfig config) {
        String where = "a <benchmark> of kind jmh";
        config.args.addAll(new JavaWorkload(config, build, baseDirectory, where).optionsOfForks());
        return of(config, config.name, where);
    }

    /**
     * Returns the metrics that workloads of the POM report.
     *
     * @param workloads the result of {@link #ofPom} for these configs
     */
    public static List<ReportedMetric> metrics(List<WorkloadConfig> configs, List<Workload> workloads) {
        List<ReportedMetric> metrics = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            if (configs.get(i).metric != null) {
                metrics.add(configs.get(i).metric.of(workloads.get(i).name()));
            }
        }
        return metrics;
    }

    /** Returns the output rules of workloads that set more than {@code <ignore>}; parameters as {@link #metrics}. */
    public static Map<String, OutputRules> outputRules(List<WorkloadConfig> configs, List<Workload> workloads) {
        Map<String, OutputRules> rules = new TreeMap<>();
        for (int i = 0; i < configs.size(); i++) {
            WorkloadConfig config = configs.get(i);
            String where = "workload '" + workloads.get(i).name() + "'";
            if (!(config.tolerance >= 0 && config.tolerance < 1)) {
                throw Failure.user("<tolerance> of " + where + " is " + config.tolerance
                        + "; it is a share of the larger number, from 0 to below 1, such as 1e-9.");
            }
            if (config.unordered && config.tolerance > 0) {
                throw Failure.user(where + " has both <tolerance> and <unordered>. Which line belongs to which"
                        + " cannot be told then: take one of the two out, or let <ignore> name the numbers.");
            }
            if (config.unordered || config.tolerance > 0) {
                Workload workload = workloads.get(i);
                rules.put(workload.name(), new OutputRules(workload.ignore(), config.tolerance, config.unordered));
            }
        }
        return rules;
    }

    /** Returns the servers that workloads of the POM talk to; parameters as {@link #metrics}. */
    public static List<ServerSetup> servers(List<WorkloadConfig> configs, List<Workload> workloads) {
        List<ServerSetup> servers = new ArrayList<>();
        for (int i = 0; i < configs.size(); i++) {
            if (configs.get(i).server != null) {
                servers.add(configs.get(i).server.of(workloads.get(i)));
            }
        }
        return servers;
    }

    /**
     * Returns the workloads of one property: the arguments of one run, or {@code @file} for a file with one run per
     * line.
     *
     * @param property the property, for names and messages: {@code train}, {@code evaluate} or {@code workload}
     */
    public List<Workload> ofProperty(String property, String value, Use use) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<String> runs = value.startsWith("@") ? lines(property, value.substring(1)) : List.of(value);
        List<Workload> workloads = new ArrayList<>();
        for (String run : runs) {
            String name = runs.size() == 1 ? property : property + "-" + (workloads.size() + 1);
            WorkloadConfig config = new WorkloadConfig();
            config.name = name;
            config.use = use.name();
            config.args = ShellWords.split(run, "pgobolt." + property);
            workloads.add(of(config, name));
        }
        return workloads;
    }

    /**
     * Returns the workloads with more to compare, or less.
     *
     * @param outputs names of further files to compare
     * @param ignore a regular expression for text that is not compared, or null
     */
    public static List<Workload> compared(List<Workload> workloads, List<String> outputs, String ignore) {
        List<String> ignored = ignore == null || ignore.isBlank() ? List.of() : List.of(ignore);
        ignored.forEach(pattern -> requirePattern("-Dpgobolt.ignore", pattern));
        boolean someEvaluate =
                workloads.stream().anyMatch(workload -> workload.use().evaluates());
        return workloads.stream()
                .map(one -> one.use().evaluates() || !someEvaluate ? one.comparing(outputs, ignored) : one)
                .toList();
    }

    private List<String> lines(String property, String file) {
        Path path = baseDirectory.resolve(file);
        try {
            List<String> runs = Files.readAllLines(path).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            if (runs.isEmpty()) {
                throw Failure.user(path + ", which -Dpgobolt." + property + "=@" + file
                        + " names, holds no run. Write the arguments of one run on each line.");
            }
            return runs;
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "-Dpgobolt." + property + "=@" + file + " names a file with one run a line, but " + path
                            + " cannot be read (" + e
                            + "). The path counts from the project's folder; the text is UTF-8.",
                    e);
        }
    }

    private static String nameOf(WorkloadConfig config, String fallback) {
        String name = config.name == null ? fallback : config.name;
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw Failure.user(
                    "The workload name '" + name + "' names files too: use letters, digits, '.', '_' and '-'.");
        }
        return name;
    }

    private Workload of(WorkloadConfig config, String name) {
        return of(config, name, "workload '" + name + "'");
    }

    private Workload of(WorkloadConfig config, String name, String where) {
        if (!(config.weight > 0) || Double.isInfinite(config.weight)) {
            throw Failure.user("<weight> of " + where + " is " + config.weight + "; it must be greater than 0.");
        }
        if (config.repeat < 1) {
            throw Failure.user("<repeat> of " + where + " is " + config.repeat + "; it must be at least 1.");
        }
        config.name = name;
        WorkloadLine line = line(config, where);
        List<Path> inputs = new ArrayList<>(
                orEmpty(config.inputs).stream().map(File::toPath).toList());
        inputs.addAll(line.inputs());
        int limit = config.timeoutSeconds == null ? timeoutSeconds : config.timeoutSeconds;
        if (limit < 1) {
            throw Failure.user("The limit of " + where + " is " + limit
                    + " s; <timeoutSeconds> (-Dpgobolt.workloadTimeoutSeconds)" + " must be at least 1.");
        }
        boolean cargo = "cargo".equals(config.kind);
        List<String> ignore = orEmpty(config.ignore);
        ignore.forEach(pattern -> requirePattern("<ignore> of " + where, pattern));
        return new Workload(
                name,
                config.use == null
                        ? cargo ? Use.train : Use.both
                        : Choice.of("<use> of " + where, config.use, Use.class),
                line.command(),
                config.shell,
                config.stdin == null ? null : config.stdin.toPath().toAbsolutePath(),
                environment(config.env),
                directory(config, cargo ? build.crate() : baseDirectory),
                config.weight,
                limit,
                config.repeat,
                config.expectExit,
                orEmpty(config.outputs),
                inputs,
                ignore);
    }

    private static Path directory(WorkloadConfig config, Path otherwise) {
        return config.workingDirectory == null
                ? otherwise
                : config.workingDirectory.toPath().toAbsolutePath();
    }

    private WorkloadLine line(WorkloadConfig config, String where) {
        String kind = config.kind == null
                ? "command"
                : Choice.of("<kind> of " + where, config.kind, "command", "java", "maven", "cargo");
        if (!kind.equals("command") && config.command != null) {
            throw Failure.user(where + " has <command>, but is of kind " + kind + ". Take one of the two out.");
        }
        return switch (kind) {
            case "java" -> new JavaWorkload(config, build, baseDirectory, where).line();
            case "maven" -> MavenWorkload.line(config, build, baseDirectory, where);
            case "cargo" -> CargoWorkload.line(config, where);
            default -> new WorkloadLine(command(config, where), List.of());
        };
    }

    private static List<String> command(WorkloadConfig config, String where) {
        if (config.command != null && config.args != null) {
            throw Failure.user(where + " has both <args> and <command>. Use <args> for the arguments of ${subject},"
                    + " or <command> for a whole command that names it.");
        }
        if (config.command == null) {
            List<String> command = new ArrayList<>(List.of(Workload.SUBJECT));
            command.addAll(orEmpty(config.args));
            return command;
        }
        if (orEmpty(config.command).isEmpty()) {
            throw Failure.user(
                    "<command> of " + where + " is empty. Give the program and its arguments, each in an <arg>.");
        }
        if (config.command.stream().anyMatch(java.util.Objects::isNull)) {
            throw Failure.user(
                    "<command> of " + where + " has an empty element, or one that is a property which does not exist."
                            + " Take it out, or give the property a value.");
        }
        return config.command;
    }

    /** Returns an environment; an empty XML element is a null in the map, and means that the variable is empty. */
    private static Map<String, String> environment(Map<String, String> env) {
        Map<String, String> environment = new TreeMap<>(env == null ? Map.of() : env);
        environment.replaceAll((name, value) -> value == null ? "" : value);
        return environment;
    }

    static void requirePattern(String parameter, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw Failure.user(parameter + " is no regular expression: " + e.getMessage()
                    + "\nPut a \\ before a character such as ( or [ that is meant as itself.");
        }
    }

    static <T> List<T> orEmpty(List<T> list) {
        // An empty XML element is a null in the list.
        return list == null
                ? List.of()
                : list.stream().filter(java.util.Objects::nonNull).toList();
    }
}
