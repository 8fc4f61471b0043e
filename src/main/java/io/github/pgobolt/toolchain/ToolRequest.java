package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request for tools.
 *
 * @param toolchain the rustup toolchain, with or without its plus sign; empty for the one that rustup chooses
 * @param target the Rust target triple; null for the host
 * @param toolPaths folders that are searched first
 * @param directory where cargo will run, since a {@code rust-toolchain.toml} there applies; null for this process's own
 * @param environment additions to the environment of the tools; a null value removes the variable
 */
public record ToolRequest(
        String toolchain, String target, List<Path> toolPaths, Path directory, Map<String, String> environment) {

    public ToolRequest {
        toolchain = toolchain == null ? "" : toolchain.strip();
        target = target == null || target.isBlank() ? null : target.strip();
        toolPaths = List.copyOf(toolPaths);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Returns a request for the default toolchain, for the host, from the usual places. */
    public static ToolRequest inDirectory(Path directory) {
        return new ToolRequest("", null, List.of(), directory, Map.of());
    }

    /** Returns {@code +nightly} or the like, or an empty string. */
    String channelArgument() {
        return toolchain.isEmpty() || toolchain.startsWith("+") ? toolchain : "+" + toolchain;
    }
}
