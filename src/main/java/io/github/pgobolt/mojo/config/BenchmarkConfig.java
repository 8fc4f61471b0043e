package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.step.Settings.AdapterSettings;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** A {@code <benchmark>} of the POM: one that the crate or the team already has. It is shown, and decides nothing. */
public class BenchmarkConfig {

    /** As long as a cargo build may take; JMH itself ends an iteration that hangs after ten minutes. */
    private static final int JMH_SECONDS = 7200;

    /**
     * {@code criterion}: {@code cargo bench} of the crate on the builds that cargo makes, the baseline and PGO.
     * {@code jmh}: the project's JMH benchmarks, which load the library, on every variant. {@code hyperfine}: the
     * program of that name on every variant and evaluation workload.
     */
    String kind;

    /** Kind criterion: the bench target; all of the package's by default. */
    String bench;

    /** Kind jmh: which benchmarks, a regular expression for {@code Class.method}; all by default. */
    String include;

    /** Kind jmh: the jar with JMH and the benchmarks; without it they are on the class path. */
    File jar;

    /** Kind jmh: the class path, as for a workload of kind java; {@code test} by default. */
    List<String> classpath;

    /** Kind jmh: options of the JVM. */
    List<String> jvmArgs;

    /** Kind jmh: the JDK, as for a workload of kind java. */
    String jdk;

    /** Kind jmh: the system property for the library's path; the goal's {@code libraryProperty} by default. */
    String libraryProperty;

    /** Kind jmh: whether the library is found on the class path, as for a workload of kind java. */
    boolean libraryOnClassPath;

    /**
     * Kind criterion: arguments for the benchmark, such as a filter or {@code --measurement-time}. Kind jmh: options of
     * JMH, such as {@code -wi 3 -i 5}, each word in an {@code <arg>}.
     */
    List<String> args;

    /**
     * Kinds criterion and jmh: how often every variant is run, for jmh the number of forks; with several, the variants
     * take turns, and with enough there is a verdict.
     */
    int passes = 1;

    /** Kind hyperfine: runs of every variant. */
    int runs = 10;

    private AdapterSettings settings(Workloads factory) {
        if (kind == null) {
            throw Failure.user(
                    "A <benchmark> has no <kind>. Add <kind>criterion</kind>, <kind>jmh</kind> or <kind>hyperfine</kind>.");
        }
        Choice.of("<kind> of a <benchmark>", kind, "criterion", "jmh", "hyperfine");
        boolean jmh = kind.equals("jmh");
        if (bench != null && !kind.equals("criterion") || args != null && kind.equals("hyperfine")) {
            throw Failure.user(
                    "<bench> is for a <benchmark> of kind criterion, and <args> for criterion and jmh; this one is of"
                            + " kind " + kind
                            + (kind.equals("hyperfine") ? ", which runs the evaluation workloads." : ".")
                            + " Take them out.");
        }
        if (!jmh
                && (include != null
                        || jar != null
                        || classpath != null
                        || jvmArgs != null
                        || jdk != null
                        || libraryProperty != null
                        || libraryOnClassPath)) {
            throw Failure.user(
                    "<include>, <jar>, <classpath>, <jvmArgs>, <jdk>, <libraryProperty> and <libraryOnClassPath> are for a"
                            + " <benchmark> of kind jmh; this one is of kind " + kind + ". Take them out.");
        }
        if (passes < 1) {
            throw Failure.user("<passes> of the <benchmark> is " + passes + "; it must be at least 1.");
        }
        if (runs < 2) {
            throw Failure.user("<runs> of the <benchmark> is " + runs + "; hyperfine takes 2 or more.");
        }
        return new AdapterSettings(
                kind,
                bench,
                jmh ? List.of() : Workloads.orEmpty(args),
                jmh ? jmh(factory) : null,
                kind.equals("hyperfine") ? runs : passes);
    }

    /** Returns JMH's command: JMH is a Java program like any other, so its command is that of a workload. */
    private Workload jmh(Workloads factory) {
        WorkloadConfig config = new WorkloadConfig();
        config.name = "jmh";
        config.kind = "java";
        config.use = "evaluate";
        config.mainClass = jar == null ? "org.openjdk.jmh.Main" : null;
        config.jar = jar;
        config.classpath = jar != null ? null : Workloads.orEmpty(classpath).isEmpty() ? List.of("test") : classpath;
        config.jvmArgs = jvmArgs;
        config.jdk = jdk;
        config.libraryProperty = libraryProperty;
        config.libraryOnClassPath = libraryOnClassPath;
        config.timeoutSeconds = JMH_SECONDS;
        config.args = new ArrayList<>(include == null ? List.of() : List.of(include));
        config.args.addAll(Workloads.orEmpty(args));
        return factory.jmh(config);
    }

    /**
     * Returns the settings of all of them for the pipeline.
     *
     * @param factory makes the command of JMH
     */
    public static List<AdapterSettings> all(List<BenchmarkConfig> benchmarks, Workloads factory) {
        return benchmarks.stream().map(benchmark -> benchmark.settings(factory)).toList();
    }
}
