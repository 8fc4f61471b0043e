package io.github.pgobolt.toolchain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A detection as one screen of text. */
public final class DoctorReport {

    private DoctorReport() {}

    /**
     * Returns each tool with version and path, what is missing and why, the route, and the command that closes the gap.
     */
    public static List<String> lines(Detection detection) {
        return lines(detection, List.of());
    }

    /**
     * Returns the same with more findings before the route.
     *
     * @param findings further lines, such as the ladder of branch sampling
     */
    public static List<String> lines(Detection detection, List<String> findings) {
        List<String> lines = new ArrayList<>();
        lines.add("Target    " + (detection.target() == null ? "this machine" : detection.target()) + " ("
                + detection.platform() + ")");
        if (detection.rust() != null) {
            RustToolchain rust = detection.rust();
            lines.add("Rust      " + rust.release() + ", LLVM " + rust.llvmVersion()
                    + (rust.fromRustup() ? ", rustup's " + rust.sysroot().getFileName() : ", not rustup's"));
        }
        shown(detection)
                .forEach(tool -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-15s %-22s %-8s %s",
                        tool.name(),
                        tool.version(),
                        tool.llvmMajor() == 0 ? "" : "LLVM " + tool.llvmMajor(),
                        tool.path())));
        detection.llvm().bolts().stream()
                .skip(1)
                .map(BoltTools::llvmBolt)
                .forEach(other -> lines.add(String.format(
                        Locale.ROOT, "  %-15s %-22s %-8s %s", "or llvm-bolt", other.version(), "", other.path())));
        detection.missing().forEach(gap -> lines.add("MISSING   " + gap.what() + ": " + gap.why()));
        detection.warnings().forEach(warning -> lines.add("Warning   " + warning));
        lines.addAll(findings);
        lines.add("Route     " + route(detection) + ": " + detection.routeReason());
        for (Half half : Half.values()) {
            if (detection.route().has(half) && !detection.has(half)) {
                lines.add("          without " + half + ", until " + names(detection.missing(half))
                        + (detection.missing(half).size() == 1 ? " is there" : " are there"));
            }
        }
        lines.addAll(fixes(detection));
        return List.copyOf(lines);
    }

    /** Of several BOLTs, lists only the first with all its tools. */
    private static List<Tool> shown(Detection detection) {
        List<BoltTools> bolts = detection.llvm().bolts();
        List<Tool> others =
                bolts.stream().skip(1).flatMap(bolt -> bolt.present().stream()).toList();
        return detection.tools().stream().filter(tool -> !others.contains(tool)).toList();
    }

    private static String names(List<Missing> gaps) {
        return gaps.stream().map(Missing::what).collect(Collectors.joining(", "));
    }

    private static String route(Detection detection) {
        String name = switch (detection.route()) {
            case PGO_AND_BOLT -> "PGO and BOLT";
            case PGO_ONLY -> "PGO only";
            case BOLT_ONLY -> "BOLT only";
            case NONE -> "none";
        };
        return detection.route() == Route.NONE || detection.missing().isEmpty() ? name : name + ", not whole yet";
    }

    private static List<String> fixes(Detection detection) {
        if (detection.missing().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean byPlugin = detection.missing().stream()
                .noneMatch(gap -> gap.fix().commands().isEmpty());
        if (byPlugin) {
            lines.add("To fix it " + detection.installCommand());
        }
        for (String text : new LinkedHashSet<>(
                detection.missing().stream().map(gap -> gap.fix().text()).toList())) {
            lines.add((lines.isEmpty() ? "To fix it " : "  that is ") + text);
        }
        return lines;
    }
}
