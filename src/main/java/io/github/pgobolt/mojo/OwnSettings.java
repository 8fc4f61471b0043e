package io.github.pgobolt.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The executions of this plugin in a POM that have settings of their own. A goal that is typed by its name alone gets the
 * settings of the plugin, and not these; {@code goal@execution} gets them.
 */
final class OwnSettings {

    private final Plugin inPom;
    private final List<PluginExecution> executions;

    /** @param project null if there is no POM */
    OwnSettings(MavenProject project, PluginDescriptor plugin) {
        this.inPom =
                project == null ? null : project.getBuild().getPluginsAsMap().get(plugin.getPluginLookupKey());
        this.executions = inPom == null
                ? List.of()
                : inPom.getExecutions().stream()
                        .filter(execution -> !own(execution).isEmpty())
                        .toList();
    }

    /** Returns what names the settings of a goal behind its name, where it is typed; empty if they are the plugin's. */
    String suffix(MojoExecution running) {
        return executions.stream()
                .map(PluginExecution::getId)
                .filter(id -> running != null && id.equals(running.getExecutionId()))
                .map(OwnSettings::suffix)
                .findFirst()
                .orElse("");
    }

    /**
     * Returns a warning that a goal was typed without the settings of an execution, with what would have been typed for each;
     * empty if there is nothing to warn of.
     *
     * @param typed how the goal is typed, by what names the settings behind it
     */
    List<String> warnings(MojoExecution running, UnaryOperator<String> typed) {
        List<String> warnings = new ArrayList<>();
        if (running == null
                || running.getSource() != MojoExecution.Source.CLI
                || !suffix(running).isEmpty()) {
            return warnings;
        }
        for (PluginExecution execution : executions) {
            warnings.add(
                    "The POM gives " + String.join(", ", own(execution)) + " in the execution '" + execution.getId()
                            + "', and a goal that is typed without it does not get them. With them: "
                            + typed.apply(suffix(execution.getId())));
        }
        return warnings;
    }

    private static String suffix(String execution) {
        return "@" + execution;
    }

    /** Returns the settings of an execution that the plugin has not, or has otherwise. Maven has merged the plugin's into it. */
    private Set<String> own(PluginExecution execution) {
        Set<String> names = new TreeSet<>();
        children(execution.getConfiguration())
                .filter(setting -> children(inPom.getConfiguration()).noneMatch(setting::equals))
                .map(Xpp3Dom::getName)
                .forEach(names::add);
        return names;
    }

    private static Stream<Xpp3Dom> children(Object configuration) {
        return configuration instanceof Xpp3Dom all
                ? Stream.of(all.getChildren()).filter(Objects::nonNull)
                : Stream.empty();
    }
}
