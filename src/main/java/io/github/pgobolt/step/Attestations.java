package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.provenance.Bom;
import io.github.pgobolt.provenance.BuildPlatform;
import io.github.pgobolt.provenance.Documentation;
import io.github.pgobolt.provenance.MeasuredVerdict;
import io.github.pgobolt.provenance.ProvenanceJson;
import io.github.pgobolt.provenance.Resource;
import io.github.pgobolt.provenance.SlsaProvenance;
import io.github.pgobolt.provenance.SourceDate;
import io.github.pgobolt.provenance.Statement;
import io.github.pgobolt.provenance.TestResult;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says in statements and in a bill of materials how the file that ships was made, checked and measured. All of it comes
 * from the records: asked twice, it says the same in the same bytes.
 */
public final class Attestations {

    private static final String GROUP = "io.github.pgobolt";
    private static final String PLUGIN = "pgo-bolt-maven-plugin";

    /** The type of a statement that nobody has signed yet; {@code .intoto.jsonl} is for signed ones. */
    private static final String STATEMENT = "intoto.json";

    private final Session session;
    private final Records records;
    private final String pluginVersion;
    private final ShippedBuild build;

    public Attestations(Session session, Records records, String pluginVersion) {
        this.session = session;
        this.records = records;
        this.pluginVersion = pluginVersion;
        this.build = new ShippedBuild(session, records);
    }

    /**
     * A file that goes with the one that ships.
     *
     * @param classifier what its classifier ends with
     * @param type its ending
     */
    public record Written(String classifier, String type, Path file) {}

    /** Returns the file that it is about. */
    public Path file() {
        return build.file();
    }

    /** Whether the file is still the one that was selected: the records are of no other. */
    public boolean isOfTheFile() throws IOException {
        return Hashes.ofFile(build.file()).equals(build.selected().sha256());
    }

    /**
     * Writes everything.
     *
     * @param builderId the URI of the builder; null for what the environment says
     * @param byproducts other files of this build, by name
     * @throws Failure if the builder is no URI
     */
    public List<Written> write(String builderId, Map<String, Path> byproducts) throws IOException {
        Path folder = session.work().file("attach");
        List<Written> written = new ArrayList<>();
        String name = build.file().getFileName().toString();
        Resource subject = Resource.ofContent(name, build.selected().sha256());
        Map<String, Statement> statements = new LinkedHashMap<>();
        statements.put("provenance", Statement.of(subject, provenance(builderId, byproducts)));
        checks().ifPresent(checks -> statements.put("checks", Statement.of(subject, checks)));
        statements.put("verdict", Statement.of(subject, verdict()));
        for (Map.Entry<String, Statement> statement : statements.entrySet()) {
            Path file = folder.resolve(name + "." + statement.getKey() + "." + STATEMENT);
            WholeFile.write(file, ProvenanceJson.text(statement.getValue()));
            written.add(new Written(statement.getKey(), STATEMENT, file));
        }
        Path bom = WholeFile.write(folder.resolve(name + ".cdx.json"), ProvenanceJson.text(bom()));
        written.add(new Written("cyclonedx", "json", bom));
        return written;
    }

    private SlsaProvenance provenance(String builderId, Map<String, Path> byproducts) throws IOException {
        Map<String, String> environment = session.processes().environment();
        BuildPlatform platform = BuildPlatform.of(environment);
        if (builderId != null) {
            platform = platform.by(uri(builderId));
        }
        SourceDate sourceDate = SourceDate.of(environment);
        List<Resource> others = new ArrayList<>();
        for (Map.Entry<String, Path> other : byproducts.entrySet()) {
            others.add(Resource.ofContent(other.getKey(), Hashes.ofFile(other.getValue())));
        }
        return new SlsaProvenance(
                new SlsaProvenance.BuildDefinition(
                        Documentation.BUILD_TYPE, asked(), decided(), dependencies(platform.source())),
                new SlsaProvenance.RunDetails(
                        new SlsaProvenance.Builder(platform.builderId(), Map.of(GROUP + ":" + PLUGIN, pluginVersion)),
                        new SlsaProvenance.Metadata(
                                platform.invocationId(),
                                sourceDate.told(build.startedAtMillis()),
                                sourceDate.told(build.finishedAtMillis())),
                        others));
    }

