package it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call of the library, short and long. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WordStatBench {

    @Param({"1", "100"})
    public int lines;

    private ByteBuffer text;

    @Setup
    public void text() {
        byte[] bytes = "let x = (42 + 1999);\n".repeat(lines).getBytes(StandardCharsets.UTF_8);
        text = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    @Benchmark
    public long digest() {
        return WordStat.digest(text, text.capacity());
    }
}
