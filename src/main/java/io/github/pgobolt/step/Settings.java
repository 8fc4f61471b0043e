package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.benchmark.ReportedMetric;
import io.github.pgobolt.benchmark.ServerSetup;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoConfiguration;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.check.OutputRules;
import io.github.pgobolt.check.Repeats;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.toolchain.Wanted;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A user's request for one subject, as far as a goal reads it: each goal knows the base, and the sections of the steps
 * that it does and builds on. A section is a separate record, so that a new step brings its own.
 *
 * @param base the settings that every goal reads that works on a crate
 * @param skipped the steps that the user switched off, of those that the goal knows
 * @param sections by their type
 */
public record Settings(Base base, Set<StepKey<?>> skipped, Map<Class<? extends Record>, Record> sections) {

    public Settings {
        skipped = Set.copyOf(skipped);
        sections = Map.copyOf(sections);
    }

    public static Settings of(Base base) {
        return new Settings(base, Set.of(), Map.of());
    }

    /** Returns the same settings with a section, which replaces another of its type. */
    public Settings with(Record section) {
        Map<Class<? extends Record>, Record> more = new HashMap<>(sections);
        more.put(section.getClass(), section);
        return new Settings(base, skipped, more);
    }

    /** Returns the same settings without a step. */
    public Settings without(StepKey<?> step) {
        Set<StepKey<?>> more = new HashSet<>(skipped);
        more.add(step);
        return new Settings(base, more, sections);
    }

    /** Returns a section by its type. Asking for one that the goal does not read is a bug in the goal's class. */
    public <S extends Record> S section(Class<S> type) {
        Record section = sections.get(type);
        if (section == null) {
            throw new IllegalStateException(
                    "this goal reads no " + type.getSimpleName() + ": its parameters belong to its class");
        }
        return type.cast(section);
    }

    /** Whether the goal reads a section. */
    public boolean has(Class<? extends Record> type) {
        return sections.containsKey(type);
    }

    public RunSettings runs() {
        return section(RunSettings.class);
    }

    public ProfileSettings profiles() {
        return section(ProfileSettings.class);
    }

    public BoltSettings bolt() {
        return section(BoltSettings.class);
    }

    public CheckSettings check() {
        return section(CheckSettings.class);
    }

    public BenchmarkSettings benchmark() {
        return section(BenchmarkSettings.class);
    }

    public LayoutSettings layouts() {
        return section(LayoutSettings.class);
    }

    public ShippingSettings shipping() {
        return section(ShippingSettings.class);
    }

    public GateSettings gates() {
        return section(GateSettings.class);
    }

    public PreviousSettings previous() {
        return section(PreviousSettings.class);
    }

    /**
     * The settings that every goal reads that works on a crate. Goals of one build with equal ones share its findings.
     *
     * @param subject the cargo target
     * @param build how every variant is built
     * @param toolchain the rustup toolchain, such as {@code nightly}, or empty
     * @param toolPaths folders in which tools are searched first
     * @param wanted how much each of the two halves is wanted
     * @param pgoMode the source of PGO's profile
     * @param std the standard library of the variants that PGO optimises
     * @param stored where a stored profile may come from
     * @param strip what is stripped from every variant
     * @param keptTrials the file in which trials of llvm-bolt are kept for all builds of this machine
     * @param workDirectory the work folder, or null for {@code target/pgo-bolt} beside the manifest
     * @param force whether every step runs again
     * @param parallelBuilds whether the baseline is built beside the other builds; null if the memory decides
     * @param targets further targets of the subject, as triples
     * @param further whether this is such a target itself, which another build trained for
     */
    public record Base(
            SubjectQuery subject,
            BuildSettings build,
            String toolchain,
            List<Path> toolPaths,
            Wanted wanted,
            PgoMode pgoMode,
            StdMode std,
            StoredSettings stored,
            Strip.Mode strip,
            Path keptTrials,
            Path workDirectory,
            boolean force,
            Boolean parallelBuilds,
            List<String> targets,
            boolean further) {
        public Base {
            toolPaths = List.copyOf(toolPaths);
            targets = List.copyOf(targets);
        }
    }

