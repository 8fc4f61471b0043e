package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfiledNamesTest {

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
                .containsExactlyInAnyOrder("main", "_ZN44_$LT$$RF$T$u20$as$u20$core..fmt..Display$GT$3fmt17hfc35864f3784b61aE");
    }
}
