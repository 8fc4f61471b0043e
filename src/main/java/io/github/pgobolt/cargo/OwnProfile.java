package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The crate's own cargo profile, which ships today, and how it differs from the plugin's settings.
 *
 * <p>Profiles inherit from each other, and the manifest, configuration files, variables and {@code --config} all
 * contribute. So cargo is asked what it would build, once with the plugin's settings and once without. That plan is an
 * unstable option of cargo; if a cargo does not provide it, there are no differences to report.
 */
public final class OwnProfile {

    private static final Gson GSON = new Gson();

    /** The units that cargo would build; the roots are those that were asked for. */
    private record Plan(List<Unit> units, List<Integer> roots) {}

    private record Unit(Profile profile) {}

    /** {@code codegen_units} is null if it is left to rustc. */
    private record Profile(
            String lto,
            @SerializedName("codegen_units") Integer codegenUnits,
            boolean incremental,
            @SerializedName("split_debuginfo") String splitDebuginfo,
            @SerializedName("opt_level") String optLevel,
            String panic,
            @SerializedName("debug_assertions") boolean debugAssertions,
            @SerializedName("overflow_checks") boolean overflowChecks) {

        String link() {
            return lto.equals("true") ? "fat" : lto;
        }

        int units() {
            return codegenUnits != null ? codegenUnits : incremental ? 256 : 16;
        }
    }

    private final ProcessRunner processes;
    private final Path targetFolder;
    private final Optional<Profile> there;

    private OwnProfile(ProcessRunner processes, CargoBuild cargo, Path targetFolder) throws IOException {
        this.processes = processes;
        this.targetFolder = targetFolder;
        this.there = profile(cargo, true);
    }

    /**
     * Asks cargo.
     *
     * @param targetFolder a separate folder, in which cargo caches what it knows of rustc
     */
    public static OwnProfile ask(ProcessRunner processes, CargoBuild cargo, Path targetFolder) throws IOException {
        return new OwnProfile(processes, cargo, Files.createDirectories(targetFolder));
    }

    /** Returns the differences in words; empty if there are none, or if cargo does not tell. */
    public List<String> differences(CargoBuild cargo) throws IOException {
        Optional<Profile> here = profile(cargo, false);
        if (there.isEmpty() || here.isEmpty()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        if (!there.get().link().equals(here.get().link())) {
            differences.add(
                    "lto = " + there.get().lto() + " there, " + here.get().lto() + " here");
        }
        if (there.get().units() != here.get().units()) {
            differences.add("codegen-units = " + there.get().units() + " there, "
                    + here.get().units() + " here");
        }
        return differences;
    }

    /**
     * Returns the settings that decide which code rustc makes, by cargo's names; without LTO and units, which the plugin
     * may set otherwise. Empty if cargo does not tell.
     */
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        there.ifPresent(profile -> {
            settings.put("debug-assertions", Boolean.toString(profile.debugAssertions()));
            settings.put("incremental", Boolean.toString(profile.incremental()));
            settings.put("overflow-checks", Boolean.toString(profile.overflowChecks()));
            if (profile.optLevel() != null) {
                settings.put("opt-level", profile.optLevel());
            }
            if (profile.panic() != null) {
                settings.put("panic", profile.panic());
            }
        });
        return settings;
    }

    /** Returns the LTO of a build with these settings: {@code fat}, {@code thin}, {@code off} or {@code false}. */
    public Optional<String> lto(BuildSettings build) {
        return build.lto().equals(BuildSettings.INHERIT) ? there.map(Profile::link) : Optional.of(build.lto());
    }

    /** Returns the number of codegen units of a build with these settings. */
    public Optional<String> codegenUnits(BuildSettings build) {
        return build.codegenUnits().equals(BuildSettings.INHERIT)
                ? there.map(profile -> Integer.toString(profile.units()))
                : Optional.of(build.codegenUnits());
    }

    /** Whether it has {@code split-debuginfo = "packed"}; false if cargo does not tell. */
    public boolean packsDebugInformation() {
        return there.filter(profile -> "packed".equals(profile.splitDebuginfo()))
                .isPresent();
    }

    private Optional<Profile> profile(CargoBuild cargo, boolean inherit) throws IOException {
        Outcome outcome = processes.run(cargo.commands().plan(inherit, targetFolder));
        try {
            Plan plan = outcome.ok() ? GSON.fromJson(outcome.stdout(), Plan.class) : null;
            return Optional.ofNullable(plan)
                    .filter(known -> known.units() != null
                            && known.roots() != null
                            && !known.roots().isEmpty())
                    .map(known -> known.units().get(known.roots().get(0)).profile())
                    .filter(profile -> profile.lto() != null);
        } catch (JsonSyntaxException | IndexOutOfBoundsException anotherForm) {
            return Optional.empty();
        }
    }
}
