package io.github.pgobolt.mojo;

import io.github.pgobolt.base.GoalForm;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.process.ShellLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.Profile;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** Finds out how the goals of this plugin are typed in the folder in which Maven was called. */
final class GoalForms {

    private GoalForms() {}

    /**
     * Returns the form.
     *
     * @param project the project of the goal, or null if there is no POM
     * @param suffix names the settings of a goal behind its name; empty for those of the plugin
     */
    static GoalForm of(MavenSession session, MavenProject project, PluginDescriptor plugin, String suffix) {
        String shortForm = plugin.getGoalPrefix() + ":";
        // With its version: the newest may be another one, and would do every step again.
        String longForm = Goals.name("").replaceFirst(":$", ":" + plugin.getVersion() + ":");
        boolean inSettings = session.getPluginGroups().contains(plugin.getGroupId());
        if (project == null) {
            return new GoalForm(List.of(), inSettings ? shortForm : longForm, suffix);
        }
        String key = plugin.getPluginLookupKey();
        List<String> profiles = profiles(project, key);
        boolean inPom = !profiles.isEmpty() || has(project.getModel().getBuild(), key);
        List<String> options = new ArrayList<>(file(session));
        if (!profiles.isEmpty()) {
            options.add(ShellLine.quote("-P" + String.join(",", profiles)));
        }
        if (!project.isExecutionRoot()) {
            options.add("-pl");
            options.add(ShellLine.quote(":" + project.getArtifactId()));
        }
        return new GoalForm(options, inPom || inSettings ? shortForm : longForm, suffix);
    }

    /** Returns the profiles that have the plugin and are on now, and would not be if nobody asked for them. */
    private static List<String> profiles(MavenProject project, String key) {
        return lineage(project)
                .flatMap(one -> one.getActiveProfiles().stream())
                .filter(profile -> has(profile.getBuild(), key) && !byDefault(profile))
                .map(Profile::getId)
                .distinct()
                .toList();
    }

    private static boolean byDefault(Profile profile) {
        return profile.getActivation() != null && profile.getActivation().isActiveByDefault();
    }

    private static boolean has(BuildBase build, String key) {
        return build != null
                && Stream.<PluginContainer>of(build, build.getPluginManagement())
                        .anyMatch(one -> one != null && one.getPluginsAsMap().containsKey(key));
    }

    private static Stream<MavenProject> lineage(MavenProject project) {
        return Stream.iterate(project, one -> one != null, MavenProject::getParent);
    }

    /** Returns the option that names the POM, where Maven was called in another folder or with another name of it. */
    private static List<String> file(MavenSession session) {
        if (session.getRequest().getPom() == null) {
            return List.of();
        }
        Path here = Path.of(session.getSystemProperties().getProperty("user.dir", ""))
                .toAbsolutePath()
                .normalize();
        Path pom = session.getRequest().getPom().toPath().toAbsolutePath().normalize();
        return pom.equals(here.resolve("pom.xml")) ? List.of() : List.of("-f", ShellLine.quote(relative(here, pom)));
    }

    private static String relative(Path here, Path pom) {
        return pom.startsWith(here) ? here.relativize(pom).toString() : pom.toString();
    }
}
