package io.github.pgobolt.mojo.config;

import java.util.List;
import java.util.Map;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Restores <code>${subject}</code>. Maven evaluates an element that consists of a single expression, and turns it into
 * null if it does not know the expression, so that {@code <arg>${subject}</arg>} would be silently lost.
 */
public final class Placeholders {

    private static final String BEGIN = "${subject";

    private Placeholders() {}

    /**
     * Fills the gaps in the beans.
     *
     * @param workloads as Maven filled them, or null
     * @param subjects as Maven filled them
     * @param configuration the goal's configuration from the POM, or null
     */
    public static void restore(List<WorkloadConfig> workloads, List<SubjectConfig> subjects, Xpp3Dom configuration) {
        if (configuration == null) {
            return;
        }
        restore(workloads, configuration.getChild("workloads"));
        Xpp3Dom element = configuration.getChild("subjects");
        if (element != null && element.getChildCount() == subjects.size()) {
            for (int i = 0; i < subjects.size(); i++) {
                restore(subjects.get(i).workloads(), element.getChild(i).getChild("workloads"));
            }
        }
    }

    private static void restore(List<WorkloadConfig> workloads, Xpp3Dom element) {
        if (workloads == null || element == null || element.getChildCount() != workloads.size()) {
            return;
        }
        for (int i = 0; i < workloads.size(); i++) {
            if (workloads.get(i) != null) {
                restore(workloads.get(i), element.getChild(i));
            }
        }
    }

    private static void restore(WorkloadConfig workload, Xpp3Dom element) {
        list(workload.command, element.getChild("command"));
        list(workload.args, element.getChild("args"));
        list(workload.jvmArgs, element.getChild("jvmArgs"));
        map(workload.env, element.getChild("env"));
        if (workload.server != null) {
            list(workload.server.start, element.getChild("server").getChild("start"));
            map(workload.server.env, element.getChild("server").getChild("env"));
        }
    }

    private static void list(List<String> values, Xpp3Dom element) {
        if (values == null || element == null || values.size() != element.getChildCount()) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null && isPlaceholder(element.getChild(i))) {
                values.set(i, element.getChild(i).getValue());
            }
        }
    }

    private static void map(Map<String, String> values, Xpp3Dom element) {
        if (values == null || element == null) {
            return;
        }
        for (Xpp3Dom entry : element.getChildren()) {
            if (values.get(entry.getName()) == null && isPlaceholder(entry)) {
                values.put(entry.getName(), entry.getValue());
            }
        }
    }

    private static boolean isPlaceholder(Xpp3Dom element) {
        return element.getValue() != null && element.getValue().startsWith(BEGIN);
    }
}
