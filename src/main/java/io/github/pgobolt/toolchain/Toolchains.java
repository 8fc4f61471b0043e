package io.github.pgobolt.toolchain;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Detects the tools of the machine. Changes nothing, and keeps no state between calls. */
public final class Toolchains {

    private final ProcessRunner processes;
    private final Platform host;
    private final Path root;

    public Toolchains(ProcessRunner processes) {
        this(processes, Platform.current(), Path.of("/"));
    }

    /**
     * For a machine other than this one.
     *
     * @param root the folder that stands for {@code /}: {@code etc/os-release} and {@code usr/lib/llvm-*} are below it
     */
    Toolchains(ProcessRunner processes, Platform host, Path root) {
        this.processes = processes;
        this.host = host;
        this.root = root;
    }

    /** Looks for everything; a gap is an entry in {@link Detection#missing()}, never an exception. */
    public Detection detect(ToolRequest request) {
        SearchPath path = SearchPath.of(processes.environment(), request.environment());
        ToolProbe probe = new ToolProbe(processes, request.environment());
        Hints hints = new Hints(Distribution.of(host, root, processes));
        RustLocator.Search found = new RustLocator(processes, request, path, hints, probe).find();
        List<Missing> missing = new ArrayList<>();
        if (found.rust() == null) {
            missing.add(found.missing());
            Platform platform = request.target() == null ? host : Platform.ofTriple(request.target());
            Route route = !host.supported() ? Route.NONE : platform.boltable() ? Route.PGO_AND_BOLT : Route.PGO_ONLY;
            return new Detection(
                    platform,
                    request.target(),
                    null,
                    LlvmToolchain.none(),
                    route,
                    host.supported() ? "what " + platform + " allows, once there is a Rust." : unsupported(host),
                    missing,
                    List.of(),
                    installCommand(request));
        }
        RustToolchain rust = found.rust();
        String target = request.target() == null ? rust.host() : request.target();
        Platform platform = Platform.ofTriple(target);
        ToolLocator locator = new ToolLocator(probe, request.toolPaths(), root, path);
        RouteChoice choice = RouteChoice.of(rust, target, platform, host);
        LlvmToolchain llvm = new LlvmFinder(locator, hints).find(rust, choice.route(), missing);
        if (choice.route() != Route.NONE && !rust.hasStandardLibrary(target)) {
            missing.add(
                    0,
                    Missing.ofAll(
                            "the standard library of " + target,
                            rust.libraries(target) + " has none.",
                            hints.rustTarget(rust, target)));
        }
        return new Detection(
                platform,
                target,
                rust,
                llvm,
                choice.route(),
                choice.reason(),
                missing,
                warnings(target, platform, rust, llvm, request),
                installCommand(request));
    }

    private List<String> warnings(
            String target, Platform platform, RustToolchain rust, LlvmToolchain llvm, ToolRequest request) {
        Set<String> warnings = new LinkedHashSet<>();
        List<Tool> tools = new ArrayList<>(List.of(rust.cargo(), rust.rustc()));
        tools.addAll(llvm.present());
        for (Tool tool : tools) {
            worldWritable(tool.path())
                    .forEach(place -> warnings.add(place + " can be written by everybody, and " + tool.name()
                            + " is run from there: chmod o-w " + place));
        }
        if (!platform.equals(host)) {
            warnings.add(target + " is not this machine's platform (" + host + "): training, checks and measurement "
                    + "run the built file, so it needs to run here: by -Dpgobolt.runner, such as qemu-aarch64.");
        }
        for (Path folder : request.toolPaths()) {
            if (!Files.isDirectory(folder)) {
                warnings.add("toolPaths names " + folder + ", which is no folder.");
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * Returns the command that installs what is missing: with the same parameters, so that target and toolchain are the
     * same.
     */
    private static String installCommand(ToolRequest request) {
        StringBuilder command = new StringBuilder(Goals.command("doctor")).append(" -Dpgobolt.install");
        if (request.target() != null) {
            command.append(" -Dpgobolt.target=").append(ShellLine.quote(request.target()));
        }
        if (!request.toolchain().isEmpty()) {
            command.append(" -Dpgobolt.toolchain=").append(ShellLine.quote(request.toolchain()));
        }
        if (!request.toolPaths().isEmpty()) {
            command.append(" -Dpgobolt.toolPaths=")
                    .append(ShellLine.quote(
                            request.toolPaths().stream().map(Path::toString).collect(Collectors.joining(","))));
        }
        return command.toString();
    }

    /**
     * Returns the tool, its folder, or both if anybody may replace them. A sticky folder such as /tmp counts, too: new
     * names may appear in it.
     */
    private static Set<Path> worldWritable(Path tool) {
        return List.of(tool, tool.getParent()).stream()
                .filter(Toolchains::othersWrite)
                .collect(Collectors.toSet());
    }

    private static boolean othersWrite(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static String unsupported(Platform platform) {
        return platform + " is not supported: the plugin works on Linux x86_64 and aarch64 (PGO and BOLT) and on macOS "
                + "(PGO only).";
    }
}
