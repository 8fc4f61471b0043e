package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.KnownNames;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Names that look like parameters of this plugin and are none, which Maven takes without a word. A gate that is misspelt holds
 * nothing back, so that is an error.
 */
final class UnknownParameters {

    /** Parameters without which a build passes that should not. */
    private static final Set<String> GATES = Set.of(
            "failIfSlower",
            "requireNotSlower",
            "requireFaster",
            "noWorkloadSlower",
            "failIfGainShrinks",
            "requireCorrect",
            "onInconclusive");

    /** {@code pgobolt.x}, and what people make of it, such as {@code pgo-bolt.x}. */
    private static final Pattern OURS = Pattern.compile("(?i)pgo[-_.]?bolt[.:_-](.+)");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{pgobolt\\.([^}]+)}");
    private static final String SAID = "pgo-bolt unknown ";
    private static final String WHY_AN_ERROR =
            "A gate with another name would hold nothing back, so the build ends here.";

    private final MavenSession session;
    private final MavenProject project;
    private final PluginDescriptor plugin;

    /** @param project the project of the goal, or null if there is no POM */
    UnknownParameters(MavenSession session, MavenProject project, PluginDescriptor plugin) {
        this.session = session;
        this.project = project;
        this.plugin = plugin;
    }

    /**
     * Returns a warning for each unknown property, once in a build.
     *
     * @throws Failure if one looks like a gate
     */
    List<String> warnings() {
        KnownNames properties = known(parameter -> property(parameter).stream());
        requireNoGate(properties);
        Map<String, Object> told = session.getPluginContext(plugin, session.getTopLevelProject());
        List<String> warnings = new ArrayList<>();
        for (String property : unknown(properties)) {
            if (told.putIfAbsent(SAID + property, true) == null) {
                warnings.add("No parameter is called " + property + ", so it does nothing. "
                        + properties
                                .nearest(nameIn(property))
                                .map(near -> "Did you mean pgobolt." + near + "?")
                                .orElse(Goals.command("help") + " -Ddetail lists them all."));
            }
        }
        return warnings;
    }

    private void requireNoGate(KnownNames properties) {
        for (String property : unknown(properties)) {
            properties
                    .nearest(nameIn(property))
                    .filter(UnknownParameters::isGate)
                    .ifPresent(gate -> {
                        throw Failure.user("No parameter is called " + property + "; did you mean pgobolt." + gate
                                + "? " + WHY_AN_ERROR + " Type -Dpgobolt." + gate + ", or take " + property + " out.");
                    });
        }
        KnownNames elements = known(parameter ->
                Stream.of(parameter.getName(), parameter.getAlias()).filter(name -> name != null));
        for (String element : elements()) {
            if (!elements.has(element)) {
                elements.nearest(element).filter(UnknownParameters::isGate).ifPresent(gate -> {
                    throw Failure.user("No parameter is called <" + element + ">, which the POM has; did you mean <"
                            + gate + ">? " + WHY_AN_ERROR + " Write <" + gate + ">, or take <" + element + "> out.");
                });
            }
        }
    }

    private List<String> unknown(KnownNames known) {
        TreeSet<String> names = new TreeSet<>(session.getUserProperties().stringPropertyNames());
        if (project != null) {
            names.addAll(project.getProperties().stringPropertyNames());
        }
        List<String> ours = names.stream()
                .filter(name -> OURS.matcher(name).matches())
                .filter(name -> !(name.startsWith("pgobolt.") && known.has(nameIn(name))))
                .toList();
        String poms = ours.isEmpty() ? "" : poms();
        return ours.stream().filter(name -> !isUsed(name, poms)).toList();
    }

    /** Whether a POM reads the property itself: in a value, or to switch a profile on. */
    private static boolean isUsed(String name, String poms) {
        return poms.contains("${" + name + "}")
                || poms.contains("<name>" + name + "</name>")
                || poms.contains("<name>!" + name + "</name>");
    }

    private String poms() {
        return Stream.iterate(project, one -> one != null, MavenProject::getParent)
                .map(one -> {
                    StringWriter text = new StringWriter();
                    try {
                        new MavenXpp3Writer().write(text, one.getOriginalModel());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return text.toString();
                })
                .collect(Collectors.joining());
    }

    private static String nameIn(String property) {
        Matcher ours = OURS.matcher(property);
        return ours.matches() ? ours.group(1) : property;
    }

    private KnownNames known(Function<Parameter, Stream<String>> names) {
        return new KnownNames(plugin.getMojos().stream()
                .filter(goal -> goal.getParameters() != null)
                .flatMap(goal -> goal.getParameters().stream())
                .flatMap(names)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static List<String> property(Parameter parameter) {
        Matcher property = PROPERTY.matcher(parameter.getExpression() == null ? "" : parameter.getExpression());
        return property.find() ? List.of(property.group(1)) : List.of();
    }

    /** Returns the elements of this plugin's configuration in the POM. */
    private List<String> elements() {
        Plugin configured = project == null ? null : project.getPlugin(plugin.getPluginLookupKey());
        return configured == null
                ? List.of()
                : Stream.concat(Stream.<ConfigurationContainer>of(configured), configured.getExecutions().stream())
                        .map(ConfigurationContainer::getConfiguration)
                        .filter(Xpp3Dom.class::isInstance)
                        .flatMap(configuration -> Stream.of(((Xpp3Dom) configuration).getChildren()))
                        .map(Xpp3Dom::getName)
                        .distinct()
                        .toList();
    }

    /** Whether a build that lacks this parameter may pass although it should not. */
    private static boolean isGate(String name) {
        return GATES.contains(name);
    }
}
