package io.github.pgobolt.toolchain;

import io.github.pgobolt.base.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * What the machine has, and what follows.
 *
 * @param platform the platform of the target
 * @param target the Rust target triple; null when there is no Rust and none was asked for
 * @param rust null when there is none
 * @param llvm LLVM's tools
 * @param route the route that platform, target and Rust allow; whether its tools are there is for {@code missing} to
 *     say
 * @param routeReason why that route, in one sentence
 * @param missing what the route needs and the machine has not
 * @param warnings what the user should know and the route does not need
 */
public record Detection(
        Platform platform,
        String target,
        RustToolchain rust,
        LlvmToolchain llvm,
        Route route,
        String routeReason,
        List<Missing> missing,
        List<String> warnings) {

    public Detection {
        missing = List.copyOf(missing);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is a route, and everything that it needs. */
    public boolean whole() {
        return route != Route.NONE && missing.isEmpty();
    }

    /** Cargo, rustc and LLVM's tools, as many as there are. */
    public List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        if (rust != null) {
            tools.add(rust.cargo());
            tools.add(rust.rustc());
        }
        tools.addAll(llvm.present());
        return List.copyOf(tools);
    }

    /**
     * Nothing where the route is whole.
     *
     * @throws Failure that names each gap, why it is one, and the command that mends it
     */
    public void requireRoute() {
        if (whole()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        if (route == Route.NONE) {
            message.append("No route on ").append(target == null ? platform : target).append(": ").append(routeReason);
        }
        for (Missing gap : missing) {
            message.append(message.isEmpty() ? "" : "\n").append(gap.what()).append(" is missing: ").append(gap.why())
                    .append("\n  To mend it: ").append(gap.mend().text());
        }
        if (missing.stream().anyMatch(gap -> !gap.mend().commands().isEmpty())) {
            message.append("\nThe plugin does it with: ").append(DoctorReport.INSTALL_COMMAND);
        }
        throw Failure.user(message.toString());
    }
}
