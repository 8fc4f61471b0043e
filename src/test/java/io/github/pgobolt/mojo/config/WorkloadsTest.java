package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.check.OutputRules;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsTest {

    @TempDir
    Path folder;

    private Workloads workloads() {
        // A command asks nothing of the surrounding build.
        return new Workloads(folder, 60, null);
    }

    private Workload one(Consumer<WorkloadConfig> set) {
        WorkloadConfig config = new WorkloadConfig();
        set.accept(config);
        return workloads().ofPom(List.of(config)).get(0);
    }

    @Test
    void whatAPomLeavesOutHasItsDefault() {
        Workload workload = one(c -> c.args = List.of("--fast", "a b"));
        assertThat(workload.name()).isEqualTo("workload-1");
        assertThat(workload.command()).containsExactly("${subject}", "--fast", "a b");
        assertThat(workload.use()).isEqualTo(Use.both);
        assertThat(workload.timeoutSeconds()).isEqualTo(60);
        assertThat(workload.workingDirectory()).isEqualTo(folder);
        assertThat(workload.repeat()).isEqualTo(1);
        assertThat(workload.stdin()).isNull();
    }

    @Test
    void emptyElementsOfAPomAreNoNullPointers() {
        Workload workload = one(c -> {
            c.env = new HashMap<>();
            c.env.put("EMPTY", null);
            c.outputs = Arrays.asList((String) null);
        });
        assertThat(workload.environment()).containsEntry("EMPTY", "");
        assertThat(workload.outputs()).isEmpty();
        assertThatThrownBy(() -> one(c -> c.command = Arrays.asList("${subject}", null, "x")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has an empty element");
    }

    @Test
    void aPropertyIsOneRun() {
        List<Workload> train = workloads().ofProperty("train", "--in 'a b' -x", Use.train);
        assertThat(train).hasSize(1);
        assertThat(train.get(0).name()).isEqualTo("train");
        assertThat(train.get(0).use()).isEqualTo(Use.train);
        assertThat(train.get(0).command()).containsExactly("${subject}", "--in", "a b", "-x");
        assertThat(workloads().ofProperty("train", " ", Use.train)).isEmpty();
        assertThat(workloads().ofProperty("train", null, Use.train)).isEmpty();
    }

    @Test
    void aFileHoldsOneRunALine() throws IOException {
        Files.writeString(folder.resolve("runs.txt"), "# two runs\n--one\n\n--two 'x y'\n");
        List<Workload> runs = workloads().ofProperty("evaluate", "@runs.txt", Use.evaluate);
        assertThat(runs).extracting(Workload::name).containsExactly("evaluate-1", "evaluate-2");
        assertThat(runs.get(1).command()).containsExactly("${subject}", "--two", "x y");
    }

    @Test
    void aFileThatIsMissingOrHoldsNothingSaysSo() throws IOException {
        refused(
                () -> workloads().ofProperty("train", "@gone.txt", Use.train),
                "-Dpgobolt.train=@gone.txt",
                folder.resolve("gone.txt").toString());
        Files.writeString(folder.resolve("empty.txt"), "# nothing\n\n");
        refused(() -> workloads().ofProperty("train", "@empty.txt", Use.train), "holds no run", "one run on each line");
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(() -> one(c -> c.name = "a/b"), "'a/b'", "letters, digits");
        refused(() -> one(c -> c.weight = 0), "<weight> of workload 'workload-1' is 0.0");
        refused(() -> one(c -> c.weight = Double.NaN), "<weight>", "NaN");
        refused(() -> one(c -> c.repeat = 0), "<repeat>", "at least 1");
        refused(() -> one(c -> c.timeoutSeconds = 0), "<timeoutSeconds>", "at least 1");
        refused(
                () -> one(c -> c.use = "training"),
                "'training' is no value of <use> of workload 'workload-1'; it takes train, evaluate, both");
        refused(() -> one(c -> c.ignore = List.of("a(b")), "<ignore> of workload 'workload-1'", "Put a \\");
        refused(() -> one(c -> c.command = List.of()), "<command> of workload 'workload-1' is empty");
        refused(
                () -> one(c -> {
                    c.command = List.of("x");
                    c.args = List.of("y");
                }),
                "both <args> and <command>");
    }

    @Test
    void aChoiceIsOneOfItsWords() {
        assertThat(Choice.of("use", "train", Use.class)).isEqualTo(Use.train);
        assertThat(Choice.of("metric", "cpu", "auto", "cpu", "wall")).isEqualTo("cpu");
        refused(
                () -> Choice.of("metric", "CPU", "auto", "cpu", "wall"),
                "'CPU' is no value of metric; it takes auto, cpu, wall.");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class, f -> {
            assertThat(f.kind()).isEqualTo(Failure.Kind.USER);
            assertThat(f.getMessage()).contains(parts);
        });
    }

    @Test
    void whatCountsAsTheSameOutputComesFromThePom() {
        WorkloadConfig plain = new WorkloadConfig();
        plain.name = "plain";
        WorkloadConfig numbers = new WorkloadConfig();
        numbers.name = "numbers";
        numbers.tolerance = 1e-9;
        numbers.ignore = List.of("took .*");
        WorkloadConfig lines = new WorkloadConfig();
        lines.name = "lines";
        lines.unordered = true;
        List<WorkloadConfig> configs = List.of(plain, numbers, lines);
        assertThat(Workloads.outputRules(configs, workloads().ofPom(configs)))
                .isEqualTo(Map.of(
                        "numbers",
                        new OutputRules(List.of("took .*"), 1e-9, false),
                        "lines",
                        new OutputRules(List.of(), 0, true)));
    }

    @Test
    void rulesThatMeanNothingAreRefusedByWorkload() {
        for (double tolerance : new double[] {-1, 1, Double.NaN}) {
            assertThatThrownBy(() -> rules(c -> c.tolerance = tolerance))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("<tolerance> of workload 'workload-1' is " + tolerance);
        }
        assertThatThrownBy(() -> rules(c -> {
                    c.tolerance = 0.1;
                    c.unordered = true;
                }))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has both <tolerance> and <unordered>");
    }

    private void rules(Consumer<WorkloadConfig> set) {
        WorkloadConfig config = new WorkloadConfig();
        set.accept(config);
        Workloads.outputRules(List.of(config), workloads().ofPom(List.of(config)));
    }

    @Test
    void whatPropertiesSayOfOutputsIsAddedToTheWorkloadsThatEvaluate() {
        Workload train = one(c -> c.use = "train");
        Workload both = one(c -> {
            c.outputs = List.of("a.txt");
            c.ignore = List.of("id \\d+");
        });
        List<Workload> compared =
                Workloads.compared(List.of(train, both), List.of("a.txt", "out/b.json"), "took \\d{1,5} ms");
        assertThat(compared.get(0)).isEqualTo(train);
        assertThat(compared.get(1).outputs()).containsExactly("a.txt", "out/b.json");
        assertThat(compared.get(1).ignore()).containsExactly("id \\d+", "took \\d{1,5} ms");
        assertThat(Workloads.compared(List.of(train), List.of("x"), null).get(0).outputs())
                .as("where none evaluates")
                .containsExactly("x");
        assertThatThrownBy(() -> Workloads.compared(List.of(both), List.of(), "("))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.ignore is no regular expression");
    }
}
