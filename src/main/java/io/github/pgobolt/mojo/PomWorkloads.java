package io.github.pgobolt.mojo;

import io.github.pgobolt.benchmark.ReportedMetric;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.check.OutputRules;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.workload.Workload;
import java.util.List;
import java.util.Map;

/**
 * The workloads of the POM, with their settings beside the command.
 *
 * @param subject the subject that they belong to
 * @param factory the factory that made them
 * @param configs their configuration in the POM
 * @param workloads the workload made from each, in the same order
 */
record PomWorkloads(
        SubjectParameters subject, Workloads factory, List<WorkloadConfig> configs, List<Workload> workloads) {

    List<ServerSetup> servers(List<String> runner) {
        return Workloads.servers(configs, workloads).stream()
                .map(server -> server.under(runner))
                .toList();
    }

    Map<String, OutputRules> outputRules() {
        return Workloads.outputRules(configs, workloads);
    }

    List<ReportedMetric> metrics() {
        return Workloads.metrics(configs, workloads);
    }
}
