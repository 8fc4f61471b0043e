package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A build of steps that compile nothing: each just writes its name and its inputs to a file. */
final class FakeBuild implements Build {

    /** The result of a step. */
    record Result(String text) {}

    final List<FakeStep> steps = new ArrayList<>();
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    /** The steps that ran, in order. */
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    final WorkFolder work;
    boolean force;
    String version = "1";
    UnaryOperator<Failure> explained = UnaryOperator.identity();
    boolean inTurn = true;
    ToolWatch tools = new ToolWatch(List.of());

    FakeBuild(Path folder) {
        this.work = new WorkFolder(folder);
        work.create();
    }

    /** Adds a step. */
    FakeStep step(String name, FakeStep... needs) {
        FakeStep step = new FakeStep(this, name, List.of(needs));
        steps.add(step);
        return step;
    }

    /** Returns another build of the same folder, as the next Maven call begins it. */
    Pipeline pipeline() {
        ran.clear();
        said.clear();
        return new Pipeline(this);
    }

    @Override
    public WorkFolder work() {
        return work;
    }

    @Override
    public Log log() {
        return new Log() {
            @Override
            public void info(String line) {
                said.add(line);
            }

            @Override
            public void warn(String line) {
                said.add(line);
            }

            @Override
            public void debug(String line) {}
        };
    }

    @Override
    public String pluginVersion() {
        return version;
    }

    @Override
    public boolean force() {
        return force;
    }

    @Override
    public List<Step<?>> steps(Records records) {
        steps.forEach(step -> step.records = records);
        return List.copyOf(steps);
    }

    @Override
    public Beside beside() {
        return new Beside(log(), new ProcessRunner(), !inTurn, Optional::empty, step -> 0, failure -> true, 60);
    }

    @Override
    public ToolWatch tools() {
        return tools;
    }

    @Override
    public Failure explained(Failure failure) {
        return explained.apply(failure);
    }

    /** A step that a test changes as a user would change what it reads. */
    static final class FakeStep implements Step<Result> {

        private final FakeBuild build;
        private final StepKey<Result> key;
        private final List<FakeStep> needs;
        private Records records;
        final Map<String, String> reads = new TreeMap<>();
        final Map<String, String> changedInputs = new TreeMap<>();
        String skipped;
        String refusal;
        Exception failure;
        String cargoBuilds;
        int compiled;
        String seenChange;
        boolean compiles = true;
        Runnable meanwhile = () -> {};

        private FakeStep(FakeBuild build, String name, List<FakeStep> needs) {
            this.build = build;
            this.key = new StepKey<>(name, "does " + name, Result.class);
            this.needs = needs;
        }

        Path output() {
            return build.work.file("out/" + key.goal());
        }

        @Override
        public StepKey<Result> key() {
            return key;
        }

        @Override
        public List<StepKey<?>> needs() {
            return needs.stream().<StepKey<?>>map(FakeStep::key).toList();
        }

        @Override
        public String skippedBecause() {
            return skipped;
        }

        @Override
        public void preflight() {
            if (refusal != null) {
                throw Failure.user(refusal);
            }
        }

        @Override
        public Map<String, String> inputs() {
            Map<String, String> inputs = new TreeMap<>(reads);
            for (FakeStep needed : needs) {
                records.findResult(needed.key).ifPresent(result -> inputs.put(needed.key.goal(), result.text()));
            }
            return inputs;
        }

        @Override
        public boolean compiles() {
            return compiles;
        }

        @Override
        public Asked asked() {
            return cargoBuilds == null ? Asked.NOTHING : Asked.of(key.goal(), cargoBuilds, compiled);
        }

        @Override
        public String seenChange() {
            return seenChange;
        }

        @Override
        public Done<Result> run() throws IOException {
            build.ran.add(key.goal());
            meanwhile.run();
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
            String text = key.goal() + inputs();
            Files.createDirectories(output().getParent());
            Files.writeString(output(), text);
            return Done.of(new Result(text), List.of(output()), List.of(), List.of(), compiled)
                    .withChangedInputs(changedInputs);
        }

        @Override
        public String summary(Result result) {
            return "it is done";
        }
    }
}
