package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many pairs a verdict needs is one number in each benchmark, and the documentation's. */
class PairsNeededTest {

    @Test
    void theTableOfTheDocumentationIsTrue() throws IOException {
        List<MatchResult> rows = Pattern.compile("(?m)^\\| (\\d)[^|]*\\| (\\d) \\| (\\d+) \\|$")
                .matcher(Files.readString(Path.of("src/site/markdown/verdicts.md")))
                .results()
                .toList();
        assertThat(rows).hasSize(5);
        for (MatchResult row : rows) {
            int files = Integer.parseInt(row.group(1));
            int workloads = Integer.parseInt(row.group(2));
            Analysis analysis = new Analysis(terms(files, workloads), List.of());
            assertThat(analysis.minimumPairs()).as(row.group()).isEqualTo(Integer.parseInt(row.group(3)));
            assertThat(analysis.comparisons(Metric.cpu))
                    .allSatisfy(c -> assertThat(c.pairsNeeded()).isLessThanOrEqualTo(analysis.minimumPairs()));
        }
    }

    private static Terms terms(int files, int workloads) {
        return AnalysisTest.terms(
                IntStream.range(0, files).mapToObj(i -> "file" + i).toList(),
                DoubleStream.iterate(1, w -> w + 1).limit(workloads).toArray());
    }
}
