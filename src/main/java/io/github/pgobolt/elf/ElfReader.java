package io.github.pgobolt.elf;

import io.github.pgobolt.base.Lines;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads ELF files with llvm-readobj and llvm-nm of LLVM 16 or newer; the output of 16 and 17 is repaired first. */
public final class ElfReader {

    /** Far above any real file: dynamic symbols and sections of a 200 MB library take 20 MB of JSON. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Thrown if llvm-readobj read the file, but its output has an unknown form. */
    public static final class UnknownForm extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownForm(String message, Exception cause) {
            super(message, cause);
        }
    }

    private final ProcessRunner processes;
    private final Path readobj;
    private final Path nm;
    private final Path folder;

    /**
     * @param readobj llvm-readobj
     * @param nm llvm-nm, or null if symbols are not wanted
     * @param folder for the tools' output; used by the checks only
     */
    public ElfReader(ProcessRunner processes, Path readobj, Path nm, Path folder) {
        this.processes = processes;
        this.readobj = readobj;
        this.nm = nm;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Reads a file.
     *
     * @throws UnknownForm if the tool's output cannot be read
     * @throws IOException if the tool fails; the message says which
     */
    public ElfFacts read(Path file) throws IOException {
        Path json = Files.createTempFile(Files.createDirectories(folder), "readobj-", ".json");
        try {
            Outcome outcome = processes.run(Command.of(
                            readobj,
                            "--elf-output-style=JSON",
                            "--file-header",
                            "--program-headers",
                            "--section-headers",
                            "--dynamic-table",
                            "--dyn-symbols",
                            "--notes",
                            file)
                    .writeTo(json, null)
                    .within(LIMIT));
            if (!outcome.ok()) {
                throw new IOException(
                        readobj + " could not read " + file + " (" + outcome.ending() + "): " + outcome.tail());
            }
            if (Files.size(json) > MOST_BYTES) {
                throw new IOException(readobj + " wrote " + Files.size(json) + " bytes about " + file
                        + ", more than the " + MOST_BYTES + " that are read");
            }
            return ReadobjJson.parse(TextFiles.read(json));
        } catch (IllegalArgumentException e) {
            throw new UnknownForm(
                    "what " + readobj + " wrote about " + file + " is not understood: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(json);
        }
    }

    /**
     * Returns the names of the functions and objects that the file's symbol table defines; empty for a stripped file.
     */
    public SortedSet<String> symbols(Path file) throws IOException {
        if (nm == null) {
            throw new IOException("llvm-nm is missing");
        }
        Path names = Files.createTempFile(Files.createDirectories(folder), "nm-", ".txt");
        try {
            Outcome outcome = processes.run(Command.of(nm, "--defined-only", "--format=just-symbols", file)
                    .writeTo(names, null)
                    .within(LIMIT));
            if (!outcome.ok()) {
                throw new IOException(
                        nm + " could not read " + file + " (" + outcome.ending() + "): " + outcome.tail());
            }
            SortedSet<String> symbols = new TreeSet<>();
            try (Lines lines = new Lines(names)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    symbols.add(line.strip());
                }
            }
            return symbols;
        } finally {
            Files.deleteIfExists(names);
        }
    }
}