    private static String uri(String builderId) {
        try {
            if (new URI(builderId).isAbsolute()) {
                return builderId;
            }
        } catch (URISyntaxException notOne) {
            // Said below.
        }
        throw Failure.user(
                "'" + builderId + "' in provenanceBuilderId (-Dpgobolt.provenance.builderId) is no URI, and SLSA"
                        + " names a builder by one. Give one with its scheme, such as https://ci.example.com/release, or leave"
                        + " it out.");
    }

    /** Returns what the user asked for and decides on the file. */
    private Map<String, Object> asked() {
        BuildSettings asked = session.settings().base().build();
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, String> subject = new LinkedHashMap<>();
        subject.put("package", session.subject().packageName());
        subject.put("kind", session.subject().kind().name());
        subject.put("name", session.subject().name());
        parameters.put("subject", subject);
        parameters.put("target", session.subject().target());
        parameters.put("toolchain", session.settings().base().toolchain());
        parameters.put("features", asked.features());
        parameters.put("noDefaultFeatures", asked.noDefaultFeatures());
        parameters.put("profile", asked.profile());
        parameters.put("lto", asked.lto());
        parameters.put("codegenUnits", asked.codegenUnits());
        parameters.put("targetCpu", asked.targetCpu());
        parameters.put("rustFlags", Redaction.arguments(asked.rustFlags()));
        parameters.put(
                "ownRustFlags", Redaction.arguments(session.sound().asked().flags()));
        parameters.put("cargoArguments", Redaction.arguments(asked.cargoArguments()));
        parameters.put("environment", Redaction.values(asked.environment()));
        parameters.put("strip", session.settings().base().strip().name());
        parameters.put("pgo", session.settings().base().wanted().pgo().name());
        parameters.put("pgoMode", session.settings().base().pgoMode().name());
        parameters.put("std", session.settings().base().std().name());
        parameters.put("bolt", session.settings().base().wanted().bolt().name());
        if (session.settings().has(Settings.BoltSettings.class)) {
            Settings.BoltSettings bolt = session.settings().bolt();
            parameters.put("boltFlags", bolt.flags() == null ? null : Redaction.arguments(bolt.flags()));
            parameters.put("boltExtraFlags", Redaction.arguments(bolt.extraFlags()));
        }
        return parameters;
    }

