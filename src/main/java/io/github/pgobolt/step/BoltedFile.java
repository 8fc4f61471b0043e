package io.github.pgobolt.step;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.DeadTables;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes of the file that BOLT reads one whose code is laid out anew, as it would ship. */
final class BoltedFile {

    private final Session session;
    private final BoltProfileResult profile;
    private final Placement placement;
    private final Path log;

    BoltedFile(Session session, Records records, Path log) {
        this.session = session;
        this.profile = records.result(BoltProfileStep.KEY);
        this.placement = new Placement(session, input(), fdata(), log);
        this.log = log;
    }

    /**
     * The file.
     *
     * @param linked before it is stripped
     * @param shipped as it would ship
     * @param optimized how llvm-bolt made it
     * @param flags llvm-bolt's options
     * @param oldCode why the old code stays in the file; null if the new code took its place
     */
    record Made(
            Path linked,
            Path shipped,
            Bolt.Optimized optimized,
            List<String> flags,
            String oldCode,
            List<Command> commands) {}

    /**
     * Whether llvm-bolt itself strips the file. llvm-objcopy moves the new segment, and the program headers in it, to
     * another place in the file; Linux before 5.18, and qemu 7.2, tell an executable the old place of its program
     * headers, and the dynamic loader gives up. The loader finds those of a library by itself.
     */
    static boolean strippedByBolt(Session session) {
        return session.subject().kind() == Subject.Kind.bin;
    }

    Path input() {
        return session.work().file(profile.input());
    }

    Path fdata() {
        return session.work().file(profile.fdata());
    }

    /**
     * Makes it.
     *
     * @param options of llvm-bolt, as they are chosen
     * @param linkedFolder for the file before it is stripped
     * @param shippedFolder for the file as it ships
     */
    Made make(List<String> options, Path linkedFolder, Path shippedFolder) throws IOException {
        Path linked = session.work().emptied(linkedFolder).resolve(input().getFileName());
        SubjectLibraries.copy(input(), linked);
        List<String> flags = profile.options(options);
        boolean strippedByBolt = strippedByBolt(session);
        if (strippedByBolt) {
            flags = session.settings().base().strip().linkedBy(flags);
        }
        Placement.Placed placed = placement.place(linked, flags);
        flags = placed.flags();
        List<Command> commands = new ArrayList<>(List.of(placed.optimized().command()));
        Path shipped;
        if (!strippedByBolt) {
            shipped = new Builds(session).ship(linked, shippedFolder, session.boltVariant(), commands, log);
        } else {
            shipped = session.work().emptied(shippedFolder).resolve(linked.getFileName());
            SubjectLibraries.copy(linked, shipped);
            List<String> shipping = session.settings().base().strip().shippedBy(flags);
            if (shipping.equals(flags)) {
                WholeFile.copy(linked, shipped);
            } else {
                commands.add(session.llvmBolt()
                        .optimize(input(), shipped, fdata(), shipping, log)
                        .command());
            }
        }
        if (placed.oldCode() == null) {
            commands.addAll(new DeadTables(session.processes()).fill(shipped, log));
        }
        return new Made(linked, shipped, placed.optimized(), flags, placed.oldCode(), commands);
    }
}
