package io.github.pgobolt.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * LLVM's tools; each is null where it is missing.
 *
 * @param profdata of rustc's own LLVM major, since the format of raw profiles belongs to a major
 * @param bolts every BOLT that may serve, in the order in which they are tried: those of the user's folders, then the
 *     newest first
 * @param objcopy of any sound major, rustc's preferred; so are the rest
 */
public record LlvmToolchain(
        Tool profdata,
        List<BoltTools> bolts,
        Tool objcopy,
        Tool strip,
        Tool nm,
        Tool readobj,
        Tool dwarfdump,
        Tool profgen) {

    public LlvmToolchain {
        bolts = List.copyOf(bolts);
    }

    /** None at all. */
    public static LlvmToolchain none() {
        return new LlvmToolchain(null, List.of(), null, null, null, null, null, null);
    }

    /** These tools with one BOLT alone: the one that passed its trial. */
    public LlvmToolchain withBolt(BoltTools chosen) {
        return new LlvmToolchain(profdata, List.of(chosen), objcopy, strip, nm, readobj, dwarfdump, profgen);
    }

    /** The others alone. */
    public LlvmToolchain withoutBolt() {
        return new LlvmToolchain(profdata, List.of(), objcopy, strip, nm, readobj, dwarfdump, profgen);
    }

    /** Those that are there. */
    public List<Tool> present() {
        List<Tool> tools = new ArrayList<>(Stream.of(profdata).filter(Objects::nonNull).toList());
        bolts.forEach(bolt -> tools.addAll(bolt.present()));
        Stream.of(objcopy, strip, nm, readobj, dwarfdump, profgen).filter(Objects::nonNull).forEach(tools::add);
        return List.copyOf(tools);
    }
}
