package io.github.pgobolt.pipeline;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.pipeline.StepRecord.OutputFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one folder that holds everything, and the only one in which anything is deleted. */
public final class WorkFolder {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    /** A record has some kilobytes; a far larger file was not written by this plugin. */
    private static final long MOST_RECORD_BYTES = 64L << 20;

    /** The JSON key for the SHA-256 of the rest of a record. */
    private static final String CHECKSUM = "sha256";

    /**
     * What a record's file was found to hold.
     *
     * @param text its text
     * @param record empty if it is damaged
     */
    private record Read(String text, Optional<StepRecord> record) {}

    private final Path root;

    /** By step. A build asks for some records a hundred times, and to parse and hash one takes a millisecond. */
    private final Map<StepKey<?>, Read> lastRead = new ConcurrentHashMap<>();

    public WorkFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /**
     * Returns a target folder for cargo; {@code baseline} and {@code pgo} are built at the same time and so are
     * separate.
     */
    public Path buildFolder(String name) {
        return root.resolve("build").resolve(name);
    }

    public Path profiles() {
        return root.resolve("profiles");
    }

    public Path variant(String name) {
        return root.resolve("variants").resolve(name);
    }

    /** Returns the folder for files between two steps that are not variants: instrumented ones, and BOLT's input. */
    public Path intermediate(String name) {
        return root.resolve("intermediate").resolve(name);
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    private Path recordFile(StepKey<?> step) {
        return root.resolve("steps").resolve(step.goal() + ".json");
    }

    /** Creates the folder, or fails saying why it cannot be written. */
    public void create() {
        try {
            Files.createDirectories(root);
            Path probe = Files.createTempFile(root, ".probe", null);
            Files.delete(probe);
            refuseLinksOutside();
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "The work folder " + root + " cannot be written (" + e + "). Name another: "
                            + "-Dpgobolt.workDirectory=path, or <workDirectory> in the POM.",
                    e);
        }
    }

    /**
     * Refuses links that lead out of the folder, since a file written or emptied through one would be outside. Cargo's
     * own folders are exempt: a build script may create any links.
     */
    private void refuseLinksOutside() throws IOException {
        Path real = root.toRealPath();
        Path cargos = root.resolve("build");
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean foreign = cargos.equals(folder.getParent()) || folder.equals(root.resolve("reproduce"));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    Path target = file.getParent()
                            .toRealPath()
                            .resolve(Files.readSymbolicLink(file))
                            .normalize();
                    Path reached = Files.exists(file) ? file.toRealPath() : target;
                    if (!reached.startsWith(real)) {
                        throw Failure.user(
                                file + " is a symbolic link to " + reached + ", outside of the work folder, and nothing"
                                        + " is written or deleted through such a link. Remove it.");
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns the record that a step left, or nothing if there is none that can be read. */
    public Optional<StepRecord> read(StepKey<?> step) {
        Path file = recordFile(step);
        try {
            if (Files.size(file) > MOST_RECORD_BYTES) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            Read last = lastRead.get(step);
            if (last == null || !last.text.equals(text)) {
                last = new Read(text, parse(step, text, file));
                lastRead.put(step, last);
            }
            return last.record;
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Returns nothing for a damaged record: it counts as none, and the step runs again. */
    private static Optional<StepRecord> parse(StepKey<?> step, String text, Path file) {
        try {
            JsonElement json = JsonParser.parseString(text);
            StepRecord record = GSON.fromJson(json, StepRecord.class);
            if (record != null && record.schemaVersion() > StepRecord.SCHEMA_VERSION) {
                throw Failure.user(
                        file + " was written by a newer version of this plugin (schema " + record.schemaVersion()
                                + ", this one knows " + StepRecord.SCHEMA_VERSION
                                + "). Use that version, or another work folder: "
                                + "-Dpgobolt.workDirectory=path");
            }
            boolean complete = record != null
                    && isAsWritten(json.getAsJsonObject())
                    && record.inputs() != null
                    && record.outputs() != null
                    && record.result() != null
                    && record.commands() != null
                    && record.tools() != null
                    && step.goal().equals(record.step());
            return complete ? Optional.of(record) : Optional.empty();
        } catch (JsonParseException | NumberFormatException | IllegalStateException damaged) {
            return Optional.empty();
        }
    }

    /** Writes a record, as the last thing that a step writes. */
    public void write(StepKey<?> step, StepRecord record) throws IOException {
        // Parsed back first: a number may print differently before and after it was text.
        JsonObject json = JsonParser.parseString(GSON.toJson(record)).getAsJsonObject();
        json.addProperty(CHECKSUM, Hashes.ofText(json.toString()));
        WholeFile.write(recordFile(step), GSON.toJson(json) + "\n");
    }

    /** Whether a record was not edited by hand; its contents would be believed, and the files that it names used. */
    private static boolean isAsWritten(JsonObject json) {
        JsonElement checksum = json.remove(CHECKSUM);
        return checksum != null
                && checksum.isJsonPrimitive()
                && Hashes.ofText(json.toString()).equals(checksum.getAsString());
    }

    /** Whether a step left a record, even one that cannot be read. */
    public boolean hasRecord(StepKey<?> step) {
        return Files.exists(recordFile(step));
    }

    /** Deletes a step's record, before its outputs are touched. */
    public void forget(StepKey<?> step) throws IOException {
        Files.deleteIfExists(recordFile(step));
    }

    /** Whether all files that a record names are still as written. */
    public boolean intact(StepRecord record) throws IOException {
        for (OutputFile output : record.outputs()) {
            Path file = root.resolve(output.file());
            if (!Files.isRegularFile(file)
                    || Files.size(file) != output.sizeBytes()
                    || !Hashes.ofFile(file).equals(output.sha256())) {
                return false;
            }
        }
        return true;
    }

    /** Describes written files for a record. */
    public List<OutputFile> describe(List<Path> files) throws IOException {
        List<OutputFile> described = new ArrayList<>();
        for (Path file : files) {
            described.add(new OutputFile(root.relativize(file).toString(), Hashes.ofFile(file), Files.size(file)));
        }
        return described;
    }

    public static <T> JsonElement toJson(T value) {
        return GSON.toJsonTree(value);
    }

    public static <T> T fromJson(JsonElement json, Class<T> type) {
        return GSON.fromJson(json, type);
    }

    /** Empties a folder below the work folder, or creates it. Links are removed, not followed. */
    public Path emptied(Path folder) throws IOException {
        Path inside = folder.toAbsolutePath().normalize();
        if (!inside.startsWith(root) || inside.equals(root)) {
            throw new IllegalArgumentException(folder + " is not below the work folder " + root);
        }
        for (Path part = inside; !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw Failure.user(
                        part + " is a symbolic link, and the plugin deletes nothing through links. Remove the link.");
            }
        }
        if (Files.exists(inside)) {
            Files.walkFileTree(inside, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    if (!visited.equals(inside)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return Files.createDirectories(inside);
    }
}