    /**
     * The runs that train, check and measure.
     *
     * @param workloads all of them
     * @param servers the servers that workloads talk to
     * @param cargosRunner whether a file without a runner of its own is run by the one in cargo's configuration
     * @param ofPom whether there is a POM, of which messages then show a piece
     */
    public record RunSettings(
            List<Workload> workloads, List<ServerSetup> servers, boolean cargosRunner, boolean ofPom) {
        public RunSettings {
            workloads = List.copyOf(workloads);
            servers = List.copyOf(servers);
        }

        /**
         * Returns the same with programs of the crate started as {@code cargo run} would start them.
         *
         * @param which the workloads that start a program of the crate
         */
        RunSettings asCargoRuns(CargoConfiguration cargo, Predicate<Workload> which) {
            List<String> runner = cargosRunner ? cargo.runner() : List.of();
            return new RunSettings(
                    workloads.stream()
                            .map(one -> which.test(one) ? one.asCargoRuns(cargo.environment(), runner) : one)
                            .toList(),
                    servers.stream()
                            .map(one -> which.test(one.start()) ? one.asCargoRuns(cargo.environment(), runner) : one)
                            .toList(),
                    cargosRunner,
                    ofPom);
        }
    }

    /**
     * The settings for collecting profiles.
     *
     * @param lossBudget the share of raw profiles that may be unreadable, from 0 to 1
     * @param perfEvent {@code auto}, {@code none} or an event of perf
     * @param timeoutFactor how many times longer a workload may take under BOLT's instrumentation
     * @param perfData recordings that were made elsewhere, which replace a recording here
     * @param keepPerfData whether recordings are kept after conversion
     * @param recordAgain with a sampled PGO profile: whether BOLT gets a separate recording
     */
    public record ProfileSettings(
            double lossBudget,
            String perfEvent,
            int timeoutFactor,
            List<Path> perfData,
            boolean keepPerfData,
            boolean recordAgain) {
        public ProfileSettings {
            perfData = List.copyOf(perfData);
        }
    }

    /**
     * The settings for llvm-bolt.
     *
     * @param allowBadProfile whether it uses a branch profile even if that is judged bad
     * @param flags replace the default options, or null
     * @param extraFlags are added to them
     * @param timeoutSeconds the limit of one call
     * @param runtimeLibrary BOLT's instrumentation runtime for the target, or null for llvm-bolt's own
     */
    public record BoltSettings(
            boolean allowBadProfile,
            List<String> flags,
            List<String> extraFlags,
            int timeoutSeconds,
            Path runtimeLibrary) {
        public BoltSettings {
            flags = flags == null ? null : List.copyOf(flags);
            extraFlags = List.copyOf(extraFlags);
        }
    }

    /**
     * The settings of the checks.
     *
     * @param outputRules which outputs count as the same, by workload
     * @param repeats how often a variant's output is compared
     * @param crateTests which of the crate's own tests are run
     * @param crateTestArguments for each test executable
     * @param crateTestTimeoutSeconds the limit of one test executable
     */
    public record CheckSettings(
            Map<String, OutputRules> outputRules,
            Repeats repeats,
            CrateTestChoice crateTests,
            List<String> crateTestArguments,
            int crateTestTimeoutSeconds) {
        public CheckSettings {
            // Sorted: a step whose inputs print differently runs again.
            outputRules = Collections.unmodifiableSortedMap(new TreeMap<>(outputRules));
            crateTestArguments = List.copyOf(crateTestArguments);
        }

        /**
         * Returns a check's inputs for a record: readable, without secrets, and with a hash that tells settings apart.
         */
        public String fingerprint() {
            CheckSettings redacted = new CheckSettings(
                    outputRules, repeats, crateTests, Redaction.arguments(crateTestArguments), crateTestTimeoutSeconds);
            return redacted + " " + Hashes.ofText(toString());
        }
    }

    /** Which of the crate's own tests are run. The names are those used in a POM, so they are lower case. */
    public enum CrateTestChoice {
        /** None. */
        none,
        /** The integration tests, on the file that ships. */
        integration,
        /** The integration tests, and unit and doc tests that are built with the flags of each variant. */
        all
    }

