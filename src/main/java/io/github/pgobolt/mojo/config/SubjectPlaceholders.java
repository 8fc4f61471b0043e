package io.github.pgobolt.mojo.config;

import io.github.pgobolt.workload.Workload;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Puts back the placeholder for the built file. Maven takes an element that is {@code ${subject}} and nothing else for a
 * property of its own, finds none, and hands the goal a null; only the configuration as it was written still has it.
 */
public final class SubjectPlaceholders {

    private SubjectPlaceholders() {}

    /**
     * Restores the placeholder in the lists of all workloads.
     *
     * @param workloads what Maven made of the configuration, or null
     * @param configuration the goal's configuration as it was written, or null
     */
    public static void restore(List<WorkloadConfig> workloads, Xpp3Dom configuration) {
        Xpp3Dom written = configuration == null ? null : configuration.getChild("workloads");
        if (workloads == null || written == null || written.getChildCount() != workloads.size()) {
            return;
        }
        for (int i = 0; i < workloads.size(); i++) {
            WorkloadConfig workload = workloads.get(i);
            if (workload != null) {
                restoreList(workload.command, written.getChild(i).getChild("command"));
                restoreList(workload.args, written.getChild(i).getChild("args"));
                restoreList(workload.jvmArgs, written.getChild(i).getChild("jvmArgs"));
            }
        }
    }

    private static void restoreList(List<String> values, Xpp3Dom written) {
        if (values == null || written == null || written.getChildCount() != values.size()) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String text = written.getChild(i).getValue();
            if (values.get(i) == null && text != null && text.strip().equals(Workload.SUBJECT)) {
                values.set(i, Workload.SUBJECT);
            }
        }
    }
}
