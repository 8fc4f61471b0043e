package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Runner;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The runs that train and measure.
 */
public abstract class WorkloadParameters extends BuildParameters {

    /**
     * The runs that exercise the subject; see the guide on workloads.
     * @since 0.1.0
     */
    @Parameter
    List<WorkloadConfig> workloads;

    /**
     * The arguments of one training run, quoted as in a shell but not given to one; {@code @file} holds one run a line.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.train")
    String train;

    /**
     * The arguments of one evaluation run, as {@code train}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.evaluate")
    String evaluate;

    /**
     * The arguments of one run for training and evaluation both, as {@code train}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workload")
    String workload;

    /**
     * Files that the workloads write and that the check compares, beside what each says itself; paths count from its working
     * directory. It holds for the workloads that evaluate; where none does, for all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.outputs")
    List<String> outputs;

    /**
     * A regular expression of output that differs by nature, beside what each workload says itself: what it matches in a line
     * is not compared. Several are joined by {@code |}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.ignore")
    String ignore;

    /**
     * The command that runs the subject where this machine cannot run the target's files by itself, such as
     * {@code qemu-aarch64 -L /usr/aarch64-linux-gnu}; quoted as in a shell but not given to one. Its words come before
     * {@code ${subject}} in training, checks and benchmark. Without this, the {@code runner} of cargo's configuration counts
     * ({@code target.<triple>.runner} or {@code CARGO_TARGET_<TRIPLE>_RUNNER}), as for {@code cargo run}; {@code none} is for
     * no runner at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.runner")
    String runner;

    /**
     * The limit of one run of a workload, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workloadTimeoutSeconds", defaultValue = "600")
    int workloadTimeoutSeconds;

    /**
     * The system property that workloads of kind java and maven get the library's path in, unless they name another.
     * Without one, java workloads find the library by {@code java.library.path}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.libraryProperty")
    String libraryProperty;

    final List<String> runnerWords() {
        return Runner.words(runner);
    }

    final List<Workload> allWorkloads(Workloads factory, List<Workload> ofPom) {
        List<Workload> all = new ArrayList<>(ofPom);
        all.addAll(factory.ofProperty("train", train, Use.train));
        all.addAll(factory.ofProperty("evaluate", evaluate, Use.evaluate));
        all.addAll(factory.ofProperty("workload", workload, Use.both));
        all.replaceAll(one -> one.under(runnerWords()));
        return Workloads.compared(all, Given.list(outputs), ignore);
    }
}
