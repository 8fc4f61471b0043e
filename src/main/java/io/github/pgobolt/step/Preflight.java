package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.workload.JavaTrouble;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refusals before minutes of compiling that could not succeed. Each step calls those that its own work needs. */
final class Preflight {

    private Preflight() {}

    /** Requires what a step needs to run the training workloads. */
    static void training(Session session) throws IOException {
        if (session.settings().trainingWorkloads().isEmpty()) {
            throw Failure.user(noWorkload(session));
        }
        workloads(session);
    }

    /** Requires what a step needs to run the evaluation workloads. */
    static void evaluation(Session session) throws IOException {
        if (session.settings().runs().workloads().isEmpty()) {
            throw Failure.user(
                    session.isStored()
                            ? "A stored profile is used ("
                                    + session.found().stored().from()
                                    + "), and no workload is there to check and measure what it gives. Name a run of '"
                                    + session.subject().name()
                                    + "': -Dpgobolt.evaluate=\"--input data/evaluation.txt\", or a"
                                    + " <workload> in the POM. Nothing that is not checked ships."
                            : noWorkload(session));
        }
        if (session.settings().evaluationWorkloads().isEmpty()) {
            throw Failure.user(noEvaluation(session));
        }
        workloads(session);
    }

    private static String noEvaluation(Session session) {
        boolean library = session.subject().kind() == Subject.Kind.lib;
        return "The workloads of kind cargo train, and none is there to check and measure what ships: they run"
                + " executables of their own. "
                + (library
                        ? "Add a workload with <use>evaluate</use> that runs a JVM that loads '"
                                + session.subject().name() + "' (kind java), or another program that does."
                        : "Say what a typical run of '" + session.subject().name()
                                + "' is: -Dpgobolt.evaluate=\"--input data/evaluation.txt\"; or give a workload with <test> that"
                                + " starts it <use>both</use>.");
    }

    private static void workloads(Session session) throws IOException {
        Set<String> names = new HashSet<>();
        for (Workload workload : session.settings().runs().workloads()) {
            if (!names.add(workload.name())) {
                throw Failure.user(
                        "Two workloads have the name '" + workload.name() + "'. Give each a <name> of its own.");
            }
            if (workload.use().evaluates()
                    && workload.cargoTarget().isPresent()
                    && !session.startingTests().mayStart(workload)) {
                throw Failure.user(
                        "Workload '" + workload.name() + "' is of kind cargo and can train, but not evaluate: "
                                + (session.subject().kind() == Subject.Kind.lib
                                        ? "a test of a library has its code linked in, and never loads the file that ships"
                                        : "under a runner its test cannot start the program that ships")
                                + ". Let it train alone (<use>train</use>), and say what a typical run is: a workload with"
                                + " <use>evaluate</use>, or -Dpgobolt.evaluate=\"<arguments of one run>\".");
            }
            if (!Files.isDirectory(workload.workingDirectory())) {
                throw Failure.user("The working directory of workload '" + workload.name() + "' does not exist: "
                        + workload.workingDirectory());
            }
            if (workload.stdin() != null && !Files.isRegularFile(workload.stdin())) {
                throw Failure.user(
                        "The <stdin> of workload '" + workload.name() + "' does not exist: " + workload.stdin());
            }
            for (Path input : workload.inputs()) {
                // What its command names is its class path, which a later phase may compile.
                if (!Files.exists(input)
                        && workload.command().stream().noneMatch(word -> word.contains(input.toString()))) {
                    throw Failure.user("Of the <inputs> of workload '" + workload.name() + "' this does not exist: "
                            + input + ". Fix the path, or take it out.");
                }
            }
        }
        // A goal called by hand may be the first that sees the target.
        build(session);
        if (session.subject().kind() == Subject.Kind.lib) {
            jvms(session);
        }
        ForeignTarget.ofMachine().requireRunners(session);
    }

