package io.github.pgobolt.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much more memory programs may use before the kernel kills some: the machine's, or what the tightest control group
 * leaves. File pages that can be dropped count as free.
 *
 * @param bytes the amount
 * @param source where the number comes from
 */
public record FreeMemory(long bytes, String source) {

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");

    /** A limit above this means none: version 1 writes the largest possible number. */
    private static final long NO_LIMIT = 1L << 60;

    /** Returns that of this machine; empty if it is unknown, as on every system but Linux. */
    public static Optional<FreeMemory> ofMachine() {
        return in(Path.of("/"));
    }

    /** @param root the folder that holds {@code proc} and {@code sys} */
    static Optional<FreeMemory> in(Path root) {
        List<FreeMemory> found = new ArrayList<>();
        number(AVAILABLE, text(root.resolve("proc/meminfo")))
                .ifPresent(kib -> found.add(new FreeMemory(kib * 1024, "MemAvailable of /proc/meminfo")));
        String groups = text(root.resolve("proc/self/cgroup"));
        for (String line : groups.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("0")) {
                addGroups(
                        found,
                        root.resolve("sys/fs/cgroup"),
                        parts[2],
                        "memory.max",
                        "memory.current",
                        "inactive_file");
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                addGroups(
                        found,
                        root.resolve("sys/fs/cgroup/memory"),
                        parts[2],
                        "memory.limit_in_bytes",
                        "memory.usage_in_bytes",
                        "total_inactive_file");
            }
        }
        return found.stream().min(Comparator.comparingLong(FreeMemory::bytes));
    }

    /**
     * Adds a group and all its ancestors. In a container the path may be the one outside, and the top is the
     * container's own group.
     */
    private static void addGroups(
            List<FreeMemory> found, Path top, String group, String limit, String usage, String files) {
        Path path = Path.of(group.startsWith("/") ? group : "/" + group).normalize();
        for (Path at = path; at != null; at = at.getParent()) {
            Path folder = top.resolve(at.toString().substring(1));
            OptionalLong most = number(Pattern.compile("^(\\d{1,19})"), text(folder.resolve(limit)));
            OptionalLong used = number(Pattern.compile("^(\\d{1,18})"), text(folder.resolve(usage)));
            if (most.isPresent() && used.isPresent() && most.getAsLong() < NO_LIMIT) {
                long dropped = number(
                                Pattern.compile("(?m)^" + files + " (\\d{1,18})"), text(folder.resolve("memory.stat")))
                        .orElse(0);
                long free = most.getAsLong() - used.getAsLong() + dropped;
                found.add(new FreeMemory(Math.max(0, free), "the control group's limit, " + limit));
            }
        }
    }

    private static OptionalLong number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        try {
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException larger) {
            return OptionalLong.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
