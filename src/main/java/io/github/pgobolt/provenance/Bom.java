package io.github.pgobolt.provenance;

import com.google.gson.annotations.SerializedName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A CycloneDX 1.6 bill of materials. It has neither a time nor a random number, so that equal contents are equal bytes.
 *
 * @param serialNumber made from the content
 * @param components the profiles and the tools
 */
public record Bom(
        String bomFormat,
        String specVersion,
        String serialNumber,
        int version,
        Metadata metadata,
        List<Component> components) {

    /**
     * Of what and by what it is.
     *
     * @param component what ships
     */
    public record Metadata(Tools tools, Component component) {}

    /** What wrote the bill. */
    public record Tools(List<Component> components) {}

    /** A digest; {@code alg} is CycloneDX's word. */
    public record Hash(String alg, String content) {}

    /** What data are for. */
    public record Data(String type, String name) {}

    /** A name and a value of this plugin's own. */
    public record Property(String name, String value) {}

    /**
     * A part.
     *
     * @param type such as {@code application}, {@code library} or {@code data}
     * @param ref unique in the bill
     * @param scope {@code excluded} if it is needed to build and not to run; null for what ships
     * @param data for the type {@code data}, else null
     */
    public record Component(
            String type,
            @SerializedName("bom-ref") String ref,
            String group,
            String name,
            String version,
            String scope,
            List<Hash> hashes,
            String purl,
            List<Data> data,
            List<Property> properties) {}

    /** Returns what ships. */
    public static Component shipped(
            boolean program, String name, String version, String sha256, List<Property> properties) {
        return new Component(
                program ? "application" : "library",
                "shipped",
                null,
                name,
                version,
                null,
                hashes(sha256),
                null,
                null,
                properties);
    }

    /** Returns a profile. */
    public static Component profile(String name, String sha256) {
        return new Component(
                "data",
                "profile:" + name,
                null,
                name,
                null,
                "excluded",
                hashes(sha256),
                null,
                List.of(new Data("dataset", "profile of the training workloads")),
                null);
    }

    /**
     * Returns a tool of the build.
     *
     * @param sha256 null if it is unknown
     */
    public static Component tool(String name, String version, String sha256) {
        return new Component(
                "application",
                "tool:" + name + (sha256 == null ? "" : ":" + sha256),
                null,
                name,
                version,
                "excluded",
                hashes(sha256),
                null,
                null,
                null);
    }

    /** Returns the bill, written by a plugin of Maven. */
    public static Bom of(String group, String plugin, String version, Component shipped, List<Component> components) {
        Component writer = new Component(
                "application",
                null,
                group,
                plugin,
                version,
                null,
                null,
                "pkg:maven/" + group + "/" + plugin + "@" + version,
                null,
                null);
        Bom unnamed = new Bom(
                "CycloneDX",
                "1.6",
                null,
                1,
                new Metadata(new Tools(List.of(writer)), shipped),
                List.copyOf(components));
        UUID serial = UUID.nameUUIDFromBytes(ProvenanceJson.text(unnamed).getBytes(StandardCharsets.UTF_8));
        return new Bom(
                unnamed.bomFormat,
                unnamed.specVersion,
                "urn:uuid:" + serial,
                unnamed.version,
                unnamed.metadata,
                unnamed.components);
    }

    private static List<Hash> hashes(String sha256) {
        return sha256 == null ? null : List.of(new Hash("SHA-256", sha256));
    }
}
