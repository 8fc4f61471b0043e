package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The crate's settings in an execution of {@code org.questdb:rust-maven-plugin} in the same POM, by the names and
 * defaults of its version 1.2.0.
 *
 * @param manifest the crate's Cargo.toml
 * @param profile the cargo profile in its {@code extraArgs}, or {@code release}: an optimised build uses that, whatever
 *     the plain build for tests is
 * @param cargoArguments its other {@code extraArgs}
 * @param copyTo the folder that it copies to, or null
 */
record RustPlugin(
        File manifest,
        List<String> features,
        boolean noDefaultFeatures,
        String profile,
        List<String> cargoArguments,
        Map<String, String> environment,
        File copyTo,
        boolean copyWithPlatformDir) {

    private static final String KEY = "org.questdb:rust-maven-plugin";

    /**
     * Reads the execution.
     *
     * @param execution its id; null if only one builds
     */
    static RustPlugin in(MavenProject project, String execution) {
        Plugin plugin =
                project == null ? null : project.getBuild().getPluginsAsMap().get(KEY);
        if (plugin == null) {
            throw Failure.user("<inheritRustPlugin> is set, and this POM has no " + KEY
                    + ". Add its execution, or name the crate here: <manifestPath>.");
        }
        List<PluginExecution> builds = plugin.getExecutions().stream()
                .filter(e -> e.getGoals().contains("build")
                        && (execution == null || e.getId().equals(execution)))
                .toList();
        if (builds.size() != 1) {
            String ids =
                    plugin.getExecutions().stream().map(PluginExecution::getId).collect(Collectors.joining(", "));
            throw Failure.user("<inheritRustPlugin> needs one execution of " + KEY + " with the goal build"
                    + (execution == null ? "" : " and the id '" + execution + "'") + ", and there are " + builds.size()
                    + " (executions: " + (ids.isEmpty() ? "none" : ids) + "). Name it: <rustPluginExecution>.");
        }
        return of(
                (Xpp3Dom) builds.get(0).getConfiguration(), project.getBasedir().toPath());
    }

    private static RustPlugin of(Xpp3Dom configuration, Path base) {
        Xpp3Dom from = configuration == null ? new Xpp3Dom("configuration") : configuration;
        List<String> arguments = new ArrayList<>(words(from.getChild("extraArgs")));
        String profile = "release";
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--profile") && i + 1 < arguments.size()) {
                profile = arguments.get(++i);
            } else if (argument.startsWith("--profile=")) {
                profile = argument.substring("--profile=".length());
            } else if (!argument.equals("--release") && !argument.equals("-r")) {
                kept.add(argument);
            }
        }
        if (flag(from, "allFeatures")) {
            kept.add("--all-features");
        }
        String path = text(from, "path");
        String copyTo = text(from, "copyTo");
        return new RustPlugin(
                base.resolve(path == null ? "" : path)
                        .resolve("Cargo.toml")
                        .normalize()
                        .toFile(),
                words(from.getChild("features")),
                flag(from, "noDefaultFeatures"),
                profile,
                kept,
                variables(from.getChild("environmentVariables")),
                copyTo == null ? null : base.resolve(copyTo).normalize().toFile(),
                flag(from, "copyWithPlatformDir"));
    }

    private static String text(Xpp3Dom from, String name) {
        Xpp3Dom child = from.getChild(name);
        return child == null || child.getValue() == null || child.getValue().isBlank()
                ? null
                : child.getValue().strip();
    }

    private static boolean flag(Xpp3Dom from, String name) {
        return Boolean.parseBoolean(text(from, name));
    }

    private static List<String> words(Xpp3Dom list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.getChildren())
                        .map(Xpp3Dom::getValue)
                        .filter(value -> value != null && !value.isBlank())
                        .map(String::strip)
                        .toList();
    }

    private static Map<String, String> variables(Xpp3Dom map) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (map != null) {
            for (Xpp3Dom variable : map.getChildren()) {
                variables.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
            }
        }
        return variables;
    }
}