    /** Returns what the plugin made of that. */
    private Map<String, Object> decided() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("variant", build.selected().variant());
        parameters.put("lto", session.sound().build().lto());
        parameters.put("std", build.std().name());
        parameters.put("rustFlags", Redaction.arguments(session.cargo().flags(List.of())));
        parameters.put("boltFlags", Redaction.arguments(build.boltFlags()));
        return parameters;
    }

    /** Returns sources, profiles and tools. A profile's URI is that of the artifact it came in, once one is stored. */
    private List<Resource> dependencies(Resource repository) throws IOException {
        List<Resource> all = new ArrayList<>();
        if (repository != null) {
            all.add(repository);
        }
        SourceList sources = build.sources();
        if (sources.hash() != null) {
            all.add(Resource.ofContent("sources", sources.hash()));
        }
        if (sources.hash("Cargo.lock") != null) {
            all.add(Resource.ofContent("Cargo.lock", sources.hash("Cargo.lock")));
        }
        String stored = session.found().stored().packageUrl().orElse(null);
        build.profiles().forEach((name, sha256) -> all.add(new Resource(name, stored, Map.of("sha256", sha256), null)));
        for (ShippedBuild.UsedTool tool : build.tools()) {
            all.add(new Resource(
                    tool.name(),
                    "pkg:generic/" + tool.name() + (tool.version() == null ? "" : "@" + tool.version()),
                    tool.sha256() == null ? null : Map.of("sha256", tool.sha256()),
                    null));
        }
        return all;
    }

    /** Returns the checks of the file; none if nothing was checked, or if it is what the others are compared with. */
    private Optional<TestResult> checks() {
        String variant = build.selected().variant();
        List<CheckStepResult.Row> rows = records.findResult(CheckStep.KEY).stream()
                .flatMap(checks -> checks.rows().stream())
                .filter(row -> row.variant().equals(variant))
                .toList();
        if (variant.equals(Variants.BASELINE) || rows.isEmpty()) {
            return Optional.empty();
        }
        Resource checker = new Resource(PLUGIN, "pkg:maven/" + GROUP + "/" + PLUGIN + "@" + pluginVersion, null, null);
        return Optional.of(TestResult.of(
                List.of(checker, baseline()),
                names(rows, Shown.CORRECT),
                names(rows, Shown.NOT),
                names(rows, Shown.WRONG)));
    }

    private static List<String> names(List<CheckStepResult.Row> rows, Shown shown) {
        return rows.stream()
                .filter(row -> row.shown() == shown)
                .map(CheckStepResult.Row::name)
                .toList();
    }

    private Resource baseline() {
        return Resource.ofContent(
                Variants.BASELINE,
                new VariantFiles(session, records)
                        .sha256(records.result(BaselineStep.KEY).shipped()));
    }

    private MeasuredVerdict verdict() {
        SelectResult selected = build.selected();
        Optional<BenchmarkResult> measured = records.findResult(BenchmarkStep.KEY);
        List<Comparison> ofTheFile = measured.stream()
                .flatMap(result -> result.comparisons().stream())
                .filter(one -> one.variant().equals(selected.variant())
                        && one.reference().equals(Variants.BASELINE))
                .toList();
        return new MeasuredVerdict(
                selected.variant(),
                selected.reason(),
                ofTheFile.isEmpty() ? null : baseline(),
                measured.map(BenchmarkResult::metric).orElse(null),
                measured.map(BenchmarkResult::alpha).orElse(null),
                measured.map(BenchmarkResult::delta).orElse(null),
                measured.map(BenchmarkResult::measuredOnTrainingInput).orElse(null),
                measured.map(BenchmarkResult::storedOn).orElse(null),
                ofTheFile.stream()
                        .filter(one -> one.workload() == null)
                        .findFirst()
                        .map(Attestations::compared)
                        .orElse(null),
                ofTheFile.stream()
                        .filter(one -> one.workload() != null)
                        .map(Attestations::compared)
                        .toList());
    }

    private static MeasuredVerdict.Compared compared(Comparison one) {
        return new MeasuredVerdict.Compared(
                one.workload(), one.verdict().name(), one.ratio(), one.low(), one.high(), one.pairs());
    }

    private Bom bom() throws IOException {
        Bom.Component shipped = Bom.shipped(
                session.subject().kind() == Subject.Kind.bin,
                session.subject().name(),
                session.subject().packageVersion(),
                build.selected().sha256(),
                List.of(
                        new Bom.Property("pgo-bolt:package", session.subject().packageName()),
                        new Bom.Property("pgo-bolt:target", session.subject().target()),
                        new Bom.Property("pgo-bolt:variant", build.selected().variant())));
        List<Bom.Component> components = new ArrayList<>();
        build.profiles().forEach((name, sha256) -> components.add(Bom.profile(name, sha256)));
        build.tools().forEach(tool -> components.add(Bom.tool(tool.name(), tool.version(), tool.sha256())));
        return Bom.of(GROUP, PLUGIN, pluginVersion, shipped, components);
    }
}
