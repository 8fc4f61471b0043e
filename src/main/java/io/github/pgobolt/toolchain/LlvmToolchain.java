package io.github.pgobolt.toolchain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * LLVM's tools; each is null where it is missing.
 *
 * @param profdata of rustc's own LLVM major, since the format of raw profiles belongs to a major
 * @param bolt llvm-bolt of rustc's LLVM major or newer, or an older one that the user named
 * @param mergeFdata from the same LLVM as {@code bolt}
 * @param perf2bolt from the same LLVM as {@code bolt}
 * @param objcopy of any major, rustc's preferred; so are the rest
 */
public record LlvmToolchain(
        Tool profdata,
        Tool bolt,
        Tool mergeFdata,
        Tool perf2bolt,
        Tool objcopy,
        Tool strip,
        Tool nm,
        Tool readobj,
        Tool dwarfdump,
        Tool profgen) {

    /** None at all. */
    public static LlvmToolchain none() {
        return new LlvmToolchain(null, null, null, null, null, null, null, null, null, null);
    }

    /** Those that are there. */
    public List<Tool> present() {
        return Stream.of(profdata, bolt, mergeFdata, perf2bolt, objcopy, strip, nm, readobj, dwarfdump, profgen)
                .filter(Objects::nonNull)
                .toList();
    }
}
