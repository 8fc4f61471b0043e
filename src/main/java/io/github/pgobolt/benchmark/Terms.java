package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The recorded form of a plan: everything beside the samples that verdicts are computed from. It is the header of
 * {@code benchmark.jsonl}.
 *
 * @param variants names, the reference first
 * @param sha256 of the variants' files
 * @param textBytes size of the variants' code, or null if the file is not ELF
 * @param workloads names
 * @param weights of the workloads
 * @param commands of the workloads, for people
 * @param changingOutput for each workload whether its output differs from run to run
 */
record Terms(
        List<String> variants,
        List<String> sha256,
        List<Long> textBytes,
        List<String> workloads,
        List<Double> weights,
        List<String> commands,
        List<Boolean> changingOutput,
        List<ReportedMetric> reported,
        double alpha,
        double delta,
        double precision,
        Metric metric,
        long seed,
        List<Integer> pinCpus,
        int warmups,
        boolean measuredOnTrainingInput) {

    static Terms of(BenchmarkPlan plan) {
        List<String> hashes = new ArrayList<>();
        List<Long> text = new ArrayList<>();
        for (Variant variant : plan.variants()) {
            if (!Files.isRegularFile(variant.file())) {
                throw Failure.user("The benchmark's file " + variant.name() + " is not there: " + variant.file()
                        + ". Build it first, or correct the path.");
            }
            try {
                hashes.add(Hashes.ofFile(variant.file()));
                text.add(ElfSections.of(variant.file())
                        .map(ElfSections::codeBytes)
                        .orElse(null));
            } catch (IOException e) {
                throw new Failure(
                        Failure.Kind.USER,
                        "The benchmark's file " + variant.file() + " cannot be read: " + e.getMessage(),
                        e);
            }
        }
        return new Terms(
                plan.variants().stream().map(Variant::name).toList(),
                hashes,
                text,
                plan.workloads().stream().map(Workload::name).toList(),
                plan.workloads().stream().map(Workload::weight).toList(),
                plan.workloads().stream()
                        .map(w -> String.join(" ", w.redacted().command()))
                        .toList(),
                plan.workloads().stream().map(w -> !w.ignore().isEmpty()).toList(),
                plan.evaluation().reported(),
                plan.judging().alpha(),
                plan.judging().delta(),
                plan.judging().precision(),
                plan.judging().metric(),
                plan.effort().seed(),
                plan.effort().pinCpus(),
                plan.effort().warmups(),
                TrainingInput.evaluatedOnTraining(
                        plan.evaluation().training(),
                        plan.workloads(),
                        plan.evaluation().written()));
    }

    /**
     * Returns a hash by which stored samples are recognised as being of this plan; budget and number of pairs may grow
     * in between.
     */
    String planHash(BenchmarkPlan plan) {
        StringBuilder text = new StringBuilder(SampleLog.GSON.toJson(this));
        plan.workloads().forEach(workload -> text.append('\n').append(canonical(workload)));
        plan.evaluation()
                .servers()
                .forEach(server -> text.append('\n')
                        .append(List.of(
                                server.workload(),
                                canonical(server.start()),
                                server.readyPort(),
                                String.valueOf(server.readyLine()),
                                server.stopSeconds())));
        return Hashes.ofText(text.toString());
    }

    /** Returns all parts of a workload in an order that is stable across JVMs, unlike that of an unmodifiable map. */
    static String canonical(Workload workload) {
        return List.of(
                        workload.name(),
                        workload.command(),
                        workload.shell(),
                        String.valueOf(workload.stdin()),
                        new TreeMap<>(workload.environment()),
                        String.valueOf(workload.workingDirectory()),
                        workload.weight(),
                        workload.expectExit(),
                        workload.outputs(),
                        workload.inputs(),
                        workload.ignore())
                .toString();
    }

    ReportedMetric reportedBy(int workload) {
        return reported.stream()
                .filter(r -> r.workload().equals(workloads.get(workload)))
                .findFirst()
                .orElse(null);
    }
}
