package io.github.pgobolt.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSymbolTest {

    /** Output of llvm-nm 22 for a Rust library that BOLT had split. */
    private static final String MANGLED = """
            0000000000013990 0000000000000028 t _ZN4core3ptr74drop_in_place$LT$std..collections..hash..map..HashMap$LT$u64$C$u64$GT$$GT$17h4b7af3f5a10bc866E
            0000000000054dda 0000000000000313 t _ZN9hashbrown3raw21RawTable$LT$T$C$A$GT$14reserve_rehash17h56a67dfb03787e8bE.cold.0
            0000000000039a50 0000000000000012 t _RNvNtNtCsjrHSEGnQ3l9_3std3sys4args4init
            0000000000061000 0000000000000008 d some_data
            0000000000012970 0000000000000000 T _init
            """;

    private static final String DEMANGLED = """
            0000000000013990 0000000000000028 t core::ptr::drop_in_place$LT$std..collections..hash..map..HashMap$LT$u64$C$u64$GT$$GT$::h4b7af3f5a10bc866
            0000000000054dda 0000000000000313 t hashbrown::raw::RawTable$LT$T$C$A$GT$::reserve_rehash::h56a67dfb03787e8b (.cold.0)
            0000000000039a50 0000000000000012 t std::sys::args::init
            0000000000061000 0000000000000008 d some_data
            0000000000012970 0000000000000000 T _init
            """;

    @Test
    void onlyCodeWithASizeIsKept() {
        assertThat(CodeSymbol.parse(MANGLED, DEMANGLED))
                .extracting(CodeSymbol::address, CodeSymbol::size)
                .containsExactly(tuple(0x13990L, 0x28L), tuple(0x54ddaL, 0x313L), tuple(0x39a50L, 0x12L));
    }

    @Test
    void namesOfBothManglingsAreReadable() {
        assertThat(CodeSymbol.parse(MANGLED, DEMANGLED))
                .extracting(CodeSymbol::shownName)
                .startsWith("core::ptr::drop_in_place<std::collections::hash::map::HashMap<u64,u64>>");
        assertThat(CodeSymbol.parse(MANGLED, DEMANGLED).get(2).shownName()).isEqualTo("std::sys::args::init");
        String method = "0000000000001000 0000000000000008 t ";
        assertThat(CodeSymbol.parse(
                                method + "_ZN1aE",
                                method
                                        + "_$LT$$RF$mut$u20$T$u20$as$u20$core..fmt..Write$GT$::write_str::h0123456789abcdef")
                        .get(0)
                        .shownName())
                .isEqualTo("<&mut T as core::fmt::Write>::write_str");
    }

    /** Output of llvm-nm of rustc 1.70 and 1.99.1; ThinLTO made the third name unique. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_$LT$wordy..inner..Wide$LT$T$GT$$u20$as$u20$wordy..inner..Score$GT$::score::h2122a3148264a3fc"
                        + "|<wordy::inner::Wide<T> as wordy::inner::Score>::score",
                "core::slice::sort::stable::drift::sort::<u64, <[u64]>::sort_by<wordy::main::{closure#2}>::{closure#0}>"
                        + "|core::slice::sort::stable::drift::sort::<u64, <[u64]>::sort_by<wordy::main::{closure#2}>::{closure#0}>",
                "<alloc::raw_vec::RawVecInner>::finish_grow (.llvm.17433233902679759989)|<alloc::raw_vec::RawVecInner>::finish_grow",
                "hashbrown::raw::RawTable$LT$T$C$A$GT$::reserve_rehash::h56a67dfb03787e8b (.cold.0)"
                        + "|hashbrown::raw::RawTable<T,A>::reserve_rehash (.cold.0)",
                "main|main"
            })
    void whatLlvmAddsToANameHidesNothingOfIt(String demangled, String shown) {
        String line = "0000000000001000 0000000000000008 t ";
        assertThat(CodeSymbol.parse(line + "symbol", line + demangled).get(0).shownName())
                .isEqualTo(shown);
    }

    @Test
    void twoListsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> CodeSymbol.parse(MANGLED, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 symbols");
    }
}
