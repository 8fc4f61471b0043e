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

    @Test
    void localNamesAreReadInTheFormOfEachLlvmAndInBothManglings() {
        assertThat(ProfiledNames.names(ProfileSummaryTest.text("counts-rustc-1.70.0.txt")))
                .as("LLVM 16: a colon, legacy mangling")
                .contains("_ZN3std2rt10lang_start28_$u7b$$u7b$closure$u7d$$u7d$17he697d9003afb7fa4E",
                        "_ZN3std2rt10lang_start17hc1bc80fbbc2f1194E");
        assertThat(ProfiledNames.names(ProfileSummaryTest.text("counts-rustc-1.85.0.txt")))
                .as("LLVM 19: a semicolon")
                .contains("_ZN3std2rt10lang_start28_$u7b$$u7b$closure$u7d$$u7d$17h133f154112be11c6E");
        assertThat(ProfiledNames.names(ProfileSummaryTest.text("counts-rustc-1.99.1.txt")))
                .as("LLVM 23: v0")
                .contains("_RINvNtCs8ZKwes1zzDd_3std2rt10lang_startuECsg11J4KvFuHP_4main",
                        "_RNvXsd_NtNtCskADBYZwJmSU_4core3num5errorNtB5_13ParseIntErrorNtNtB9_3fmt5Debug3fmt");
    }
}
