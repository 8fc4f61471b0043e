package io.github.pgobolt.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * LLVM's tools; each is null if it is missing.
 *
 * @param profdata of the major of rustc's own LLVM, since the format of raw profiles depends on it
 * @param bolts every candidate BOLT, in the order in which they are tried: those in the user's folders, then the newest
 *     first
 * @param objcopy of any sound major, preferably rustc's; the same goes for the rest
 */
public record LlvmToolchain(
        Tool profdata,
        List<BoltTools> bolts,
        Tool objcopy,
        Tool strip,
        Tool nm,
        Tool readobj,
        Tool dwarfdump,
        Tool profgen,
        Tool objdump) {

    public LlvmToolchain {
        bolts = List.copyOf(bolts);
    }

    /** Returns a toolchain without any tool. */
    public static LlvmToolchain none() {
        return new LlvmToolchain(null, List.of(), null, null, null, null, null, null, null);
    }

    /** Returns these tools with only one BOLT: the one that passed its trial. */
    public LlvmToolchain withBolt(BoltTools chosen) {
        return new LlvmToolchain(profdata, List.of(chosen), objcopy, strip, nm, readobj, dwarfdump, profgen, objdump);
    }

    /** Returns these tools without BOLT's. */
    public LlvmToolchain withoutBolt() {
        return new LlvmToolchain(profdata, List.of(), objcopy, strip, nm, readobj, dwarfdump, profgen, objdump);
    }

    /** Returns those that are there. */
    public List<Tool> present() {
        List<Tool> tools =
                new ArrayList<>(Stream.of(profdata).filter(Objects::nonNull).toList());
        bolts.forEach(bolt -> tools.addAll(bolt.present()));
        Stream.of(objcopy, strip, nm, readobj, dwarfdump, profgen, objdump)
                .filter(Objects::nonNull)
                .forEach(tools::add);
        return List.copyOf(tools);
    }
}
