package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Makes the file that ships from a variant, without touching the variant. The tool is llvm-strip: GNU strip ends well
 * on BOLT's output and leaves a file that crashes when it is loaded. What comes out is a new file, to be checked again.
 */
public final class Strip {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final ProcessRunner processes;
    private final Path llvmStrip;

    /** @param llvmStrip llvm-strip, or null where there is none: then only {@link Stripping#none} can be done */
    public Strip(ProcessRunner processes, Path llvmStrip) {
        this.processes = processes;
        this.llvmStrip = llvmStrip;
    }

    /**
     * Writes the stripped file.
     *
     * @throws IOException when the tool is missing or fails; the message names it
     */
    public Path strip(Path from, Path to, Stripping how) throws IOException {
        Path file = to.toAbsolutePath();
        Files.createDirectories(file.getParent());
        if (Files.exists(file) && Files.isSameFile(from, file)) {
            throw new IOException("a variant is never stripped in place: " + from);
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        if (how == Stripping.none) {
            Files.copy(from, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            if (llvmStrip == null) {
                throw new IOException("strip=" + how + " needs llvm-strip, which is missing; GNU strip breaks what BOLT"
                        + " writes. Install LLVM (Debian and Ubuntu: package llvm), or set strip=none");
            }
            String flag = how == Stripping.debuginfo ? "--strip-debug" : "--strip-all";
            Outcome outcome = processes.run(Command.of(llvmStrip, flag, "-o", whole, from).within(LIMIT));
            if (!outcome.ok()) {
                Files.deleteIfExists(whole);
                throw new IOException(llvmStrip + " could not strip " + from + " (" + outcome.ending() + "): " + outcome.tail());
            }
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }
}
