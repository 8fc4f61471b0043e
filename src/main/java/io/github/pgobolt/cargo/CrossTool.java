package io.github.pgobolt.cargo;

import java.util.List;

/** What builds for a target other than this machine's. The names are those used in a POM, so they are lower case. */
public enum CrossTool {
    /** Cargo itself, with the linker in its configuration. */
    none(List.of("build"), null),
    /** cargo-zigbuild: zig links, and compiles C. */
    zigbuild(List.of("zigbuild"), "cargo-zigbuild"),
    /** cargo-xwin: Microsoft's libraries, for the targets of MSVC. */
    xwin(List.of("xwin", "build"), "cargo-xwin");

    private final List<String> verb;
    private final String program;

    CrossTool(List<String> verb, String program) {
        this.verb = verb;
        this.program = program;
    }

    /** Returns the words behind cargo that build. */
    List<String> verb() {
        return verb;
    }

    /** Returns the program that must be there; null for cargo itself. */
    public String program() {
        return program;
    }
}
