package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.ProcessRunner;
import java.nio.file.Path;

/** What is missing to link for another target, and how to get it. */
public final class CrossGaps {

    private final Hints hints;

    public CrossGaps(ProcessRunner processes) {
        this(new Hints(Distribution.of(Platform.current(), Path.of("/"), processes)));
    }

    CrossGaps(Hints hints) {
        this.hints = hints;
    }

    /**
     * Returns the gap of a linker.
     *
     * @param said what was said when an empty program was linked
     */
    public Missing linker(String triple, String said) {
        String why = Platform.ofTriple(triple).os().equals("macos") ? "Apple's linker and SDK are not here. " : "";
        return Missing.ofAll(
                "a linker for " + triple, why + "An empty program could not be linked: " + said, hints.linker(triple));
    }

    /** Returns the gap of a tool that was asked for by {@code crossTool}. */
    public Missing crossTool(String program) {
        return Missing.ofAll(
                program,
                "crossTool asks for it, and neither PATH nor cargo's folder has it.",
                Hints.crossTool(program));
    }
}
