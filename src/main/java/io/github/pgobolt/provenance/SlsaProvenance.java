package io.github.pgobolt.provenance;

import java.util.List;
import java.util.Map;

/**
 * SLSA's Build Provenance v1.
 *
 * @param buildDefinition what went into the build
 * @param runDetails what is particular to this one run
 */
public record SlsaProvenance(BuildDefinition buildDefinition, RunDetails runDetails) {

    /**
     * What went into the build.
     *
     * @param buildType the URI that says how to read the parameters
     * @param externalParameters what the user asked for
     * @param internalParameters what the plugin decided
     * @param resolvedDependencies sources, profiles and tools
     */
    public record BuildDefinition(
            String buildType,
            Map<String, Object> externalParameters,
            Map<String, Object> internalParameters,
            List<Resource> resolvedDependencies) {}

    /**
     * What is particular to this one run.
     *
     * @param builder who is to be trusted for it
     * @param metadata when it was
     * @param byproducts what else it wrote
     */
    public record RunDetails(Builder builder, Metadata metadata, List<Resource> byproducts) {}

    /**
     * Who is to be trusted for a build.
     *
     * @param id a URI
     * @param version of its parts, by their names
     */
    public record Builder(String id, Map<String, String> version) {}

    /**
     * When a build was.
     *
     * @param invocationId names the run; null outside of CI
     * @param startedOn RFC 3339, UTC
     * @param finishedOn as above
     */
    public record Metadata(String invocationId, String startedOn, String finishedOn) {}
}
