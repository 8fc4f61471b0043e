package io.github.pgobolt.artifact;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.step.BaselineStep;
import io.github.pgobolt.step.BoltProfileStep;
import io.github.pgobolt.step.InstrumentStep;
import io.github.pgobolt.step.MergeStep;
import io.github.pgobolt.step.OptimizeStep;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.SourceList;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of the merged profile and the branch profile, with a manifest that says which build they fit. */
public final class ProfileArchive {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** The earliest time that a zip can hold, so that equal profiles give equal archives. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /**
     * Identifies the build that the profiles fit.
     *
     * @param schemaVersion the version of this format
     * @param subject what was trained: package, kind, name and target; no path of the training machine
     * @param sources the hash of the sources, names and contents, as cargo lists them; null if nothing was built
     * @param rustc version of the compiler that reads the profile
     * @param llvm its LLVM version
     * @param workloads names of the training workloads, with the hash of each one's inputs
     * @param quality the numbers of the steps that made the profiles
     * @param sha256 the hash of each file in the archive
     */
    public record Manifest(
            int schemaVersion,
            Map<String, String> subject,
            String sources,
            String rustc,
            String llvm,
            Map<String, String> workloads,
            Map<String, Object> quality,
            Map<String, String> sha256) {}

    private ProfileArchive() {}

    /** Writes the archive of all profiles that the records name; returns null if there are none. */
    public static Path write(Session session, Records records, Path archive) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Map<String, Object> quality = new TreeMap<>();
        for (StepKey<?> step : List.of(MergeStep.KEY, BoltProfileStep.KEY)) {
            if (records.find(step).isPresent()) {
                StepRecord record = records.of(step);
                files.put(
                        step == MergeStep.KEY ? "merged.profdata" : "branch.fdata",
                        session.work().file(record.outputs().get(0).file()));
                JsonObject numbers = record.result().getAsJsonObject().deepCopy();
                // The duration of each run would make the archive of the same profiles a different file.
                numbers.remove("workloads");
                quality.put(step.goal(), numbers);
            }
        }
        if (files.isEmpty()) {
            return null;
        }
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            hashes.put(file.getKey(), Hashes.ofFile(file.getValue()));
        }
        Map<String, String> workloads = new TreeMap<>();
        for (Workload workload : session.settings().trainingWorkloads()) {
            workloads.put(workload.name(), workload.contentHash(session.written()));
        }
        Manifest manifest = new Manifest(
                1,
                describe(session.subject()),
                sources(session, records),
                session.detection().rust().release(),
                session.detection().rust().llvmVersion(),
                workloads,
                quality,
                hashes);
        return WholeFile.write(archive, temporary -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temporary))) {
                put(zip, "manifest.json", GSON.toJson(manifest).getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, Path> file : files.entrySet()) {
                    put(zip, file.getKey(), Files.readAllBytes(file.getValue()));
                }
            }
        });
    }

    /**
     * Returns the hash of the sources of the trained build, as cargo lists them; null if nothing was built here, as
     * with a stored profile.
     */
    private static String sources(Session session, Records records) throws IOException {
        for (StepKey<?> step : List.of(InstrumentStep.KEY, BaselineStep.KEY, OptimizeStep.KEY)) {
            String hash = records.find(step).isPresent()
                    ? SourceList.of(session, step).hash()
                    : null;
            if (hash != null) {
                return hash;
            }
        }
        return null;
    }

    private static Map<String, String> describe(Subject subject) {
        Map<String, String> described = new TreeMap<>();
        described.put("package", subject.packageName());
        described.put("kind", subject.kind().name());
        described.put("name", subject.name());
        described.put("target", subject.target());
        return described;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
