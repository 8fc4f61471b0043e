package io.github.pgobolt.report;

import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pipeline.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts about one optimised subject; {@code report.json} holds the same names in the same order.
 *
 * <p>Any part may be null and any list empty if it is unknown; {@link #missing} says why. Ratios are time(variant) /
 * time(reference), so below 1 is faster. Intervals are those of the benchmark, valid at every look.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param pluginVersion the version of the plugin that wrote it
 * @param createdAt when, as ISO 8601 in UTC; null for a reproducible build
 * @param subject the optimised target
 * @param selection the variant that ships, and the reason
 * @param variants the built files
 * @param benchmark how the variants were measured
 * @param comparisons the variants against each other in the declared metric; the verdicts
 * @param otherComparisons the same in the other metric; they decide nothing
 * @param control the baseline against itself
 * @param measuredOnTrainingInput whether some evaluation used the training input
 * @param workloads the workloads that were run
 * @param runs the runs of each file on each workload, summed up
 * @param samples single rounds in the order of time, for the chart of drift; thinned if there were very many
 * @param microbenchmarks the results of Criterion, JMH or hyperfine
 * @param steps the steps of the pipeline
 * @param time what this build took; null before any step ran
 * @param checks the checks of each variant
 * @param crateTests the result of each of the crate's own tests on each variant
 * @param gates the gates that {@code verify} was asked to enforce
 * @param profiles the quality of the profiles
 * @param branchSampling the methods for a branch profile that were tried, in order
 * @param layout the placement of code
 * @param sensitivity by how much layout alone moves the time; null if that was not measured
 * @param confirmations the variants that were to ship, each against the baseline on fresh rounds, in order
 * @param rustFlags the flags of rustc
 * @param boltFlags the flags of llvm-bolt
 * @param tools the tools
 * @param notUnderstood the parts of the tools' output that could not be read, each once; the numbers from there are
 *     null
 * @param machine the machine
 * @param reproduce shell commands that make the shipped file again
 * @param secondBuild the shipped file, built a second time and compared; null if that was not asked for
 * @param targets what ships for further targets
 * @param advice suggestions, each with the fact behind it
 * @param missing the missing parts, each with the reason and what to run
 */
public record Report(
        int schemaVersion,
        String pluginVersion,
        String createdAt,
        Subject subject,
        Selection selection,
        List<Variant> variants,
        Measured.Benchmark benchmark,
        List<Comparison> comparisons,
        List<Comparison> otherComparisons,
        Control control,
        Boolean measuredOnTrainingInput,
        List<Measured.Workload> workloads,
        List<Measured.Runs> runs,
        List<Measured.Sample> samples,
        List<Measured.Microbenchmark> microbenchmarks,
        List<Step> steps,
        Time time,
        List<Check> checks,
        List<CrateTest> crateTests,
        List<Gate> gates,
        Profiles profiles,
        List<TriedRung> branchSampling,
        Layout layout,
        Sensitivity sensitivity,
        List<Comparison> confirmations,
        RustFlags rustFlags,
        List<String> boltFlags,
        List<Tool> tools,
        List<NotUnderstood> notUnderstood,
        Machine machine,
        List<String> reproduce,
        SecondBuild secondBuild,
        List<Target> targets,
        List<Advice> advice,
        List<Missing> missing) {

    /** Raised whenever a reader of the older format would misunderstand the newer one. */
    public static final int SCHEMA_VERSION = 1;

    public static final String BASELINE = "baseline";

    /** What the baseline is called where it is measured against itself, in every form of a report. */
    public static final String BASELINE_AGAIN = "baseline again";

    public static final String PGO = "pgo";
    public static final String BOLT = "bolt";
    public static final String PGO_BOLT = "pgo-bolt";

    public Report {
        variants = Nulls.list(variants);
        comparisons = Nulls.list(comparisons);
        otherComparisons = Nulls.list(otherComparisons);
        workloads = Nulls.list(workloads);
        runs = Nulls.list(runs);
        samples = Nulls.list(samples);
        microbenchmarks = Nulls.list(microbenchmarks);
        steps = Nulls.list(steps);
        // An older report lacks it; it follows from the steps.
        time = time == null ? Time.of(steps) : time;
        checks = Nulls.list(checks);
        crateTests = Nulls.list(crateTests);
        gates = Nulls.list(gates);
        branchSampling = Nulls.list(branchSampling);
        confirmations = Nulls.list(confirmations);
        boltFlags = Nulls.list(boltFlags);
        tools = Nulls.list(tools);
        notUnderstood = Nulls.list(notUnderstood);
        reproduce = Nulls.list(reproduce);
        targets = Nulls.list(targets);
        advice = Nulls.list(advice);
        missing = Nulls.list(missing);
    }

    /** Returns what ships for a further target. */
    Optional<Target> target(String name) {
        return targets.stream().filter(t -> name.equals(t.name())).findFirst();
    }

    public static ReportBuilder builder() {
        return new ReportBuilder();
    }

    public Optional<Variant> variant(String name) {
        return variants.stream().filter(v -> name.equals(v.name())).findFirst();
    }

    /** Returns the comparison of two variants over all workloads together. */
    public Optional<Comparison> overall(String variant, String reference) {
        return comparisons.stream()
                .filter(c -> c.workload() == null && variant.equals(c.variant()) && reference.equals(c.reference()))
                .findFirst();
    }

    /**
     * The optimised target.
     *
     * @param packageName {@code package} in JSON: the cargo package
     * @param kind {@code bin} or {@code cdylib}
     * @param name the cargo target
     * @param target the triple it was built for
     * @param version the version of the package, or null
     */
    public record Subject(
            @SerializedName("package") String packageName, String kind, String name, String target, String version) {}

    /**
     * The variant that ships.
     *
     * @param variant its name
     * @param reason the reason, in a sentence
     * @param file absolute path of the file
     * @param sha256 of that file, lower-case hex
     */
    public record Selection(String variant, String reason, String file, String sha256) {}

    /**
     * A built file.
     *
     * @param correct {@code shown} for programs: true if it is shown correct, false if wrong, null if neither
     * @param shown the verdict of the checks; only a variant that is shown correct ships, unless {@code allowUnchecked}
     *     says otherwise
     * @param std its standard library: {@code prebuilt}, {@code profiled} (built from source, with the profile) or
     *     {@code own} (built by a -Zbuild-std of the user, in every variant); null in an older report
     */
    public record Variant(
            String name, String file, String sha256, Long sizeBytes, Boolean correct, Shown shown, String std) {

        public Variant {
            // An older report has only {@code correct}.
            shown = Shown.of(correct);
        }

        public Variant(String name, String file, String sha256, Long sizeBytes, Boolean correct, String std) {
            this(name, file, sha256, sizeBytes, correct, null, std);
        }
    }

    /**
     * A variant against another. The numbers are null if there are too few measurements.
     *
     * @param workload its name, or null for all together (the weighted geometric mean)
     * @param metric {@code cpu}, {@code wall} or {@code reported}
     * @param ratio time(variant) / time(reference)
     * @param low the lower end of the interval
     * @param high the upper end of the interval
     * @param pairs the number of pairs
     */
    public record Comparison(
            String variant,
            String reference,
            String workload,
            String metric,
            Double ratio,
            Double low,
            Double high,
            int pairs,
            Verdict verdict) {

        public Comparison {
            ratio = Nulls.finite(ratio);
            low = Nulls.finite(low);
            high = Nulls.finite(high);
        }

        /** Whether there is a meaningful interval; one that starts at 0 says nothing. */
        public boolean isBounded() {
            return ratio != null && low != null && high != null && low > 0;
        }
    }

    /**
     * The baseline against itself, measured in the same rounds: what the machine shows when there is no difference at
     * all.
     */
    public record Control(Double ratio, Double low, Double high, int pairs, Verdict verdict) {

        public Control {
            ratio = Nulls.finite(ratio);
            low = Nulls.finite(low);
            high = Nulls.finite(high);
        }
    }

    /**
     * A step of the pipeline.
     *
     * @param status its status in this build
     * @param seconds how long it took; for a reused step, how long it took when it ran
     * @param ownSeconds how much of that was the plugin's own, while none of the step's processes ran; null if unknown
     * @param compiles how many full compiles it made
     * @param peakMemoryBytes the most memory that cargo and all that it started had at once; null for a step that compiles
     *     nothing, and if unknown
     * @param startedAt milliseconds since the epoch, or null
     * @param reason why it was reused, skipped or failed, or null
     * @param result the result, in a few words of the step's own; null if there is none
     */
    public record Step(
            String name,
            Status status,
            Double seconds,
            Double ownSeconds,
            int compiles,
            Long peakMemoryBytes,
            Long startedAt,
            String reason,
            String result) {

        public Step {
            seconds = Nulls.finite(seconds);
            ownSeconds = Nulls.finite(ownSeconds);
        }

        /** Of which nothing more is known. */
        public Step(
                String name,
                Status status,
                Double seconds,
                int compiles,
                Long startedAt,
                String reason,
                String result) {
            this(name, status, seconds, null, compiles, null, startedAt, reason, result);
        }
    }

    /**
     * One check of one variant.
     *
     * @param passed whether nothing was found against the variant; null if the check was not done
     * @param detail what was found, with a short difference if there is one
     * @param done whether it was done at all; if not, the detail says why
     * @param evidence a file with all of it, relative to the work folder, or null
     */
    public record Check(String name, String variant, Boolean passed, String detail, Boolean done, String evidence) {

        public Check {
            // An older report lacks it, or marks as passed a check that was not done.
            done = passed != null && (done == null || done);
            passed = done ? passed : null;
        }

        public Check(String name, String variant, Boolean passed, String detail) {
            this(name, variant, passed, detail, true, null);
        }

        /** Whether it was done and found something. */
        public boolean failed() {
            return Boolean.FALSE.equals(passed);
        }
    }

    /**
     * One of the crate's own tests.
     *
     * @param test the executable and the test
     * @param outcomes {@code passed}, {@code failed}, {@code ignored} or {@code unfinished} by variant, without those
     *     for which it was not run
     */
    public record CrateTest(String test, Map<String, String> outcomes) {

        public CrateTest {
            outcomes = outcomes == null ? Map.of() : outcomes;
        }

        /** Whether it passed everywhere, or was ignored everywhere. */
        public boolean quiet() {
            return outcomes.values().stream().distinct().count() == 1
                    && (outcomes.containsValue("passed") || outcomes.containsValue("ignored"));
        }
    }

    /** One gate that {@code verify} was asked to enforce. */
    public record Gate(String name, boolean passed, String detail) {}

    /**
     * The flags of rustc.
     *
     * @param userFlags the flags that cargo would have passed without the plugin
     * @param userFlagsSource their origin, in words
     * @param pluginFlags the flags that the plugin added
     */
    public record RustFlags(List<String> userFlags, String userFlagsSource, List<String> pluginFlags) {

        public RustFlags {
            userFlags = Nulls.list(userFlags);
            pluginFlags = Nulls.list(pluginFlags);
        }
    }

    /** A tool that was used. */
    public record Tool(String name, String path, String version, String sha256) {}

    /**
     * The machine. Unknown values are null.
     *
     * @param cores the number of processors that the build may use
     * @param logicalCpus the number of processors that the system shows
     * @param containerCpuLimit the number of processors that a control group allows; null if it sets no limit
     * @param memoryBytes total memory
     * @param governor the frequency governor
     * @param turbo {@code on} or {@code off}
     * @param smt {@code on} or {@code off}
     * @param virtualisation the hypervisor or {@code container}; null if none was detected
     * @param aslr {@code on} or {@code off}: whether addresses are randomised
     * @param loadBefore load average of one minute before the benchmark
     * @param loadAfter the same after it
     * @param stealPercent processor time that the hypervisor withheld during the benchmark
     * @param warnings anything that weakens a measurement here
     */
    public record Machine(
            String cpuModel,
            Double cores,
            Integer logicalCpus,
            Double containerCpuLimit,
            Long memoryBytes,
            String architecture,
            String kernel,
            String os,
            String governor,
            String turbo,
            String smt,
            String virtualisation,
            String aslr,
            Double loadBefore,
            Double loadAfter,
            Double stealPercent,
            List<String> warnings) {

        public Machine {
            cores = Nulls.finite(cores);
            loadBefore = Nulls.finite(loadBefore);
            loadAfter = Nulls.finite(loadAfter);
            containerCpuLimit = Nulls.finite(containerCpuLimit);
            stealPercent = Nulls.finite(stealPercent);
            warnings = Nulls.list(warnings);
        }

        /** Returns a text that identifies machines with comparable figures: equal for equal machines. */
        public String identity() {
            return (cpuModel == null ? "an unknown processor" : cpuModel)
                    + (cores == null
                            ? ""
                            : ", " + new Numbers().plain(cores) + (cores == 1 ? " processor" : " processors"))
                    + (virtualisation == null ? "" : ", " + virtualisation);
        }
    }

    /** A suggestion, and the measured fact behind it. */
    public record Advice(String text, String because) {}

    /**
     * A missing part.
     *
     * @param section such as {@code comparisons}
     * @param why the reason, in a sentence
     * @param run the command that would fill it
     */
    public record Missing(String section, String why, String run) {}
}
