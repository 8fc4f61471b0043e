package io.github.pgobolt.step;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variants that were built, the simplest first. */
public final class VariantFiles {

    private final Session session;
    private final Records records;

    public VariantFiles(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /** Returns all variants, the baseline first if there is one. */
    public List<Variant> all() {
        List<Variant> files = new ArrayList<>();
        records.findResult(BaselineStep.KEY).ifPresent(r -> files.add(variant(Variants.BASELINE, r.shipped())));
        records.findResult(OptimizeStep.KEY)
                .filter(r -> r.shipped() != null)
                .ifPresent(r -> files.add(variant(Variants.PGO, r.shipped())));
        records.findResult(BoltStep.KEY).ifPresent(r -> files.add(variant(r.variant(), r.shipped())));
        return files;
    }

    public Variant baseline() {
        return variant(Variants.BASELINE, records.result(BaselineStep.KEY).shipped());
    }

    /** Returns all but the baseline. */
    public List<Variant> others() {
        return all().stream().filter(c -> !c.name().equals(Variants.BASELINE)).toList();
    }

    /**
     * Returns the variants with this verdict; if nothing was checked, all count as not shown. The baseline is its own
     * reference.
     */
    public List<Variant> all(Shown shown) {
        Optional<CheckStepResult> checked = records.findResult(CheckStep.KEY);
        return others().stream()
                .filter(c -> checked.map(result -> result.of(c.name())).orElse(Shown.NOT) == shown)
                .toList();
    }

    /** Returns those that no check has shown wrong, the simplest first. */
    public List<Variant> notWrong() {
        List<Variant> wrong = all(Shown.WRONG);
        return others().stream().filter(c -> !wrong.contains(c)).toList();
    }

    /** Returns the SHA-256 of each variant, by name, as an input of later steps. */
    Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Variant variant : all()) {
            String file = session.work().root().relativize(variant.file()).toString();
            hashes.put("variant " + variant.name(), sha256(file));
            String libraries = SubjectLibraries.hash(variant.file());
            if (libraries != null) {
                hashes.put("libraries of variant " + variant.name(), libraries);
            }
        }
        return hashes;
    }

    /** Returns the recorded SHA-256 of a file that one of the building steps wrote. */
    public String sha256(String relativeFile) {
        return List.of(BaselineStep.KEY, OptimizeStep.KEY, BoltStep.KEY).stream()
                .flatMap(step -> records.find(step).stream())
                .flatMap(record -> record.outputs().stream())
                .filter(output -> output.file().equals(relativeFile))
                .findFirst()
                .orElseThrow()
                .sha256();
    }

    private Variant variant(String name, String file) {
        return new Variant(name, session.work().file(file));
    }
}
