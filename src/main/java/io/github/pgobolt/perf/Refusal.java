package io.github.pgobolt.perf;

import io.github.pgobolt.process.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * The reason why perf did not record, derived from its output and the state of the machine. perf prints the same text
 * for a paranoid kernel, a container's filter and a missing capability, so the text alone is not enough.
 *
 * @param reason one sentence
 * @param fix what to type; null if nothing helps
 */
record Refusal(String reason, String fix) {

    static final int PARANOID_FOR_USERS = 2;

    static Refusal of(Outcome outcome, SamplingMachine machine, String perf) {
        String text = outcome.stderr().toLowerCase(Locale.ROOT);
        if (outcome.timedOut()) {
            return new Refusal("perf did not end within its limit", null);
        }
        if (text.contains("perf not found for kernel")) {
            return new Refusal(
                    "perf is not installed for this kernel (" + machine.kernel() + "): " + firstLine(outcome.stderr()),
                    "sudo apt-get install linux-tools-" + machine.kernel());
        }
        if (denied(text)) {
            return permission(machine, perf);
        }
        if (text.contains("function not implemented")) {
            return new Refusal("the kernel does not know perf_event_open (a sandbox such as gVisor?)", null);
        }
        if (text.contains("branch stack sampling")) {
            return new Refusal("perf: " + lineWith(outcome.stderr(), "branch stack sampling"), null);
        }
        if (text.contains("cannot find pmu")
                || text.contains("event syntax error")
                || text.contains("unknown tracepoint")
                || text.contains("event is not supported")
                || text.contains("no such device")) {
            return new Refusal(
                    "this CPU or kernel does not have the event: "
                            + lineWith(
                                    outcome.stderr(),
                                    "cannot find pmu",
                                    "event syntax error",
                                    "not supported",
                                    "no such device"),
                    null);
        }
        if (text.contains("no space left")) {
            return new Refusal("the disk is full: " + lineWith(outcome.stderr(), "no space left"), null);
        }
        return new Refusal("perf record ended with " + outcome.ending() + ": " + lastLine(outcome.stderr()), null);
    }

    private static boolean denied(String text) {
        return text.contains("operation not permitted")
                || text.contains("permission denied")
                || text.contains("access to performance monitoring")
                || text.contains("no permission to enable")
                || text.contains("may not have permission");
    }

    private static Refusal permission(SamplingMachine machine, String perf) {
        if (machine.paranoid() != null && machine.paranoid() > PARANOID_FOR_USERS && !machine.privileged()) {
            return new Refusal(
                    "kernel.perf_event_paranoid is " + machine.paranoid() + ", which keeps users from "
                            + "profiling even their own programs",
                    "sudo sysctl kernel.perf_event_paranoid=" + PARANOID_FOR_USERS);
        }
        if (machine.filtered()) {
            return new Refusal(
                    "a seccomp filter, as containers have, blocks perf_event_open",
                    "start the container with --cap-add=PERFMON --security-opt seccomp=unconfined (or a profile that "
                            + "allows perf_event_open)");
        }
        if (!machine.privileged()) {
            return new Refusal(
                    "this event needs CAP_PERFMON, which this process does not have",
                    "sudo setcap cap_perfmon=ep " + perf + " (or run as a user who has it)");
        }
        return new Refusal(
                "the kernel denies perf_event_open though nothing that can be seen forbids it (kernel "
                        + "lockdown, or a hypervisor?)",
                null);
    }

    private static String firstLine(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no output")
                .strip();
    }

    private static String lastLine(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip();
    }

    private static String lineWith(String text, String... parts) {
        for (String part : parts) {
            for (String line : text.lines().toList()) {
                if (line.toLowerCase(Locale.ROOT).contains(part)) {
                    return line.replaceFirst("^[\\s\\\\_]+", "").strip();
                }
            }
        }
        return lastLine(text);
    }
}
