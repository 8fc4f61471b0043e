package io.github.pgobolt.profile;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.profile.ProfileManifest.Counts;
import io.github.pgobolt.profile.ProfileManifest.Member;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A manifest as text: one value a line and always in the same order, so that a diff shows what changed. */
final class ManifestJson {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Says what is wrong with a manifest, as the end of a sentence that begins with its name. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        /** The form, if it is a newer one; else 0. */
        private final int newer;

        private Unusable(String message, int newer) {
            super(message);
            this.newer = newer;
        }

        boolean isNewer() {
            return newer > 0;
        }
    }

    /** The manifest of plugins before form 2. */
    private record Form1(
            Map<String, String> subject,
            String sources,
            String rustc,
            String llvm,
            TreeMap<String, String> workloads,
            TreeMap<String, JsonObject> quality,
            Map<String, String> sha256) {

        ProfileManifest inToday() {
            Map<String, String> of = Nulls.map(subject);
            SortedMap<String, Member> members = new TreeMap<>();
            Nulls.map(sha256).forEach((name, hash) -> members.put(name, new Member(hash, null)));
            return new ProfileManifest(
                    1,
                    new ProfileManifest.Subject(of.get("package"), of.get("kind"), of.get("name")),
                    new ProfileManifest.Sources(sources, null, null),
                    new ProfileManifest.Toolchain(rustc, null, llvm, of.get("target")),
                    null,
                    new ProfileManifest.Training(null, null, workloads),
                    counts(),
                    null,
                    quality,
                    members,
                    null);
        }

        private Counts counts() {
            JsonObject merge = Nulls.map(quality).get("merge");
            JsonElement summary = merge == null ? null : merge.get("summary");
            ShownCounts shown = summary == null ? null : GSON.fromJson(summary, ShownCounts.class);
            return shown == null ? null : new Counts(shown.functions(), shown.totalCount(), shown.maxCount());
        }
    }

    private record ShownCounts(Long functions, Long totalCount, Long maxCount) {}

    private ManifestJson() {}

    static String write(ProfileManifest manifest) {
        return GSON.toJson(manifest) + "\n";
    }

    /** Reads a manifest of any form up to today's, and makes sure that it has what every build needs of it. */
    static ProfileManifest read(String text) throws Unusable {
        ProfileManifest manifest;
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            JsonElement form = json.get("schemaVersion");
            if (form == null) {
                throw lacks("schemaVersion");
            }
            if (form.getAsInt() > ProfileManifest.FORM) {
                throw new Unusable("is of form " + form.getAsInt(), form.getAsInt());
            }
            if (form.getAsInt() < 1) {
                throw new Unusable("names a form that never was: " + form.getAsInt(), 0);
            }
            manifest = form.getAsInt() == 1
                    ? GSON.fromJson(json, Form1.class).inToday()
                    : GSON.fromJson(json, ProfileManifest.class);
        } catch (RuntimeException ofAnotherShape) {
            throw new Unusable("is not the JSON of a manifest", 0);
        }
        require(manifest);
        return manifest;
    }

    private static void require(ProfileManifest manifest) throws Unusable {
        require("subject", manifest.subject());
        require("subject.package", manifest.subject().packageName());
        require("subject.kind", manifest.subject().kind());
        require("subject.name", manifest.subject().name());
        require("toolchain", manifest.toolchain());
        require("toolchain.rustc", manifest.toolchain().rustc());
        require("toolchain.llvm", manifest.toolchain().llvm());
        require("toolchain.target", manifest.toolchain().target());
        require("training", manifest.training());
        if (manifest.schemaVersion() > 1) {
            require("sources", manifest.sources());
            require("build", manifest.build());
            require("training.day", manifest.training().day());
            requireDay(manifest.training());
            requireSane(manifest.verdict());
        }
        if (manifest.members().isEmpty()) {
            throw lacks("members");
        }
        for (Map.Entry<String, Member> member : manifest.members().entrySet()) {
            if (!Member.KNOWN.contains(member.getKey())) {
                throw new Unusable("names a member that no profile has: " + Refusal.shown(member.getKey()), 0);
            }
            String hash = member.getValue().sha256();
            Long bytes = member.getValue().bytes();
            if (hash == null || !SHA256.matcher(hash).matches()) {
                throw lacks("the SHA-256 of " + member.getKey());
            }
            if (manifest.schemaVersion() > 1 && (bytes == null || bytes < 0)) {
                throw lacks("the size of " + member.getKey());
            }
        }
    }

    private static void requireSane(StoredVerdict verdict) throws Unusable {
        Optional<String> fault = verdict == null ? Optional.empty() : verdict.fault();
        if (fault.isPresent()) {
            throw new Unusable(fault.get(), 0);
        }
    }

    private static void requireDay(ProfileManifest.Training training) throws Unusable {
        try {
            training.date();
        } catch (DateTimeException noDay) {
            throw new Unusable("has a training.day that is no day", 0);
        }
    }

    private static void require(String name, Object value) throws Unusable {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw lacks(name);
        }
    }

    private static Unusable lacks(String what) {
        return new Unusable("lacks " + what, 0);
    }
}