    /**
     * Warns of arguments that look like files and are not there. No refusal: a run may write them, or they are no files, and
     * only the program knows.
     */
    static void warnOfMissingFiles(Session session) {
        for (Workload workload : session.settings().runs().workloads()) {
            List<String> missing = workload.missingFiles();
            if (!missing.isEmpty()) {
                session.log()
                        .warn("Workload '" + workload.name() + "' names " + String.join(", ", missing) + ", and "
                                + Counted.word(missing.size(), "it does", "they do") + " not exist in "
                                + workload.workingDirectory()
                                + ". If the run reads " + Counted.word(missing.size(), "it", "them")
                                + ", fix the path now: it would fail after the first compile. If it writes "
                                + Counted.word(missing.size(), "it", "them") + ", or no file is meant, all is well.");
            }
        }
    }

    /** Requires a JVM that can load the library. */
    private static void jvms(Session session) throws IOException {
        for (Workload workload : session.settings().runs().workloads()) {
            if (!workload.shell() && JavaTrouble.isJava(workload.command())) {
                JavaTrouble.foreign(
                                Path.of(workload.command().get(0)),
                                session.subject().target())
                        .ifPresent(why -> {
                            throw Failure.user("Workload '" + workload.name() + "' cannot run: " + why);
                        });
            }
        }
    }

    /** Requires, for a library, a target that supports shared libraries. */
    static void build(Session session) {
        String target = session.subject().target();
        boolean dynamic = session.cargo().flags(List.of()).stream().anyMatch(flag -> flag.contains("-crt-static"));
        if (session.subject().kind() == Subject.Kind.lib && target.contains("-musl") && !dynamic) {
            throw Failure.user("A cdylib for " + target
                    + " is not built at all unless the C library is linked dynamically, and then"
                    + " only a JVM for musl can load it. For JVMs on glibc: -Dpgobolt.target="
                    + target.replace("-musl", "-gnu")
                    + "; for those on musl add <rustFlag>-Ctarget-feature=-crt-static</rustFlag>.");
        }
    }

    /** Requires, for a sampled PGO profile, a rustc that takes it, llvm-profgen, and branch records or a recording. */
    static void sampling(Session session) throws IOException {
        SampleOptions.of(session).require();
        if (session.llvm().profgen() == null) {
            throw Failure.user(
                    "pgoMode=sample needs llvm-profgen, which comes with LLVM's tools, and there is none in toolPaths, on"
                            + " PATH or in /usr/lib/llvm-*. It need not be of rustc's LLVM: any from 14 on serves. Install it (Debian, Ubuntu:"
                            + " apt-get install -y llvm), or type -Dpgobolt.pgoMode=instrument.");
        }
        boolean recorded = session.work().read(TrainStep.KEY).isPresent();
        if (!recorded && session.settings().profiles().perfData().isEmpty()) {
            SampledTraining.requireSampling(Sampling.ladder(session));
        }
    }

    private static String noWorkload(Session session) {
        String name = session.subject().name();
        boolean library = session.subject().kind() == Subject.Kind.lib;
        String inPom = "  <workloads>\n"
                + "    <workload>\n"
                + "      <name>typical</name>\n"
                + (library ? "      <kind>java</kind>\n      <mainClass>com.example.Main</mainClass>\n" : "")
                + "      <args><arg>--input</arg><arg>data/training.txt</arg></args>\n"
                + "    </workload>\n"
                + "  </workloads>\n";
        String onCommandLine =
                "-Dpgobolt.train=\"--input data/training.txt\" -Dpgobolt.evaluate=\"--input data/evaluation.txt\"";
        String tests = "Or train with the tests that there are: -Dpgobolt.trainWith=tests";
        String what =
                "There is no workload to train with, so that there is nothing to optimise for. Say what a typical run of '"
                        + name + "' is";
        if (!session.settings().runs().ofPom()) {
            return what + ", by the arguments of one run: " + onCommandLine + "\n" + tests;
        }
        return what + ", in the POM:\n" + inPom
                + (library ? "" : "or on the command line, with the arguments of one run: " + onCommandLine + "\n")
                + tests;
    }
}
