package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.pipeline.Settings.AdapterSettings;
import java.util.List;

/** A {@code <benchmark>} of the POM: one that the crate or the team has already. It is shown, and decides nothing. */
public class BenchmarkConfig {

    /**
     * {@code criterion}: {@code cargo bench} of the crate on the builds that cargo makes, the baseline and PGO.
     * {@code hyperfine}: the program of that name on every variant and evaluation workload.
     */
    String kind;

    /** Kind criterion: the bench target; all of the package's by default. */
    String bench;

    /** Kind criterion: arguments of the benchmark, such as a filter or {@code --measurement-time}. */
    List<String> args;

    /** Kind criterion: how often every variant is run; with several, they take turns, and with enough there is a verdict. */
    int passes = 1;

    /** Kind hyperfine: runs of every variant. */
    int runs = 10;

    AdapterSettings settings() {
        if (kind == null) {
            throw Failure.user("A <benchmark> has no <kind>. Add <kind>criterion</kind> or <kind>hyperfine</kind>.");
        }
        Choice.of("<kind> of a <benchmark>", kind, "criterion", "hyperfine");
        boolean criterion = kind.equals("criterion");
        if (!criterion && (bench != null || args != null)) {
            throw Failure.user("<bench> and <args> are for a <benchmark> of kind criterion; hyperfine runs the evaluation"
                    + " workloads. Take them out.");
        }
        if (passes < 1) {
            throw Failure.user("<passes> of the <benchmark> is " + passes + "; it must be at least 1.");
        }
        if (runs < 2) {
            throw Failure.user("<runs> of the <benchmark> is " + runs + "; hyperfine takes 2 or more.");
        }
        return new AdapterSettings(kind, bench, Workloads.orEmpty(args), criterion ? passes : runs);
    }

    /** What the pipeline is told of all of them. */
    public static List<AdapterSettings> all(List<BenchmarkConfig> benchmarks) {
        return benchmarks.stream().map(BenchmarkConfig::settings).toList();
    }
}
