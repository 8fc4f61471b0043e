package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.profile.ProfileManifest.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the records tell of the build of the file that ships; steps that only the other variants need do not count. */
final class ShippedBuild {

    private static final Pattern TOOL = Pattern.compile("(\\S+) (.*?) ?([0-9a-f]{64})?");

    private final Session session;
    private final Records records;
    private final SelectResult selected;

    ShippedBuild(Session session, Records records) {
        this.session = session;
        this.records = records;
        this.selected = records.result(SelectStep.KEY);
    }

    /**
     * A tool that the build used.
     *
     * @param version null if it is unknown
     * @param sha256 null if it is unknown
     */
    record UsedTool(String name, String version, String sha256) {}

    SelectResult selected() {
        return selected;
    }

    Path file() {
        return session.work().file(selected.file());
    }

    private boolean isBaseline() {
        return selected.variant().equals(Variants.BASELINE);
    }

    /** Returns the step in which rustc made it. */
    private StepKey<BuildResult> compiledBy() {
        return isBaseline() ? BaselineStep.KEY : OptimizeStep.KEY;
    }

    private boolean hasBolt() {
        return selected.variant().equals(Variants.BOLT) || selected.variant().equals(Variants.PGO_BOLT);
    }

    private List<StepRecord> steps() {
        Set<StepKey<?>> keys = new LinkedHashSet<>();
        if (!isBaseline() && !selected.variant().equals(Variants.BOLT)) {
            keys.addAll(
                    List.of(session.samples() ? BaselineStep.KEY : InstrumentStep.KEY, TrainStep.KEY, MergeStep.KEY));
        }
        keys.add(compiledBy());
        if (hasBolt()) {
            keys.addAll(List.of(BoltProfileStep.KEY, BoltStep.KEY));
        }
        return keys.stream().flatMap(key -> records.find(key).stream()).toList();
    }

    long startedAtMillis() {
        return steps().stream()
                .mapToLong(StepRecord::startedAtMillis)
                .min()
                .orElseGet(() -> records.of(SelectStep.KEY).startedAtMillis());
    }

    long finishedAtMillis() {
        StepRecord last = records.of(SelectStep.KEY);
        return last.startedAtMillis() + Math.round(last.seconds() * 1000);
    }

    /** Returns the SHA-256 of each profile, by its name in the profile's archive. */
    Map<String, String> profiles() {
        Map<String, String> profiles = new LinkedHashMap<>();
        if (!isBaseline()
                && !selected.variant().equals(Variants.BOLT)
                && records.find(MergeStep.KEY).isPresent()) {
            // What came in, whatever names its functions have here.
            profiles.put(
                    Member.MERGED,
                    session.isStored() && !session.isReused()
                            ? session.found()
                                    .stored()
                                    .manifest()
                                    .members()
                                    .get(Member.MERGED)
                                    .sha256()
                            : records.output(MergeStep.KEY, 0));
        }
        if (hasBolt()) {
            profiles.put(
                    records.result(BoltProfileStep.KEY).inferred() ? "branch.yaml" : "branch.fdata",
                    records.output(BoltProfileStep.KEY, 0));
        }
        return profiles;
    }

    /** Returns the standard library that it was built with. */
    StdSource.Kind std() {
        return records.findResult(compiledBy()).map(BuildResult::std).orElse(StdSource.Kind.prebuilt);
    }

    /** Returns the list of its sources. */
    SourceList sources() {
        return SourceList.of(session, compiledBy());
    }

    /** Returns llvm-bolt's options in effect; empty without BOLT. */
    List<String> boltFlags() {
        return hasBolt() ? records.result(BoltStep.KEY).flags() : List.of();
    }

    /** Returns the tools, each once: those in the records, and the linker. */
    Set<UsedTool> tools() throws IOException {
        Set<UsedTool> tools = new LinkedHashSet<>();
        for (StepRecord step : steps()) {
            for (String line : step.tools()) {
                Matcher tool = TOOL.matcher(line);
                if (tool.matches()) {
                    tools.add(new UsedTool(tool.group(1), tool.group(2), tool.group(3)));
                }
            }
        }
        tools.addAll(linker());
        return tools;
    }

    /**
     * Returns the linker of a further target where one is named. What rustc chooses for the target, what a cross tool brings,
     * and what either calls is not known, and it is not this machine's cc and ld.
     */
    private List<Linker.Program> namedLinker(Linker linker) {
        boolean named = session.settings().base().build().crossTool() == CrossTool.none
                && !session.cargo().linker().equals(CargoBuild.DEFAULT_LINKER);
        return named ? linker.programs().subList(0, 1) : List.of();
    }

    private List<UsedTool> linker() throws IOException {
        Optional<BuildResult> built = records.findResult(compiledBy());
        if (built.isEmpty()) {
            return List.of();
        }
        Linker linker = new Linker(
                session.cargo(), session.processes(), session.settings().base().toolPaths());
        List<UsedTool> tools = new ArrayList<>();
        List<Linker.Program> programs = session.isFurtherTarget()
                ? namedLinker(linker)
                : linker.programsOf(
                        session.work().file(built.get().linked()),
                        session.detection().rust());
        for (Linker.Program program : programs) {
            tools.add(new UsedTool(
                    Path.of(program.name()).getFileName().toString(),
                    linker.version(program),
                    program.file() == null ? null : Hashes.ofFile(program.file())));
        }
        return tools;
    }
}
