package io.github.pgobolt.step;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.BranchYaml;
import io.github.pgobolt.bolt.LongSymbols;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.translation.BranchNames;
import io.github.pgobolt.translation.TranslatedProfile;
import io.github.pgobolt.translation.TranslatedProfile.Heard;
import io.github.pgobolt.translation.TranslatedProfile.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the functions of a stored profile are named in this build: as in their training, or translated, where cargo gave them
 * other symbols. A translation is made once, when too little arrived, and kept in the work folder for later builds with the
 * same profile and settings.
 */
final class StoredNames {

    /**
     * A translation that was kept.
     *
     * @param key of the profile and the settings that it is for
     * @param sha256 of the translated profile
     * @param symbols hash of the file with the symbols
     */
    private record Kept(String key, String sha256, String symbols, TranslatedProfile profile) {}

    private final Path folder;
    private final String key;
    private Kept used;
    private boolean translatedNow;
    private TranslatedProfile made;
    private int compiles;
    private double seconds;

    private StoredNames(Path folder, String key, Kept used) {
        this.folder = folder;
        this.key = key;
        this.used = used;
    }

    /**
     * Returns the names, translated if an earlier build did that.
     *
     * @param key of the profile and the settings of the build
     * @param force whether an earlier build's translation does not count
     */
    static StoredNames of(WorkFolder work, String key, boolean force) throws IOException {
        StoredNames names = new StoredNames(work.profiles().resolve("translated"), key, null);
        return force ? names : new StoredNames(names.folder, key, names.kept());
    }

    private Kept kept() throws IOException {
        if (!Files.exists(record()) || !Files.exists(file()) || !Files.exists(symbols())) {
            return null;
        }
        try {
            Kept kept = WorkFolder.fromJson(JsonParser.parseString(Files.readString(record())), Kept.class);
            return kept != null
                            && key.equals(kept.key())
                            && kept.profile() != null
                            && Hashes.ofFile(file()).equals(kept.sha256())
                            && Hashes.ofFile(symbols()).equals(kept.symbols())
                    ? kept
                    : null;
        } catch (JsonParseException damaged) {
            return null;
        }
    }

    private Path record() {
        return folder.resolve("translated.json");
    }

    /** Returns the translated profile. */
    Path file() {
        return folder.resolve("translated.profdata");
    }

    /** Returns the file that says which symbol of the stored profile is which of this build. */
    private Path symbols() {
        return folder.resolve("symbols.txt");
    }

    /** Whether the names are translated. */
    boolean isUsed() {
        return used != null;
    }

    /** Returns the hash of the translated profile. */
    String sha256() {
        return used.sha256();
    }

    /** Returns how it was translated; null if it was not. */
    TranslatedProfile profile() {
        return used == null ? null : used.profile();
    }

    /**
     * Changes the names after too little arrived: to those of the training if an earlier build had translated them, else by
     * a translation if it makes enough arrive. A build translates once.
     *
     * @param profile the profile that was used
     * @param arrivedShare the share of its counts that arrived, from 0 to 1
     * @param heard what the build said of it
     * @return whether they were changed, so that the build is worth another try
     */
    boolean change(Session session, Path profile, double arrivedShare, Heard heard) throws IOException {
        if (translatedNow) {
            return false;
        }
        if (isUsed()) {
            session.log()
                    .info("  The names that an earlier build gave the functions of "
                            + session.found().stored().kind() + " are of other sources");
            forget();
            return true;
        }
        Double share = translate(session, profile, arrivedShare, heard);
        if (share == null) {
            return false;
        }
        String functions = functions(session.found().stored().kind());
        if (!isUsed()) {
            session.log()
                    .info("  " + functions + ", and with these " + Percent.down(share)
                            + " % of its counts would arrive");
            return false;
        }
        session.log()
                .info("  Only " + Percent.down(arrivedShare) + " % of the counts arrived, since " + functions
                        + ": it gets these names, and optimize compiles once more");
        return true;
    }

    /** Returns how many functions have other names, in words. */
    private String functions(String profile) {
        return Counted.of(made.functions(), "function") + " of " + profile + " "
                + Counted.word(made.functions(), "has another name", "have other names") + " in this build";
    }

    /**
     * Translates the names, for the only time in this build, and uses the translation if enough of the counts arrive by it.
     *
     * @param profile the profile that was used
     * @param arrivedShare the share of its counts that arrived, from 0 to 1
     * @param heard what a build said of it
     * @return the share of the counts that has a function in the build; null if that could not be found out
     */
    Double translate(Session session, Path profile, double arrivedShare, Heard heard) throws IOException {
        translatedNow = true;
        LlvmToolchain llvm = session.llvm();
        if (!canTranslate(session)) {
            session.log()
                    .warn("Whether only the names of the functions of "
                            + session.found().stored().kind() + " differ is not known: "
                            + (llvm.nm() == null ? "llvm-nm" : "llvm-objcopy") + " is not there.");
            return null;
        }
        session.work().emptied(folder);
        Path between = session.work().emptied(folder.resolve("between"));
        try {
            made = TranslatedProfile.write(tools(session), profile, heard, between, file(), symbols());
        } catch (Failure failure) {
            session.log().warn(failure.getMessage());
            return null;
        }
        session.work().emptied(between);
        double share = arrivedShare + made.translatedShare();
        if (made.functions() > 0 && share >= session.settings().base().stored().minMatch()) {
            used = new Kept(key, Hashes.ofFile(file()), Hashes.ofFile(symbols()), made);
            WholeFile.write(record(), WorkFolder.toJson(used).toString());
        }
        return share;
    }

    private static boolean canTranslate(Session session) {
        return session.llvm().nm() != null && session.llvm().objcopy() != null;
    }

    private static Tools tools(Session session) {
        LlvmToolchain llvm = session.llvm();
        return new Tools(session.processes(), llvm.profdata(), llvm.objcopy(), llvm.nm());
    }

    /**
     * Gives the functions of a stored branch profile the names that they have in a file of this build, if those of the
     * profile are translated.
     *
     * @param yaml is replaced
     * @param file as llvm-bolt reads it
     */
    void rename(Session session, Path yaml, Path file) throws IOException {
        if (!isUsed() || !canTranslate(session)) {
            return;
        }
        Path between = session.work().emptied(folder.resolve("between"));
        BranchNames names = BranchNames.of(
                tools(session),
                file,
                BranchYaml.read(yaml).byFunction().keySet(),
                symbols(),
                LongSymbols::shortened,
                between);
        WholeFile.write(yaml, renamed -> BranchYaml.rename(yaml, renamed, names::of));
        session.work().emptied(between);
    }

    /** Notes what it cost to ask for the names. */
    void asked(int compiled, double took) {
        compiles = compiled;
        seconds = took;
    }

    /** Returns how many compiles this build took to ask for the names. */
    int compiles() {
        return compiles;
    }

    /** Returns how long that took. */
    double seconds() {
        return seconds;
    }

    private void forget() throws IOException {
        used = null;
        Files.deleteIfExists(record());
    }
}
