package io.github.pgobolt.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionCountsTest {

    /** Lines that BOLT 22's instrumentation wrote, and names in the other forms that BOLT uses. */
    private static final String CAPTURED = """
            1 _ZN9wordtally4main17hb4bd24f0640b7354E/1 19b2 1 _ZN9wordtally4main17hb4bd24f0640b7354E/1 19c0 0 1
            1 _ZN4core5slice4sort12sort4_stable17h55e5e1a8536c0c76E/1 27 1 _ZN9wordtally4main17hb4bd24f0640b7354E/1 54 0 5
            0 [unknown] 0 1 __do_global_dtors_aux/1 0 0 1
            1 _ZN9wordtally4main17hb4bd24f0640b7354E/1 27 0 [unknown] 0 0 900
            1 main 4 1 helper.llvm.4711/unit.c/2(*3) 0 2 17
            1 main 8 1 a\\ name\\ with\\ spaces 0 0 3
            4 main 4 4 table 10 99
            """;

    @Test
    void aCountGoesToWhereTheBranchEnds() throws IOException {
        assertThat(read(CAPTURED))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "_ZN9wordtally4main17hb4bd24f0640b7354E", 6L,
                        "__do_global_dtors_aux", 1L,
                        "helper.llvm.4711", 17L,
                        "a name with spaces", 3L));
    }

    @Test
    void samplesWithoutBranchesCountWhereTheyWereTaken() throws IOException {
        assertThat(read("no_lbr cycles:u:\n1 main/1 1c 40\n1 main/1 20 2\n"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("main", 42L));
    }

    @Test
    void aCountThatIsNoNumberIsNamedByItsLine() {
        assertThatThrownBy(() -> read("1 a 0 1 b 0 0 1\n1 a 0 1 b 0 0 many\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }

    private static Map<String, Long> read(String fdata) throws IOException {
        return FunctionCounts.read(new BufferedReader(new StringReader(fdata))).byFunction();
    }
}
