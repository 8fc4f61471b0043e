package io.github.pgobolt.perf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A machine's performance counters according to {@code /sys} and {@code /proc}.
 *
 * @param devices {@code sys/bus/event_source/devices}, by name
 * @param vendor the CPU's vendor: {@code GenuineIntel}, {@code AuthenticAMD}; {@code arm} if the CPU names an
 *     implementer as Arm's do
 * @param cpu the CPU in words
 * @param flags the CPU's flags, on x86
 * @param virtual whether it runs on a hypervisor
 * @param kernel the kernel's release
 * @param paranoid {@code perf_event_paranoid}; null if it cannot be read
 * @param filtered whether a seccomp filter applies to this process, as in a container
 * @param privileged whether this process has CAP_PERFMON or CAP_SYS_ADMIN
 * @param root the folder that stands for {@code /}
 */
record SamplingMachine(
        List<String> devices,
        String vendor,
        String cpu,
        Set<String> flags,
        boolean virtual,
        String kernel,
        Integer paranoid,
        boolean filtered,
        boolean privileged,
        Path root) {

    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_PERFMON = 38;

    static SamplingMachine of(Path root) {
        Map<String, String> cpu = fields(root.resolve("proc/cpuinfo"));
        Map<String, String> self = fields(root.resolve("proc/self/status"));
        String vendor = cpu.containsKey("CPU implementer") ? "arm" : cpu.getOrDefault("vendor_id", "");
        long capabilities = hexadecimal(self.getOrDefault("CapEff", "0"));
        Set<String> flags = Set.of(cpu.getOrDefault("flags", "").split("\\s+"));
        return new SamplingMachine(
                names(root.resolve("sys/bus/event_source/devices")),
                vendor,
                describe(cpu, vendor),
                flags,
                flags.contains("hypervisor"),
                text(root.resolve("proc/sys/kernel/osrelease")).orElse(""),
                text(root.resolve("proc/sys/kernel/perf_event_paranoid"))
                        .map(Integer::valueOf)
                        .orElse(null),
                self.getOrDefault("Seccomp", "0").equals("2"),
                (capabilities >> CAP_PERFMON & 1) == 1 || (capabilities >> CAP_SYS_ADMIN & 1) == 1,
                root);
    }

    boolean has(String device) {
        return devices.contains(device);
    }

    /** Returns the devices whose names start with a prefix: {@code arm_spe_0}, {@code armv8_pmuv3_0}. */
    List<String> starting(String prefix) {
        return devices.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** Returns a device's file, such as {@code caps/branches} of {@code cpu}; empty if it does not exist. */
    Optional<String> attribute(String device, String file) {
        return text(root.resolve("sys/bus/event_source/devices").resolve(device).resolve(file));
    }

    /** Whether a device can report the branches that led to a sample. */
    boolean branches(String device) {
        return attribute(device, "caps/branches")
                .map(depth -> !depth.equals("0"))
                .orElse(false);
    }

    /** Returns why a machine without any CPU counters has none, as far as that is known. */
    String withoutCounters() {
        return "no CPU counters in /sys/bus/event_source/devices"
                + (virtual
                        ? ": this is a virtual machine (" + cpu + ") whose hypervisor passes none on"
                        : " (" + cpu + ")");
    }

    /** Whether any device counts CPU events. */
    boolean hasCounters() {
        return has("cpu")
                || has("cpu_core")
                || !starting("armv").isEmpty()
                || !starting("apple_").isEmpty();
    }

    private static String describe(Map<String, String> cpu, String vendor) {
        if (vendor.equals("arm")) {
            return "Arm implementer " + cpu.get("CPU implementer") + ", part " + cpu.getOrDefault("CPU part", "?");
        }
        return cpu.getOrDefault("model name", "unknown CPU")
                + (cpu.containsKey("cpu family")
                        ? ", family " + cpu.get("cpu family") + " model " + cpu.get("model")
                        : "");
    }

    /** Returns the {@code name : value} lines of the first paragraph: the first processor. */
    private static Map<String, String> fields(Path file) {
        Map<String, String> fields = new TreeMap<>();
        text(file)
                .ifPresent(text -> text.lines()
                        .takeWhile(line -> !line.isBlank())
                        .forEach(line -> {
                            int colon = line.indexOf(':');
                            if (colon > 0) {
                                fields.put(
                                        line.substring(0, colon).strip(),
                                        line.substring(colon + 1).strip());
                            }
                        }));
        return fields;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static long hexadecimal(String digits) {
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
