package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentLinesTest {

    private static List<String> all(RecentLines lines) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (Optional<String> line = lines.next(Duration.ZERO);
                line != null && line.isPresent();
                line = lines.next(Duration.ZERO)) {
            all.add(line.get());
        }
        return all;
    }

    private static List<String> read(String text) throws IOException, InterruptedException {
        RecentLines lines = new RecentLines(1000, 10);
        lines.readAll(new StringReader(text));
        lines.end();
        return all(lines);
    }

    @Test
    void linesAreThoseOfABufferedReaderAndLongOnesComeInPieces() throws Exception {
        assertThat(read("a\nb\r\n\nc\rd")).containsExactly("a", "b", "", "c", "d");
        assertThat(read("0123456789abc\nx\n")).containsExactly("0123456789", "abc", "x");
        assertThat(read("0123456789\nx")).containsExactly("0123456789", "x");
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatNobodyReadsStaysBoundedAndIsTheNewest() throws Exception {
        RecentLines lines = new RecentLines(100, 50);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(i).append('\n');
        }
        lines.readAll(new StringReader(text.toString()));
        assertThat(lines.held()).isLessThanOrEqualTo(100);
        assertThat(all(lines)).hasSize(20).last().isEqualTo("9999");
    }

    @Test
    void oneLineWithoutAnEndStaysBoundedToo() throws Exception {
        RecentLines lines = new RecentLines(100, 50);
        lines.readAll(new Reader() {
            private int left = 10_000_000;

            @Override
            public int read(char[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                java.util.Arrays.fill(buffer, offset, offset + length, 'x');
                left -= length;
                return length;
            }

            @Override
            public void close() {}
        });
        assertThat(lines.held()).isLessThanOrEqualTo(100);
    }

    @Test
    void whatIsIgnoredIsDropped() throws Exception {
        RecentLines lines = new RecentLines(100, 50);
        lines.readAll(new StringReader("a\n"));
        lines.ignore();
        lines.readAll(new StringReader("b\n"));
        assertThat(lines.next(Duration.ofMillis(5)))
                .as("nothing, but not the end")
                .isNull();
        lines.end();
        assertThat(lines.next(Duration.ofSeconds(5))).isEmpty();
    }
}
