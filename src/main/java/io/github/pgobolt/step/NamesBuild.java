package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pgo.ArrivedCounts;
import io.github.pgobolt.translation.MissingFunction;
import io.github.pgobolt.translation.TranslatedProfile.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A compile of the subject for the names of its functions alone: with a profile that knows none of them, so that rustc's LLVM
 * lists all. No file comes of it.
 */
final class NamesBuild {

    /** Its target folder. */
    static final String NAME = "names";

    private final Session session;

    NamesBuild(Session session) {
        this.session = session;
    }

    /**
     * What the build told.
     *
     * @param profile the profile that it was made with
     * @param arrivedShare the share of its counts that found their function all the same, from 0 to 1
     * @param compiled how many units cargo compiled
     */
    record Listed(Path profile, double arrivedShare, Heard heard, int compiled) {}

    /** Compiles with a profile, and listens. */
    Listed list(Path profile) throws IOException {
        Path folder = session.work().emptied(session.work().profiles().resolve(NAME));
        // The name holds the hash, since cargo compiles anew only when a flag changes.
        Path named =
                WholeFile.copy(profile, folder.resolve(Hashes.ofFile(profile).substring(0, 16) + ".profdata"));
        List<String> flags = new ArrayList<>(List.of("-Cprofile_use=" + named, ArrivedCounts.LIST));
        if (!MissingFunction.isAskedFor(session.cargo().flags(flags))) {
            flags.add(MissingFunction.LIST);
        }
        Path log = session.work().log(NAME);
        Path builds = session.work().buildFolder(NAME);
        CargoBuild.Heard built = session.optimizedCargo().listen(flags, builds, log);
        String said = built.diagnostics();
        Double arrived = ArrivedCounts.share(
                said, session.processes(), session.llvm().profdata(), named, folder.resolve("counts.txt"));
        Heard heard = new Heard(MissingFunction.listed(said), ArrivedCounts.functions(said));
        return new Listed(named, arrived == null ? 0 : arrived, heard, built.compiled());
    }
}
