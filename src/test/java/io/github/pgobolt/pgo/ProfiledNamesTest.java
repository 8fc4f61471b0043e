package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfiledNamesTest {

    /**
     * Captured; LLVM 17 and older put a colon before a local name, and names of both manglings come without anything
     * else.
     */
    @ParameterizedTest
    @CsvSource({
        "16-legacy, 29, _ZN5wordy4main17h71d0918c885e05f6E",
        "17-v0, 10, _RNvNtCs8tDzbQ62E9h_5wordy5inner5local",
        "19-legacy, 24, _ZN5wordy5inner5local17h830dd8c5bc4856b9E",
        "23-legacy, 13, _ZN5wordy5inner5local17h94a6535852562a80E",
        "23-v0, 13, _RNvXNtCsclyyBnQ2vLy_5wordy5innerINtB2_4WidemENtB2_5Score5scoreB4_"
    })
    void eachMajorsLocalNamesAreBare(String captured, int functions, String local) {
        assertThat(ProfiledNames.names(ProfileSummaryTest.text("counts-" + captured + ".txt")))
                .hasSize(functions)
                .contains(local)
                .allMatch(name -> name.matches("main|_ZN[A-Za-z0-9_$.]+E|_R[A-Za-z0-9_]+"));
    }

    @Test
    void readsLocalAndOtherFunctions() {
        // As llvm-profdata 22 prints it for a program of rustc 1.95, shortened.
        String shown = """
                Counters:
                  wordfreq.9b36ee8bc49d3c8b-cgu.0;_ZN44_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$3fmt17hfc35864f3784b61aE:
                    Hash: 0x0a4d0ad3efffffff
                    Counters: 1
                  main:
                    Hash: 0x0a4d0ad3efffffff
                    Counters: 1
                Instrumentation level: IR  entry_first = 0  instrument_loop_entries = 0
                Functions shown: 2
                """;
        assertThat(ProfiledNames.names(shown))
                .containsExactlyInAnyOrder(
                        "main", "_ZN44_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$3fmt17hfc35864f3784b61aE");
    }
}
