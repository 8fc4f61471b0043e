package io.github.pgobolt.profile;

import com.google.gson.JsonObject;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Control;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.profile.ProfileManifest.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Profiles for tests, good ones and bad ones. */
final class Profiles {

    static final String MERGED = "the merged profile, ".repeat(200);
    static final String BRANCHES = "1 main 4f 1 main 60 0 1000\n".repeat(300);

    /** A file of an archive, as it is put in. */
    record Put(String name, byte[] content, int mode) {

        static Put of(String name, String content) {
            return new Put(name, content.getBytes(StandardCharsets.UTF_8), 0100644);
        }

        /** A symbolic link, whose content is where it leads. */
        static Put link(String name, String target) {
            return new Put(name, target.getBytes(StandardCharsets.UTF_8), 0120777);
        }
    }

    private Profiles() {}

    static ProfileManifest manifest() {
        JsonObject merge = new JsonObject();
        merge.addProperty("rawFiles", 3);
        merge.addProperty("share", 0.25);
        return ProfileManifest.of(
                new ProfileManifest.Subject("tool", "bin", "tool"),
                new ProfileManifest.Sources("a".repeat(64), "b".repeat(40), "c".repeat(64)),
                new ProfileManifest.Toolchain("1.99.1", "d".repeat(40), "23.1.1", "x86_64-unknown-linux-gnu"),
                new ProfileManifest.Build(
                        List.of("-Ctarget-cpu=x86-64-v3"),
                        List.of("--locked"),
                        List.of("fast", "small"),
                        true,
                        "release",
                        new TreeMap<>(Map.of("opt-level", "3", "panic", "unwind")),
                        "fat",
                        "1",
                        ProfileManifest.Mangling.v0,
                        ProfileManifest.Std.prebuilt),
                new ProfileManifest.Training(
                        ProfileManifest.Training.Kind.instrumented,
                        "2026-11-26",
                        new TreeMap<>(Map.of("typical", "e".repeat(64), "large", "f".repeat(64)))),
                new ProfileManifest.Counts(812L, 123_456_789_012L, 9_000_000L),
                new ProfileManifest.Branches("instrumentation", "0badc0de", "9".repeat(64), false, "22.1.8"),
                Map.of("merge", merge),
                verdict());
    }

    static StoredVerdict verdict() {
        return new StoredVerdict(
                "2026-11-25",
                new StoredVerdict.Machine("a processor", 2, null),
                List.of("small", "big"),
                false,
                "runner",
                "cpu",
                "one thread is busy",
                0.05,
                0.01,
                30,
                new TreeMap<>(Map.of("baseline", "1".repeat(64), "pgo", "2".repeat(64))),
                List.of(
                        new Comparison("pgo", "baseline", null, "cpu", 0.85, 0.83, 0.87, 30, 0.02, Verdict.FASTER),
                        new Comparison("pgo", "baseline", "big", "cpu", 1.001, 0.996, 1.004, 30, 0.02, Verdict.SAME)),
                new Control(1.001, 0.995, 1.006, 30, Verdict.SAME));
    }

    static Map<String, Path> members(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Map.of(
                Member.MERGED, Files.writeString(folder.resolve("tool-0123.profdata"), MERGED),
                Member.BRANCHES, Files.writeString(folder.resolve("some.fdata"), BRANCHES));
    }

    /** Returns the text of the manifest of {@link #members}. */
    static String manifestText() {
        TreeMap<String, Member> members = new TreeMap<>();
        members.put(Member.MERGED, new Member(Hashes.ofText(MERGED), (long) MERGED.length()));
        members.put(Member.BRANCHES, new Member(Hashes.ofText(BRANCHES), (long) BRANCHES.length()));
        return ManifestJson.write(manifest().with(members));
    }

    /** Returns what a good archive has. */
    static List<Put> good() {
        return List.of(
                Put.of(Member.MANIFEST, manifestText()),
                Put.of(Member.BRANCHES, BRANCHES),
                Put.of(Member.MERGED, MERGED));
    }

    /** Writes whatever is asked for, which the writer of profiles would not. */
    static Path zip(Path archive, List<Put> files) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            for (Put file : files) {
                ZipArchiveEntry entry = new ZipArchiveEntry("placeholder") {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getName() {
                        // Its own would turn backslashes round.
                        return file.name();
                    }
                };
                entry.setUnixMode(file.mode());
                zip.putArchiveEntry(entry);
                zip.write(file.content());
                zip.closeArchiveEntry();
            }
        }
        return archive;
    }

    /** Writes an archive as the plugin did before form 2. */
    static Path form1(Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            put(zip, "manifest.json", FORM_1.formatted(Hashes.ofText(BRANCHES), Hashes.ofText(MERGED)));
            put(zip, "branch.fdata", BRANCHES);
            put(zip, "merged.profdata", MERGED);
        }
        return archive;
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** As one was written for {@code src/it/short-form}; the sums are those of the members here. */
    private static final String FORM_1 = """
            {
              "schemaVersion": 1,
              "subject": {
                "kind": "bin",
                "name": "reckon",
                "package": "reckon",
                "target": "x86_64-unknown-linux-gnu"
              },
              "sources": "1a1f12ce9dc8b1f1b6bb41d1e8e03cbfb63ac27ecb19a3d2bd5aaf7ce7da56d4",
              "rustc": "1.95.0",
              "llvm": "22.1.2",
              "workloads": {
                "typical": "56e0c2b5f4d1f0f1a5b5a4b6f4c7e1d2a3b4c5d6e7f8091a2b3c4d5e6f708192"
              },
              "quality": {
                "bolt-profile": {
                  "source": "instrumentation",
                  "bytes": 106259
                },
                "merge": {
                  "file": "profiles/merged/reckon-e94306d59586062b.profdata",
                  "summary": {
                    "functions": 37,
                    "maxCount": 4000000,
                    "totalCount": 16004711,
                    "notUnderstood": []
                  },
                  "rawFiles": 1
                }
              },
              "sha256": {
                "branch.fdata": "%s",
                "merged.profdata": "%s"
              }
            }""";
}
