package io.github.pgobolt.perf;

import io.github.pgobolt.perf.Rung.Converter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kinds of branch sampling, best first, one row each; the facts in each row are from the perf and BOLT
 * documentation and the kernel's ABI notes (see {@code src/test/resources/io/github/pgobolt/perf/README.md} for the
 * sources).
 */
final class Ladder {

    /** The event name with which a user asks for samples without branches. */
    static final String BASIC = "basic";

    /**
     * Instructions as the unit, ten of them per sample, stacks of last branches, skipping the initial start: from
     * BOLT's documentation.
     */
    static final String TRACE_SAMPLING = "i10usl";

    private static final String NO_COUNTERS = "no CPU counters";

    private static final List<String> ANY_USER_BRANCH = List.of("-j", "any,u");

    /**
     * A row of the ladder.
     *
     * @param absence why a machine is not of this kind; empty if it is
     */
    record Row(Rung rung, Function<SamplingMachine, Optional<String>> absence) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    new Rung(
                            "intel-hybrid-lbr",
                            "Intel last-branch records on performance cores",
                            "cpu_core/cycles/u",
                            ANY_USER_BRANCH,
                            Converter.BRANCH_STACKS,
                            "5.13",
                            "5.13",
                            14,
                            ""),
                    machine -> !machine.has("cpu_core")
                            ? Optional.of("no device cpu_core: not a hybrid CPU")
                            : machine.branches("cpu_core") ? Optional.empty() : noDepth("cpu_core")),
            new Row(
                    new Rung(
                            "intel-lbr",
                            "Intel last-branch records",
                            "cycles:u",
                            ANY_USER_BRANCH,
                            Converter.BRANCH_STACKS,
                            "",
                            "",
                            14,
                            ""),
                    machine -> cpuBranches(machine, "GenuineIntel", "Intel")),
            new Row(
                    new Rung(
                            "amd-lbr-v2",
                            "AMD last-branch records (LbrExtV2, Zen 4 and newer)",
                            "cycles:u",
                            ANY_USER_BRANCH,
                            Converter.BRANCH_STACKS,
                            "6.1",
                            "",
                            14,
                            ""),
                    // BRS has caps/branches, too: the flag tells them apart.
                    machine -> cpuBranches(machine, "AuthenticAMD", "AMD")
                            .or(() -> machine.flags().contains("amd_lbr_v2")
                                    ? Optional.empty()
                                    : Optional.of("the CPU has no flag amd_lbr_v2: older than Zen 4"))),
            // A fixed period, this event only and no filter by kind: perf refuses cycles with it.
            new Row(
                    new Rung(
                            "amd-brs",
                            "AMD branch sampling (BRS, Zen 3)",
                            "cpu/branch-brs/u",
                            List.of("-c", "1000037", "-j", "any,u"),
                            Converter.BRANCH_STACKS,
                            "5.19",
                            "",
                            14,
                            ""),
                    machine -> !machine.has("cpu")
                            ? Optional.of(machine.hasCounters() ? "no device cpu" : NO_COUNTERS)
                            : machine.attribute("cpu", "events/branch-brs").isPresent()
                                    ? Optional.empty()
                                    : Optional.of(
                                            "the cpu device has no event branch-brs: not Zen 3, or a kernel without "
                                                    + "CONFIG_PERF_EVENTS_AMD_BRS")),
            new Row(
                    new Rung(
                            "arm-brbe",
                            "Arm branch record buffer (BRBE)",
                            "cycles:u",
                            ANY_USER_BRANCH,
                            Converter.BRANCH_STACKS,
                            "6.17",
                            "",
                            14,
                            ""),
                    machine -> machine.starting("armv").isEmpty()
                            ? Optional.of("no Arm counters")
                            : machine.starting("armv").stream().anyMatch(machine::branches)
                                    ? Optional.empty()
                                    : noDepth(machine.starting("armv").get(0))),
            new Row(
                    new Rung(
                            "arm-spe",
                            "Arm statistical profiling extension (SPE)",
                            "arm_spe_0/branch_filter=1/u",
                            List.of(),
                            Converter.SPE,
                            "",
                            "6.14",
                            21,
                            ""),
                    machine -> absent(machine, "arm_spe_")),
            new Row(
                    new Rung(
                            "intel-pt",
                            "Intel Processor Trace",
                            "intel_pt//u",
                            List.of(),
                            Converter.TRACE,
                            "",
                            "",
                            19,
                            ""),
                    machine -> absent(machine, "intel_pt")),
            new Row(
                    new Rung(
                            "arm-etm",
                            "Arm embedded trace (CoreSight ETM)",
                            "cs_etm/@tmc_etr0/u",
                            List.of(),
                            Converter.TRACE,
                            "",
                            "",
                            19,
                            ""),
                    machine -> absent(machine, "cs_etm")),
            new Row(
                    new Rung(
                            BASIC + "-events",
                            "samples without branches",
                            "cycles:u",
                            List.of(),
                            Converter.BASIC_EVENTS,
                            "",
                            "",
                            14,
                            ""),
                    machine -> machine.hasCounters() ? Optional.empty() : Optional.of(NO_COUNTERS)));

    private Ladder() {}

    static List<Row> rows() {
        return ROWS;
    }

    /** Returns the rung of an explicit event: the row whose device it names, else a new row. */
    static Rung ofEvent(String event, SamplingMachine machine) {
        if (event.equals(BASIC)) {
            // Zen 1 and 2 have nothing better than IBS, which skids less than cycles.
            return row(BASIC + "-events").withEvent(machine.has("ibs_op") ? "ibs_op//" : "cycles:u");
        }
        if (event.startsWith("ibs_op")) {
            return row(BASIC + "-events").withEvent(event);
        }
        if (event.startsWith("arm_spe")) {
            return row("arm-spe").withEvent(event);
        }
        if (event.startsWith("intel_pt")) {
            return row("intel-pt").withEvent(event);
        }
        if (event.startsWith("cs_etm")) {
            return row("arm-etm").withEvent(event);
        }
        if (event.contains("branch-brs")) {
            return row("amd-brs").withEvent(event);
        }
        // Every taken branch is an event here, so a frequency would record only overhead.
        List<String> arguments =
                event.contains("near_taken") ? List.of("-c", "100003", "-j", "any,u") : ANY_USER_BRANCH;
        return new Rung(
                "explicit",
                "the event that was asked for",
                event,
                arguments,
                Converter.BRANCH_STACKS,
                "",
                "",
                14,
                event.startsWith("cpu_core/")
                        ? machine.attribute("cpu_core", "cpus").orElse("")
                        : "");
    }

    private static Rung row(String name) {
        return ROWS.stream()
                .map(Row::rung)
                .filter(rung -> rung.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> cpuBranches(SamplingMachine machine, String vendor, String vendorName) {
        if (!machine.has("cpu")) {
            return Optional.of(machine.hasCounters() ? "no device cpu" : NO_COUNTERS);
        }
        if (!machine.vendor().equals(vendor)) {
            return Optional.of("not an " + vendorName + " CPU");
        }
        return machine.branches("cpu") ? Optional.empty() : noDepth("cpu");
    }

    private static Optional<String> noDepth(String device) {
        return Optional.of("the device " + device + " has no caps/branches: this CPU, kernel or hypervisor gives no "
                + "branch stacks");
    }

    private static Optional<String> absent(SamplingMachine machine, String prefix) {
        return machine.starting(prefix).isEmpty()
                ? Optional.of("no device " + prefix + (prefix.endsWith("_") ? "*" : ""))
                : Optional.empty();
    }
}