    /**
     * The settings of the benchmark.
     *
     * @param budgetSeconds the time for the whole comparison
     * @param delta the relative difference within which two variants count as the same
     * @param precision the half-width of the interval down to which measuring continues even after a verdict; 0 for
     *     none
     * @param metric {@code auto}, {@code cpu}, {@code wall} or {@code reported}
     * @param seed the seed of the random order
     * @param pinCpus the processors to run on, or empty
     * @param reported the numbers that workloads report themselves
     * @param adapters benchmarks that the team already has
     * @param verdict where the verdict comes from
     */
    public record BenchmarkSettings(
            int budgetSeconds,
            double delta,
            double precision,
            String metric,
            long seed,
            List<Integer> pinCpus,
            List<ReportedMetric> reported,
            List<AdapterSettings> adapters,
            VerdictSource verdict) {
        public BenchmarkSettings {
            reported = List.copyOf(reported);
            adapters = List.copyOf(adapters);
            pinCpus = List.copyOf(pinCpus);
        }

        /**
         * Returns a benchmark's inputs for a record: readable, without secrets, and with a hash that tells settings
         * apart. Where a verdict would rather come from changes nothing of one that is measured.
         */
        public String fingerprint() {
            return measured(adapters.stream().map(AdapterSettings::redacted).toList()) + " "
                    + Hashes.ofText(measured(adapters).toString());
        }

        /** Returns the same with other benchmarks of the team, and a verdict that is measured. */
        BenchmarkSettings measured(List<AdapterSettings> others) {
            return new BenchmarkSettings(
                    budgetSeconds, delta, precision, metric, seed, pinCpus, reported, others, VerdictSource.measured);
        }
    }

    /**
     * How far layout alone moves the program's time.
     *
     * @param draws how many other layouts of the same code are measured; 0 for none
     * @param budgetSeconds the time for that; null for a share of the benchmark's
     */
    public record LayoutSettings(int draws, Integer budgetSeconds) {}

    /** @param seconds the time for a race of layouts */
    public record TuneSettings(int seconds) {}

    /**
     * A benchmark that the team already has.
     *
     * @param kind {@code criterion}, {@code jmh} or {@code hyperfine}
     * @param bench the bench target of Criterion, or null for all
     * @param arguments for Criterion's benchmark
     * @param jmh the command of JMH, or null for another kind
     * @param repeats passes of Criterion, forks of JMH, or runs of hyperfine
     */
    public record AdapterSettings(String kind, String bench, List<String> arguments, Workload jmh, int repeats) {
        public AdapterSettings {
            arguments = List.copyOf(arguments);
        }

        private AdapterSettings redacted() {
            return new AdapterSettings(
                    kind, bench, Redaction.arguments(arguments), jmh == null ? null : jmh.redacted(), repeats);
        }
    }

    /**
     * The settings for what ships.
     *
     * @param allowUnchecked whether a variant may ship that no check has shown correct, and none wrong
     * @param copyTo the folder that the shipped file is copied to, or null
     * @param copyWithPlatformDir whether it is copied to a subfolder named after the target's platform
     */
    public record ShippingSettings(boolean allowUnchecked, Path copyTo, boolean copyWithPlatformDir) {}

    /**
     * The gates that fail the build, as fractions, so that 0.02 is 2 %; null if not asked for.
     *
     * @param failIfSlower fails only if the whole interval is beyond this
     * @param requireNotSlower fails unless the whole interval is below this
     * @param requireFaster fails unless the whole interval shows a gain of at least this
     * @param noWorkloadSlower fails if the shipped file is shown slower by more than this on one workload
     * @param requireCorrect fails if a variant is not shown correct
     * @param onInconclusive {@code warn} or {@code fail}
     */
    public record GateSettings(
            Double failIfSlower,
            Double requireNotSlower,
            Double requireFaster,
            Double noWorkloadSlower,
            boolean requireCorrect,
            String onInconclusive) {}

    /**
     * The last release.
     *
     * @param report its report.json or a folder that contains it; null if it is not named
     * @param failIfGainShrinks the allowed loss of gain; null for no gate
     */
    public record PreviousSettings(Path report, Double failIfGainShrinks) {}

    /** @param shipUnrun whether a file for a further target ships that was built with the profile and not run */
    public record TargetSettings(boolean shipUnrun) {}

    /** @param verify whether what ships is built a second time, and another file fails the build */
    public record ReproduceSettings(boolean verify) {}

    public List<Workload> trainingWorkloads() {
        return runs().workloads().stream().filter(w -> w.use().trains()).toList();
    }

    /**
     * Returns the training workloads that run or load the subject's own file; the others are tests, benches and
     * examples.
     */
    public List<Workload> branchWorkloads() {
        return trainingWorkloads().stream()
                .filter(w -> w.cargoTarget().isEmpty())
                .toList();
    }

    /** Returns the evaluation workloads; if there are none, those of training, which the report then says. */
    public List<Workload> evaluationWorkloads() {
        List<Workload> own =
                runs().workloads().stream().filter(w -> w.use().evaluates()).toList();
        return own.isEmpty() ? branchWorkloads() : own;
    }

    /** Whether this build has the step. */
    public boolean does(StepKey<?> step) {
        return !skipped.contains(step);
    }
}
