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
 * The workloads of the POM, and what they say beside what is run.
 *
 * @param subject whose they are
 * @param factory made them
 * @param configs as they stand in the POM
 * @param workloads what became of each, in the same order
 */
record PomWorkloads(
        SubjectParameters subject, Workloads factory, List<WorkloadConfig> configs, List<Workload> workloads) {

    List<ServerSetup> servers(List<String> runner) {
        return Workloads.servers(configs, workloads).stream().map(server -> server.under(runner)).toList();
    }

    Map<String, OutputRules> outputRules() {
        return Workloads.outputRules(configs, workloads);
    }

    List<ReportedMetric> metrics() {
        return Workloads.metrics(configs, workloads);
    }
}
