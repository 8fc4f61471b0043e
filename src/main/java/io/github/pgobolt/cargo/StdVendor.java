package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.plexus.util.FileUtils;

/**
 * A folder of links to the crates that a crate needs, where this machine has them, and to those that the standard library needs,
 * which newer toolchains bring along with its sources. Cargo takes all from there in place of crates.io, and so needs no network.
 * It has only one place for what is of crates.io, and so does not use the toolchain's own folder.
 */
final class StdVendor {

    private static final String NAME = "pgo-bolt-std";
    private static final String CHECKSUMS = ".cargo-checksum.json";
    private static final Gson GSON = new Gson();

    /** A crate in Cargo.lock that is of crates.io. */
    private static final Pattern LOCKED = Pattern.compile(
            "name = \"([^\"]+)\"\\R+version = \"([^\"]+)\"\\R+source = \"registry\\+https://github.com/rust-lang/crates.io-index\""
                    + "\\R+checksum = \"([0-9a-f]{64})\"");

    private record Packages(List<Package> packages) {}

    private record Package(
            String name,
            String version,
            String source,
            @SerializedName("manifest_path") String manifest) {

        private boolean isOfCratesIo() {
            return source != null && source.contains("crates.io-index");
        }

        private Path folder() {
            return Path.of(manifest).getParent();
        }

        private String id() {
            return name + "-" + version;
        }
    }

    private final ProcessRunner processes;
    private final CargoBuild cargo;
    private final Path vendored;
    private final Path folder;

    /**
     * @param vendored the toolchain's folder of the crates that the standard library needs
     * @param folder where the folder is made
     */
    StdVendor(ProcessRunner processes, CargoBuild cargo, Path vendored, Path folder) {
        this.processes = processes;
        this.cargo = cargo;
        this.vendored = vendored;
        this.folder = folder;
    }

    /** Returns a source with that folder; empty where the toolchain, or this machine, does not have all crates. */
    Optional<StdSource> of(StdSource source, Path lock) throws IOException {
        if (!Files.isDirectory(vendored)) {
            return Optional.empty();
        }
        Optional<List<Package>> packages = packages();
        Map<String, String> checksums = checksums(lock);
        if (packages.isEmpty() || !packages.get().stream().map(Package::id).allMatch(checksums::containsKey)) {
            return Optional.empty();
        }
        Path merged = folder.resolve("crates-"
                + Hashes.ofText(packages.get() + " " + checksums + " " + vendored)
                        .substring(0, 16));
        if (!Files.isDirectory(merged)) {
            Path unfinished = folder.resolve("crates.new");
            FileUtils.deleteDirectory(unfinished.toFile());
            link(packages.get(), checksums, Files.createDirectories(unfinished));
            Files.move(unfinished, merged);
        }
        List<String> flags = new ArrayList<>();
        packages.get().stream()
                .map(one -> one.folder().getParent())
                .distinct()
                // Each crate has here the name that its folder has there.
                .forEach(there -> flags.addAll(cargo.named(merged, there)));
        return Optional.of(source.and(
                List.of(
                        "--config",
                        "source.crates-io.replace-with=\"" + NAME + "\"",
                        "--config",
                        "source." + NAME + ".directory=" + GSON.toJson(merged.toString())),
                flags));
    }

    /** Returns the crates of crates.io that the workspace needs; empty if not all of them are here. */
    private Optional<List<Package>> packages() throws IOException {
        Outcome outcome = processes.run(cargo.commands().packages());
        try {
            Packages all = outcome.ok() ? GSON.fromJson(outcome.stdout(), Packages.class) : null;
            return all == null || all.packages() == null
                    ? Optional.empty()
                    : Optional.of(all.packages().stream()
                            .filter(Package::isOfCratesIo)
                            .toList());
        } catch (JsonSyntaxException anotherForm) {
            return Optional.empty();
        }
    }

    private static Map<String, String> checksums(Path lock) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        if (Files.exists(lock)) {
            Matcher locked = LOCKED.matcher(Files.readString(lock));
            while (locked.find()) {
                checksums.put(locked.group(1) + "-" + locked.group(2), locked.group(3));
            }
        }
        return checksums;
    }

    private void link(List<Package> packages, Map<String, String> checksums, Path to) throws IOException {
        List<String> there = new ArrayList<>();
        for (Package one : packages) {
            Path own = to.resolve(one.folder().getFileName().toString());
            there.add(checksums.get(one.id()));
            if (Files.exists(one.folder().resolve(CHECKSUMS))) {
                Files.createSymbolicLink(own, one.folder());
            } else {
                linkUnpacked(one.folder(), checksums.get(one.id()), Files.createDirectory(own));
            }
        }
        for (Path crate : list(vendored)) {
            Path said = crate.resolve(CHECKSUMS);
            // One that both need is there once.
            if (Files.exists(said)
                    && !there.contains(GSON.fromJson(Files.readString(said), JsonObject.class)
                            .get("package")
                            .getAsString())) {
                Files.createSymbolicLink(to.resolve("std-" + crate.getFileName()), crate);
            }
        }
    }

    /** Links what cargo unpacked, beside which it has no checksum, unlike in a folder that is vendored. */
    private static void linkUnpacked(Path from, String checksum, Path to) throws IOException {
        for (Path file : list(from)) {
            Files.createSymbolicLink(to.resolve(file.getFileName().toString()), file);
        }
        WholeFile.write(to.resolve(CHECKSUMS), "{\"files\":{},\"package\":\"" + checksum + "\"}");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
