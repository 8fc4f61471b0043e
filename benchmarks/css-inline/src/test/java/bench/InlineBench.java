package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call a page, over the pages for evaluation in turn; those of one kind alone, since their times are far apart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InlineBench {

    /** What {@link Pages} writes in this folder: news letters and receipts have tables, notices have none to speak of. */
    @Param({"large", "small"})
    public String pages;

    private final List<byte[]> chosen = new ArrayList<>();
    private int next;

    @Setup
    public void read() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("pages")))) {
            for (Path file : files.sorted().toList()) {
                byte[] page = Files.readAllBytes(file);
                int rows = new String(page, StandardCharsets.UTF_8).split("<tr").length - 1;
                if (rows > 10 == pages.equals("large")) {
                    chosen.add(page);
                }
            }
        }
    }

    @Benchmark
    public byte[] inline() {
        next = next + 1 < chosen.size() ? next + 1 : 0;
        return CssInline.inline(chosen.get(next));
    }
}
