package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the state of the machine, before and after. Only reads; a value that the file system lacks stays unknown.
 *
 * @param root the folder that holds {@code proc} and {@code sys}: {@code /}, or captured files
 * @param osName the values of {@code os.name} and {@code os.version}
 * @param logicalCpus the number of processors that the JVM sees
 */
record MachineProbe(Path root, String osName, int logicalCpus) {

    private static final double CROWDED_STEAL_PERCENT = 1;
    private static final Pattern VIRTUAL_PRODUCT =
            Pattern.compile("(?i)virtual|kvm|vmware|qemu|hvm|bochs|cloud|compute engine|firecracker");

    static MachineProbe ofThisMachine() {
        return new MachineProbe(
                Path.of("/"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors());
    }

    /** Returns the state before the first run. */
    MachineState before() {
        return state(load(), null, null);
    }

    /** Returns the processors' time so far, in total and withheld by the hypervisor; to be passed to {@link #after}. */
    long[] ticks() {
        String[] words = read("proc/stat")
                .map(text -> text.lines().findFirst().orElse("").trim().split("\\s+"))
                .orElse(new String[0]);
        if (words.length < 9 || !words[0].equals("cpu")) {
            return null;
        }
        // user nice system idle iowait irq softirq steal; guest time is part of user time already.
        long[] ticks = Arrays.stream(words, 1, 9).mapToLong(Long::parseLong).toArray();
        return new long[] {Arrays.stream(ticks).sum(), ticks[7]};
    }

    /** Returns the state after the last run. */
    MachineState after(MachineState before, long[] ticksBefore) {
        long[] now = ticks();
        Double steal = ticksBefore == null || now == null || now[0] <= ticksBefore[0]
                ? null
                : 100.0 * (now[1] - ticksBefore[1]) / (now[0] - ticksBefore[0]);
        return state(before.loadBefore(), load(), steal);
    }

    private MachineState state(Double loadBefore, Double loadDuring, Double steal) {
        Map<String, String> cpu = cpuInfo();
        String governor =
                read("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse(null);
        String turbo = turbo();
        String smt = read("sys/devices/system/cpu/smt/active")
                .map(s -> s.equals("1") ? "on" : "off")
                .orElse(null);
        Double limit = containerLimit();
        String aslr = read("proc/sys/kernel/randomize_va_space")
                .map(s -> s.equals("0") ? "off" : "on")
                .orElse(null);
        String virtualisation = virtualisation(cpu);
        int usable = affinity().orElse(logicalCpus);
        return new MachineState(
                osName,
                cpu.getOrDefault("model name", cpu.get("CPU part")),
                logicalCpus,
                limit == null ? usable : Math.min(usable, limit),
                memoryBytes(),
                governor,
                turbo,
                smt,
                virtualisation,
                loadBefore,
                loadDuring,
                steal,
                limit,
                aslr,
                warnings(governor, turbo, smt, virtualisation, loadBefore, steal, limit));
    }

    private List<String> warnings(
            String governor, String turbo, String smt, String virtualisation, Double load, Double steal, Double limit) {
        List<String> warnings = new ArrayList<>();
        if (governor != null && !governor.equals("performance")) {
            warnings.add("The frequency governor is " + governor + ", so that the clock follows the load. "
                    + "To hold it: sudo cpupower frequency-set -g performance");
        }
        if ("on".equals(turbo)) {
            String command = Files.exists(root.resolve("sys/devices/system/cpu/intel_pstate/no_turbo"))
                    ? "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
                    : "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost";
            warnings.add(
                    "Turbo is on, so that the clock follows temperature and neighbours. To switch it off: " + command);
        }
        if ("on".equals(smt) && virtualisation == null) {
            warnings.add("Two threads share a core (SMT), so that a neighbour takes time that no clock shows. "
                    + "To switch it off: echo off | sudo tee /sys/devices/system/cpu/smt/control");
        }
        if (load != null && load > logicalCpus * 0.5) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The load was %.1f on %s before the benchmark began. " + "To see who is running: top -o %%CPU",
                    load,
                    Counted.of(logicalCpus, "processor")));
        }
        if (steal != null && steal > CROWDED_STEAL_PERCENT) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The hypervisor took %.1f %% of the processors' time away. A machine of "
                            + "one's own, or a larger budget, helps: -Dpgobolt.benchmark.budgetSeconds=<more>",
                    steal));
        }
        if (limit != null && limit < 1) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The container may use %.2f of a processor, so that runs are stopped "
                            + "in the middle. To allow more: docker update --cpus 2 <container>",
                    limit));
        }
        return List.copyOf(warnings);
    }

    private Map<String, String> cpuInfo() {
        Map<String, String> info = new HashMap<>();
        read("proc/cpuinfo")
                .orElse("")
                .lines()
                .takeWhile(line -> !line.isBlank() || info.isEmpty())
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        info.putIfAbsent(
                                line.substring(0, colon).trim(),
                                line.substring(colon + 1).trim());
                    }
                });
        return info;
    }

    private Long memoryBytes() {
        return read("proc/meminfo")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("MemTotal:"))
                        .findFirst())
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .orElse(null);
    }

    private String turbo() {
        Optional<String> off = read("sys/devices/system/cpu/intel_pstate/no_turbo");
        if (off.isPresent()) {
            return off.get().equals("1") ? "off" : "on";
        }
        return read("sys/devices/system/cpu/cpufreq/boost")
                .map(s -> s.equals("1") ? "on" : "off")
                .orElse(null);
    }

    private String virtualisation(Map<String, String> cpu) {
        boolean container = Files.exists(root.resolve(".dockerenv")) || Files.exists(root.resolve("run/.containerenv"));
        boolean flagged = (" " + cpu.getOrDefault("flags", "") + " ").contains(" hypervisor ");
        Optional<String> hypervisor = read("sys/class/dmi/id/product_name")
                .filter(name -> VIRTUAL_PRODUCT.matcher(name).find())
                .or(() -> read("sys/hypervisor/type"))
                .or(() -> flagged ? Optional.of("hypervisor") : Optional.empty());
        if (!container) {
            return hypervisor.orElse(null);
        }
        return hypervisor.map(name -> "container on " + name).orElse("container");
    }

    private Optional<Integer> affinity() {
        return read("proc/self/status")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("Cpus_allowed_list:"))
                        .findFirst()
                        .map(line -> Arrays.stream(line.substring(line.indexOf(':') + 1)
                                        .trim()
                                        .split(","))
                                .mapToInt(MachineProbe::length)
                                .sum()));
    }

    private static int length(String range) {
        String[] ends = range.split("-");
        return ends.length == 1 ? 1 : Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
    }

    /**
     * Returns the number of processors that control groups allow, by version 2 ({@code cpu.max}) or 1
     * ({@code cfs_quota_us}).
     */
    private Double containerLimit() {
        String groups = read("proc/self/cgroup").orElse("");
        String unified = groups.lines()
                .filter(l -> l.startsWith("0::"))
                .findFirst()
                .map(l -> l.substring(3))
                .orElse("/");
        Double smallest = null;
        // The tightest limit among the ancestors counts.
        for (Path group = Path.of(unified); group != null; group = group.getParent()) {
            Optional<String> max = read("sys/fs/cgroup" + group + (group.getNameCount() == 0 ? "" : "/") + "cpu.max");
            if (max.isPresent() && !max.get().startsWith("max")) {
                String[] words = max.get().split("\\s+");
                double limit = Double.parseDouble(words[0]) / Double.parseDouble(words[1]);
                smallest = smallest == null ? limit : Math.min(smallest, limit);
            }
        }
        if (smallest != null) {
            return smallest;
        }
        String path = groups.lines()
                .filter(l -> l.matches("\\d+:([^:]*,)?cpu(,[^:]*)?:.*"))
                .findFirst()
                .map(l -> l.substring(l.lastIndexOf(':') + 1))
                .orElse("/");
        for (String folder : List.of("sys/fs/cgroup/cpu" + path, "sys/fs/cgroup/cpu")) {
            Optional<String> quota = read(folder + "/cpu.cfs_quota_us");
            Optional<String> period = read(folder + "/cpu.cfs_period_us");
            if (quota.isPresent() && period.isPresent() && !quota.get().startsWith("-")) {
                return Double.parseDouble(quota.get()) / Double.parseDouble(period.get());
            }
        }
        return null;
    }

    /** Returns the load average of one minute, or null. */
    Double load() {
        return read("proc/loadavg")
                .map(text -> Double.valueOf(text.split("\\s+")[0]))
                .orElse(null);
    }

    private Optional<String> read(String file) {
        try {
            String text = Files.readString(root.resolve(file)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
