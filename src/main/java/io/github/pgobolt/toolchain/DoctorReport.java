package io.github.pgobolt.toolchain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** A detection as one screen of text. */
public final class DoctorReport {

    /** What installs everything that the plugin may install. */
    public static final String INSTALL_COMMAND =
            "mvn io.github.pgobolt:pgo-bolt-maven-plugin:0.1.0-SNAPSHOT:doctor -Dpgobolt.install";

    private DoctorReport() {}

    /** Each tool with version and path, what is missing and why, the route, and the command that mends it. */
    public static List<String> lines(Detection detection) {
        return lines(detection, List.of());
    }

    /**
     * The same with more findings before the route.
     *
     * @param findings lines of others, such as the ladder of branch sampling
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
        for (Tool tool : detection.tools()) {
            lines.add(String.format(Locale.ROOT, "  %-15s %-22s %-8s %s", tool.name(), tool.version(),
                    tool.llvmMajor() == 0 ? "" : "LLVM " + tool.llvmMajor(), tool.path()));
        }
        detection.missing().forEach(gap -> lines.add("MISSING   " + gap.what() + ": " + gap.why()));
        detection.warnings().forEach(warning -> lines.add("Warning   " + warning));
        lines.addAll(findings);
        lines.add("Route     " + route(detection) + ": " + detection.routeReason());
        lines.addAll(mend(detection));
        return List.copyOf(lines);
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

    private static List<String> mend(Detection detection) {
        if (detection.missing().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean byPlugin = detection.missing().stream().noneMatch(gap -> gap.mend().commands().isEmpty());
        if (byPlugin) {
            lines.add("To mend   " + INSTALL_COMMAND);
        }
        for (String text : new LinkedHashSet<>(detection.missing().stream().map(gap -> gap.mend().text()).toList())) {
            lines.add((lines.isEmpty() ? "To mend   " : "  that is ") + text);
        }
        return lines;
    }
}
