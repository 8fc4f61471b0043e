package io.github.pgobolt.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs Jazzer on every parser of foreign text for a while ({@code -Dpgobolt.fuzzSeconds}, 20 by default) and writes the
 * number of inputs to {@code target/fuzz/results.tsv}. Jazzer is available only with {@code -Preliability}.
 */
class FuzzIT {

    private static final Path WORK = Path.of("target/fuzz").toAbsolutePath();
    private static final Pattern COUNT = Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.github.pgobolt.check.CheckParsersFuzz",
                "io.github.pgobolt.elf.ElfFuzz",
                "io.github.pgobolt.process.RedactionFuzz",
                "io.github.pgobolt.pipeline.RecordsFuzz",
                "io.github.pgobolt.profile.StoredProfileFuzz",
                "io.github.pgobolt.report.ReportJsonFuzz",
                "io.github.pgobolt.fuzz.ToolTextFuzz",
                "io.github.pgobolt.benchmark.adapter.AdapterFilesFuzz",
                "io.github.pgobolt.benchmark.BenchmarkFilesFuzz",
                "io.github.pgobolt.perf.PerfTextFuzz",
                "io.github.pgobolt.layout.LayoutTextFuzz"
            })
    void noInputBreaksTheParsers(String target) throws IOException {
        assumeTrue(isThere(JAZZER), "Jazzer is not on the class path: run with -Preliability");
        int seconds = Integer.getInteger("pgobolt.fuzzSeconds", 20);
        String name = target.substring(target.lastIndexOf('.') + 1);
        Path corpus = Files.createDirectories(WORK.resolve(name));
        Path seeds = Path.of("src/test/resources/fuzz", name).toAbsolutePath();
        // Guided by coverage it makes progress, at tens to thousands of inputs a second; blind it tries thousands more.
        long tried = fuzz(
                target,
                corpus,
                seeds,
                seconds,
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection"
                        + ":com.code_intelligence.jazzer.runtime.RegexRoadblocks");
        tried += fuzz(target, corpus, seeds, seconds, "--hooks=false");
        assertThat(tried)
                .as("inputs tried; a handful means that it hung or never began")
                .isGreaterThan(100);
        Files.writeString(
                WORK.resolve("results.tsv"),
                target + "\t" + tried + "\t" + 2 * seconds + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static long fuzz(String target, Path corpus, Path seeds, int seconds, String how) throws IOException {
        List<Object> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-Xmx1g",
                "-cp",
                classPath(),
                JAZZER,
                "--target_class=" + target,
                "--instrumentation_includes=io.github.pgobolt.**",
                how,
                "--reproducer_path=" + corpus,
                corpus));
        if (Files.isDirectory(seeds)) {
            argv.add(seeds);
        }
        argv.addAll(List.of(
                "-max_total_time=" + seconds,
                "-timeout=10",
                "-max_len=16384",
                "-print_final_stats=1",
                "-artifact_prefix=" + corpus + "/found-"));
        Outcome outcome = new ProcessRunner()
                .run(Command.of(argv.toArray())
                        .in(WORK)
                        .logTo(corpus.resolveSibling(corpus.getFileName() + ".log"))
                        .within(Duration.ofSeconds(seconds + 120L)));
        assertThat(outcome.ok()).as(outcome.ending() + "\n" + outcome.tail()).isTrue();
        Matcher count = COUNT.matcher(outcome.stderr());
        assertThat(count.find()).as(outcome.tail()).isTrue();
        return Long.parseLong(count.group(1));
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, FuzzIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
