package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Version;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.HostParts;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shared by the three steps that build: where files go, and how a linked file becomes the one that ships. */
public final class Builds {

    /** The flags that make a linked file usable as BOLT's input. */
    public static final List<String> RELOCATIONS = List.of("-Clink-arg=-Wl,--emit-relocs", "-Cstrip=none");

    static final List<String> NO_STRIP = List.of("-Cstrip=none");

    /** The target folder of the instrumented build. */
    private static final String SHARED = "pgo";

    /** The input that tells the standard library. */
    static final String STD = "std";

    private final Session session;

    Builds(Session session) {
        this.session = session;
    }

    /** Returns what this plugin sets for every build of the crate. */
    static Map<String, String> inputs(Subject subject, RustToolchain rust, SoundSettings sound) {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put(
                "subject",
                subject.kind() + " " + subject.name() + " of " + subject.packageName() + " for " + subject.target());
        inputs.put(
                "rustc",
                rust.release() + " " + rust.sysroot() + " " + rust.rustc().sha256());
        inputs.put("user's flags", sound.flags().flags().toString());
        inputs.put("build settings", sound.build().fingerprint());
        return inputs;
    }

    /** Returns the same for the builds that PGO needs and optimises, whose standard library may be another. */
    static Map<String, String> inputs(Subject subject, RustToolchain rust, SoundSettings sound, StdSource std)
            throws IOException {
        Map<String, String> inputs = inputs(subject, rust, sound);
        inputs.put(STD, std.fingerprint());
        return inputs;
    }

    /** Copies cargo's output to its place in the work folder; the next build overwrites cargo's own file. */
    Path keep(CargoBuild.Built built, String name) throws IOException {
        Path folder = session.work().emptied(session.work().intermediate(name));
        Path kept = WholeFile.copy(built.file(), folder.resolve(built.file().getFileName()));
        SubjectLibraries.keep(built.libraries(), kept);
        if (session.cargo().prefersDynamic()) {
            SubjectLibraries.keep(
                    session.detection()
                            .rust()
                            .sharedStandardLibrary(session.subject().target()),
                    kept);
        }
        return kept;
    }

    /** Returns cargo's output file relative to the target folder. */
    static String cargoFile(CargoBuild.Built built, Path targetFolder) {
        return targetFolder.relativize(built.file()).toString();
    }

    /** Writes the file that would ship as a variant. */
    Path ship(Path linked, String variant, List<Command> commands, Path log) throws IOException {
        return ship(linked, session.work().variant(variant), variant, commands, log);
    }

    /** Writes such a file to another folder than the variant's. */
    Path ship(Path linked, Path folder, String variant, List<Command> commands, Path log) throws IOException {
        Path shipped = session.work().emptied(folder).resolve(linked.getFileName());
        SubjectLibraries.copy(linked, shipped);
        if (!strips()) {
            session.log()
                    .warn("llvm-objcopy is not there, so that '" + variant
                            + "' keeps its symbols and debug information.");
            return WholeFile.copy(linked, shipped);
        }
        commands.add(strip().strip(linked, shipped, log));
        return shipped;
    }

    /** Whether what ships is stripped here. */
    boolean strips() {
        return session.llvm().objcopy() != null;
    }

    Strip strip() {
        Strip.Mode asked = session.settings().base().strip();
        boolean libraryOfMac = session.subject().kind() == Subject.Kind.lib
                && Platform.ofTriple(session.subject().target()).os().equals("macos");
        return new Strip(
                session.processes(),
                session.llvm().objcopy(),
                // More than debug information is not safe to take from a library of macOS: rustc does not either.
                libraryOfMac && asked == Strip.Mode.symbols ? Strip.Mode.debuginfo : asked);
    }

    /**
     * Returns the target folder of the optimised build: that of the instrumented one, which already has the build
     * scripts and proc macros, unless cargo keeps only one state of a target folder, whatever the flags. Cargo before
     * 1.85 always does, and any with {@code --remap-path-prefix}: there the two builds would undo each other every time.
     */
    static Path optimizeFolder(Session session) {
        boolean apart = Version.older(session.detection().rust().cargo().version(), "1.85")
                || session.optimizedCargo().keepsOneState();
        return session.work().buildFolder(apart ? "pgo-use" : SHARED);
    }

    /** Gives a new folder of the optimised build the build scripts and proc macros of an earlier build. */
    static void startFromEarlier(Session session) throws IOException {
        giveHostParts(session, session, optimizeFolder(session).getFileName().toString());
    }

    /**
     * Gives a new target folder the build scripts and proc macros of an earlier build.
     *
     * @param earlier the session of that build
     * @param name of the new folder
     */
    static void giveHostParts(Session earlier, Session session, String name) throws IOException {
        Path folder = session.work().buildFolder(name);
        Optional<Path> there = Stream.of(SHARED, Variants.BASELINE)
                .map(earlier.work()::buildFolder)
                .filter(Files::isDirectory)
                .findFirst();
        if (Files.exists(folder) || there.isEmpty()) {
            return;
        }
        // A copy that was interrupted has another name.
        Path unfinished = session.work().emptied(session.work().buildFolder(name + "-copy"));
        HostParts.copy(there.get(), earlier.subject().target(), unfinished);
        Files.move(unfinished, folder);
    }

    String relative(Path file) {
        return session.work().root().relativize(file).toString();
    }

    /** @param match rustc's report on the profile; null if none was used */
    List<NotUnderstood> notUnderstood(CargoBuild.Built built, ProfileMatch match) {
        Tool cargo = session.detection().rust().cargo();
        Tool rustc = session.detection().rust().rustc();
        List<NotUnderstood> all = new ArrayList<>(NotUnderstood.of("cargo", cargo.version(), built.notUnderstood()));
        if (match != null) {
            all.addAll(NotUnderstood.of("rustc", rustc.version(), match.notUnderstood()));
        }
        return all;
    }

    /** Returns the tools of a build: cargo, rustc and the one that strips. */
    List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(List.of(
                session.detection().rust().cargo(), session.detection().rust().rustc()));
        if (session.llvm().objcopy() != null) {
            tools.add(session.llvm().objcopy());
        }
        return tools;
    }
}
