package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.OldCode;
import io.github.pgobolt.step.Settings.BoltSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays out a file so that the old code takes as little room as is sound: the new code takes its place; or else what
 * moved of it is filled with traps; or else it stays as it is.
 */
final class Placement {

    /** Options by which users decide themselves which functions llvm-bolt moves, or where to. */
    private static final Pattern OWN = Pattern.compile(
            "--?(lite|use-old-text|trap-old-code|strict|rewrite|hugify|hot-text|align-text|skip-funcs|funcs|max-funcs|relocs)\\b.*");

    private final Session session;
    private final Path input;
    private final Path fdata;
    private final Path log;
    /** What the input was found to be, on first use; of a race all files are made of one. */
    private OldCode old;

    private OldCode.Unsuitable unsuitable;

    Placement(Session session, Path input, Path fdata, Path log) {
        this.session = session;
        this.input = input;
        this.fdata = fdata;
        this.log = log;
    }

    /**
     * A file with its code laid out.
     *
     * @param flags llvm-bolt's options
     * @param oldCode why the old code stays in the file; null if the new code took its place
     */
    record Placed(Bolt.Optimized optimized, List<String> flags, String oldCode) {}

    /** @param flags llvm-bolt's options besides those that this class is about */
    Placed place(Path linked, List<String> flags) throws IOException {
        String why;
        try {
            look();
            try {
                return reused(linked, flags);
            } catch (OldCode.Unsuitable unsuitable) {
                why = unsuitable.getMessage();
            }
            try {
                List<String> all = with(flags, List.of(OldCode.TRAP));
                Bolt.Optimized optimized = optimize(linked, all);
                old.proveTrapped(linked);
                return stays(optimized, all, why, "What moved is filled with traps, which take no room in an archive.");
            } catch (OldCode.Unsuitable unsuitable) {
                session.log().debug("  the old code is not filled with traps: " + unsuitable.getMessage());
            }
        } catch (OldCode.Unsuitable unsuitable) {
            why = unsuitable.getMessage();
        }
        return stays(session.llvmBolt().optimize(input, linked, fdata, flags, log), flags, why, "");
    }

    /** @throws OldCode.Unsuitable if its code must stay as it is */
    private void look() throws IOException, OldCode.Unsuitable {
        if (old == null && unsuitable == null) {
            try {
                requireFree();
                old = OldCode.of(
                        input,
                        session.processes(),
                        session.llvm().objdump(),
                        session.work().intermediate("old-code"));
            } catch (OldCode.Unsuitable found) {
                unsuitable = found;
            }
        }
        if (unsuitable != null) {
            throw unsuitable;
        }
    }

    private Placed reused(Path linked, List<String> flags) throws IOException, OldCode.Unsuitable {
        old.requireMovable();
        List<String> all = with(flags, OldCode.REUSE);
        all.add(OldCode.TRAP);
        Bolt.Optimized optimized = optimize(linked, all);
        if (!optimized.reused() && flags.stream().noneMatch(flag -> flag.contains("-align-functions"))) {
            all.add(OldCode.TIGHT);
            optimized = optimize(linked, all);
        }
        if (!optimized.reused()) {
            throw new OldCode.Unsuitable("the new code does not fit into its place");
        }
        for (String warning : optimized.log().warnings()) {
            if (warning.contains("unable to disassemble")) {
                throw new OldCode.Unsuitable("llvm-bolt says: " + warning);
            }
        }
        old.proveReused(linked);
        return new Placed(optimized, all, null);
    }

    /** A failure of llvm-bolt with more options than it needs is a reason to leave these out. */
    private Bolt.Optimized optimize(Path linked, List<String> flags) throws IOException, OldCode.Unsuitable {
        Bolt.Optimized optimized;
        try {
            optimized = session.llvmBolt().optimize(input, linked, fdata, flags, log);
        } catch (Failure failed) {
            throw new OldCode.Unsuitable(
                    "llvm-bolt " + session.bolt().llvmBolt().version() + " fails otherwise (see " + log + ")");
        }
        if (!optimized.notes().isEmpty()) {
            throw new OldCode.Unsuitable(optimized.notes().get(0));
        }
        return optimized;
    }

    private Placed stays(Bolt.Optimized optimized, List<String> flags, String why, String more) {
        String sentence = "The old code stays in the file, since " + why + ".";
        session.log().info(("  " + sentence + " " + more).stripTrailing());
        return new Placed(optimized, flags, sentence);
    }

    /** @throws OldCode.Unsuitable if the user decides, or llvm-bolt cannot do it */
    private void requireFree() throws IOException, OldCode.Unsuitable {
        BoltSettings asked = session.settings().bolt();
        if (asked.flags() != null) {
            throw new OldCode.Unsuitable("boltFlags gives all of llvm-bolt's options");
        }
        for (String flag : asked.extraFlags()) {
            if (decides(flag)) {
                throw new OldCode.Unsuitable("boltExtraFlags has " + flag);
            }
        }
        BoltOptions known =
                BoltOptions.probe(session.processes(), session.bolt().llvmBolt());
        List<String> needed = new ArrayList<>(OldCode.REUSE);
        needed.add(OldCode.TRAP);
        for (String flag : needed) {
            if (!known.has(flag)) {
                throw new OldCode.Unsuitable(
                        "llvm-bolt " + session.bolt().llvmBolt().version() + " does not know " + flag);
            }
        }
    }

    static boolean decides(String flag) {
        return OWN.matcher(flag).matches();
    }

    private static List<String> with(List<String> flags, List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return all;
    }
}
