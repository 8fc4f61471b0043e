package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.process.Redaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that every build of a subject shares, so that variants differ only in their profile.
 *
 * @param features cargo features to switch on
 * @param noDefaultFeatures whether the default features are off
 * @param profile the cargo profile, {@code release} by default
 * @param cargoArguments the user's own cargo arguments
 * @param environment additions to cargo's environment
 * @param rustFlags rustc flags the POM adds to the user's own
 * @param lto {@code fat}, {@code thin} or {@code inherit}
 * @param codegenUnits a number, or {@code inherit}
 * @param targetCpu rustc's target-cpu, or null
 * @param baselineProfile {@code same}: the baseline is built as the others are; {@code inherit}: as the crate ships
 *     today
 * @param remapPaths whether this machine's paths are kept out of what is built
 * @param remarks whether rustc's remarks on the use of the profile are kept in the log and counted
 * @param timeoutSeconds the limit of one build
 * @param crossTool what builds for a target other than the host's
 */
public record BuildSettings(
        List<String> features,
        boolean noDefaultFeatures,
        String profile,
        List<String> cargoArguments,
        Map<String, String> environment,
        List<String> rustFlags,
        String lto,
        String codegenUnits,
        String targetCpu,
        String baselineProfile,
        boolean remapPaths,
        boolean remarks,
        int timeoutSeconds,
        CrossTool crossTool) {

    public static final String INHERIT = "inherit";

    public BuildSettings {
        features = List.copyOf(features);
        cargoArguments = List.copyOf(cargoArguments);
        // Sorted: the order of Map.copyOf differs between JVMs, and a step whose inputs print differently runs again.
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        rustFlags = List.copyOf(rustFlags);
    }

    /** Whether the baseline is built with the crate's own profile instead of the variants' settings. */
    public boolean inheritsBaseline() {
        return baselineProfile.equals(INHERIT);
    }

    /**
     * Returns the same settings for another target.
     *
     * @param moreFlags flags that it needs
     * @param moreEnvironment additions to cargo's environment
     * @param tool what builds it
     * @param otherCpu its target-cpu, or null
     */
    public BuildSettings forTarget(
            List<String> moreFlags, Map<String, String> moreEnvironment, CrossTool tool, String otherCpu) {
        List<String> flags = new ArrayList<>(rustFlags);
        flags.addAll(moreFlags);
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(moreEnvironment);
        return new BuildSettings(
                features,
                noDefaultFeatures,
                profile,
                cargoArguments,
                all,
                flags,
                lto,
                codegenUnits,
                otherCpu,
                baselineProfile,
                remapPaths,
                remarks,
                timeoutSeconds,
                tool);
    }

    /** Returns the same settings for this machine's own target, which cargo itself builds. */
    public BuildSettings forHost() {
        return forTarget(List.of(), Map.of(), CrossTool.none, targetCpu);
    }

    /** Returns the same settings with another LTO and other flags from the POM. */
    BuildSettings with(String otherLto, List<String> otherFlags) {
        return new BuildSettings(
                features,
                noDefaultFeatures,
                profile,
                cargoArguments,
                environment,
                otherFlags,
                otherLto,
                codegenUnits,
                targetCpu,
                baselineProfile,
                remapPaths,
                remarks,
                timeoutSeconds,
                crossTool);
    }

    /**
     * Returns what a build depends on, for a record: readable, without secrets, and with a hash that tells settings
     * apart.
     */
    public String fingerprint() {
        BuildSettings redacted = new BuildSettings(
                features,
                noDefaultFeatures,
                profile,
                Redaction.arguments(cargoArguments),
                Redaction.values(environment),
                Redaction.arguments(rustFlags),
                lto,
                codegenUnits,
                targetCpu,
                baselineProfile,
                remapPaths,
                remarks,
                timeoutSeconds,
                crossTool);
        return redacted + " " + Hashes.ofText(toString());
    }
}
