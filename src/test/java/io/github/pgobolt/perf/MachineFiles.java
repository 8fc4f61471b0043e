package io.github.pgobolt.perf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Lays out the files of {@code machines/*.txt} below a folder, and scripts that answer as perf does. */
final class MachineFiles {

    private MachineFiles() {}

    /** Creates {@code sys} and {@code proc} of a machine below a root folder. */
    static Path lay(String machine, Path root) {
        for (String line : resource("machines/" + machine + ".txt").split("\n")) {
            int colon = line.indexOf(": ");
            if (!line.startsWith("#") && colon > 0) {
                write(
                        root.resolve(line.substring(0, colon)),
                        line.substring(colon + 2).replace("\\n", "\n").replace("\\t", "\t") + "\n");
            }
        }
        return root;
    }

    /** Writes a perf that prints the given answer for each of its subcommands. */
    static Path perf(Path root, String version, String record, String evlist, String script) {
        Path perf = root.resolve("bin/perf");
        write(
                perf,
                "#!/bin/sh\ncase \"$1\" in\n"
                        + "--version) echo 'perf version " + version + "';;\n"
                        + "record) " + record + ";;\n"
                        + "evlist) " + evlist + ";;\n"
                        + "script) " + script + ";;\n"
                        + "esac\n");
        executable(perf);
        return perf;
    }

    static void executable(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (InputStream in = MachineFiles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
