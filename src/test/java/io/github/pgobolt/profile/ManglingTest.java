package io.github.pgobolt.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.profile.ProfileManifest.Mangling;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManglingTest {

    private static final String LEGACY = "_ZN4tool4main17h0123456789abcdefE";

    @Test
    void mostOfRustsNamesDecide() {
        assertThat(Mangling.of(List.of("main", "memcpy", LEGACY, LEGACY + ".llvm.4711")))
                .isEqualTo(Mangling.legacy);
        assertThat(Mangling.of(List.of("_RNvCs1234_4tool4main", "_RNvCs1234_4tool4next", LEGACY)))
                .isEqualTo(Mangling.v0);
        // As Mach-O has them.
        assertThat(Mangling.of(List.of("_" + LEGACY))).isEqualTo(Mangling.legacy);
        assertThat(Mangling.of(List.of("__RNvCs1234_4tool4main"))).isEqualTo(Mangling.v0);
    }

    @Test
    void namesOfOtherLanguagesSayNothing() {
        assertThat(Mangling.of(List.of("main", "_ZNSt6vectorIiE4sizeEv", "__libc_start_main", "_Z4mainv")))
                .isNull();
        assertThat(Mangling.of(List.of())).isNull();
    }
}
