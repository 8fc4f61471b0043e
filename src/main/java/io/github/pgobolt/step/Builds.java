package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Version;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the three steps that build have in common: where files go, and how one becomes what ships. */
public final class Builds {

    /** What makes a linked file BOLT's input. */
    public static final List<String> RELOCATIONS = List.of("-Clink-arg=-Wl,--emit-relocs", "-Cstrip=none");

    static final List<String> NO_STRIP = List.of("-Cstrip=none");

    private final Session session;

    Builds(Session session) {
        this.session = session;
    }

    /** Copies what cargo built to where the work folder keeps it; cargo's own file is overwritten by the next build. */
    Path keep(CargoBuild.Built built, String name) throws IOException {
        Path folder = session.work().emptied(session.work().intermediate(name));
        Path kept = WholeFile.copy(built.file(), folder.resolve(built.file().getFileName()));
        SubjectLibraries.keep(built.libraries(), kept);
        if (session.cargo().prefersDynamic()) {
            SubjectLibraries.keep(session.detection().rust().sharedStandardLibrary(session.subject().target()), kept);
        }
        return kept;
    }

    /** Where cargo put a file, relative to the target folder. */
    static String cargoFile(CargoBuild.Built built, Path targetFolder) {
        return targetFolder.relativize(built.file()).toString();
    }

    /** Writes the file that would ship as a variant. */
    Path ship(Path linked, String variant, List<Command> commands, Path log) throws IOException {
        Path shipped = session.work().emptied(session.work().variant(variant)).resolve(linked.getFileName());
        SubjectLibraries.copy(linked, shipped);
        Tool objcopy = session.llvm().objcopy();
        if (objcopy == null || Platform.ofTriple(session.subject().target()).os().equals("macos")) {
            session.log().warn("llvm-objcopy is not there, so that '" + variant + "' keeps its symbols and debug information.");
            return WholeFile.copy(linked, shipped);
        }
        commands.add(new Strip(session.processes(), objcopy, session.settings().base().strip()).strip(linked, shipped, log));
        return shipped;
    }

    /**
     * Where the optimised build goes: to the instrumented one, whose build scripts and proc macros are there already. Cargo
     * before 1.85 keeps one state of a target folder, whatever the flags: there each would undo the other, every time.
     */
    static Path optimizeFolder(Session session) {
        boolean apart = Version.older(session.detection().rust().cargo().version(), "1.85");
        return session.work().buildFolder(apart ? "pgo-use" : "pgo");
    }

    String relative(Path file) {
        return session.work().root().relativize(file).toString();
    }

    /** @param match what rustc said of the profile; null where none was used */
    List<NotUnderstood> notUnderstood(CargoBuild.Built built, ProfileMatch match) {
        Tool cargo = session.detection().rust().cargo();
        Tool rustc = session.detection().rust().rustc();
        List<NotUnderstood> all = new ArrayList<>(NotUnderstood.of("cargo", cargo.version(), built.notUnderstood()));
        if (match != null) {
            all.addAll(NotUnderstood.of("rustc", rustc.version(), match.notUnderstood()));
        }
        return all;
    }

    /** The tools of a build: cargo, rustc and what strips. */
    List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(List.of(session.detection().rust().cargo(), session.detection().rust().rustc()));
        if (session.llvm().objcopy() != null) {
            tools.add(session.llvm().objcopy());
        }
        return tools;
    }
}
