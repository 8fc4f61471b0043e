package io.github.pgobolt.toolchain;

import io.github.pgobolt.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tools of the machine, and the route that follows from them.
 *
 * @param platform the platform of the target
 * @param target the Rust target triple; null if there is no Rust and none was asked for
 * @param rust null if there is none
 * @param llvm LLVM's tools
 * @param route the route that platform, target and Rust allow; {@code missing} says whether its tools are there
 * @param routeReason the reason for that route, in one sentence
 * @param missing what the route needs and the machine lacks
 * @param warnings what the user should know although the route does not need it
 * @param installCommand the command that installs what is missing, for exactly this request
 */
public record Detection(
        Platform platform,
        String target,
        RustToolchain rust,
        LlvmToolchain llvm,
        Route route,
        String routeReason,
        List<Missing> missing,
        List<String> warnings,
        String installCommand) {

    public Detection {
        missing = List.copyOf(missing);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is a route and everything that it needs. */
    public boolean whole() {
        return route != Route.NONE && missing.isEmpty();
    }

    /** Whether a half is available: the route includes it, and nothing that it needs is missing. */
    public boolean has(Half half) {
        return route.has(half) && missing(half).isEmpty();
    }

    /** Returns what is missing for a half, or for both. */
    public List<Missing> missing(Half half) {
        return missing.stream()
                .filter(gap -> gap.half() == null || gap.half() == half)
                .toList();
    }

    /** Returns cargo, rustc and LLVM's tools, as far as they exist. */
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
     * Does nothing if a file for the target can be built at all.
     *
     * @throws Failure that names each gap, the reason for it, and the command that closes it
     */
    public void requireBuild() {
        if (route == Route.NONE) {
            throw refusal("No route on " + (target == null ? platform : target) + ": " + routeReason, missing);
        }
        List<Missing> everything =
                missing.stream().filter(gap -> gap.half() == null).toList();
        if (!everything.isEmpty()) {
            throw refusal("", everything);
        }
    }

    /**
     * Does nothing if at least one wanted half is available, and each required one is.
     *
     * @throws Failure that names each gap, the reason for it, and the command that closes it
     */
    public void requireRoute(Wanted wanted) {
        requireBuild();
        boolean any = false;
        List<String> reasons = new ArrayList<>();
        List<Missing> gaps = new ArrayList<>();
        boolean required = false;
        for (Half half : Half.values()) {
            if (wanted.of(half) == Need.off) {
                continue;
            }
            if (has(half)) {
                any = true;
            } else {
                required |= wanted.of(half) == Need.require;
                gaps.addAll(missing(half));
                if (!route.has(half)) {
                    reasons.add("There is no " + half + " on this route: " + routeReason);
                }
            }
        }
        if (required || !any) {
            throw refusal(String.join("\n", reasons), gaps);
        }
    }

    private Failure refusal(String start, List<Missing> gaps) {
        StringBuilder message = new StringBuilder(start);
        for (Missing gap : gaps) {
            message.append(message.isEmpty() ? "" : "\n").append(gap.sentence());
        }
        if (gaps.stream().anyMatch(gap -> !gap.fix().commands().isEmpty())) {
            message.append("\nThe plugin does it with: ").append(installCommand);
        }
        if (message.isEmpty()) {
            message.append("PGO and BOLT are both switched off, so that there is nothing to do. Take out one of the")
                    .append(" pgobolt.<goal>.skip.");
        }
        return Failure.user(message.toString());
    }

    /** Returns why a half is not available, and what it would need; null if it is. */
    public Lack lack(Half half) {
        if (has(half)) {
            return null;
        }
        if (!route.has(half)) {
            return new Lack(routeReason, null);
        }
        List<Missing> gaps = missing(half);
        boolean byPlugin = gaps.stream().noneMatch(gap -> gap.fix().commands().isEmpty());
        return new Lack(
                gaps.stream()
                        .map(gap -> gap.what() + " is missing: " + gap.why())
                        .collect(Collectors.joining(" ")),
                byPlugin
                        ? installCommand
                        : gaps.stream().map(gap -> gap.fix().text()).distinct().collect(Collectors.joining("; ")));
    }
}
