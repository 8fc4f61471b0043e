package io.github.pgobolt.toolchain;

import java.nio.file.Path;

/**
 * A tool that was found and asked for its version.
 *
 * @param name the tool's own name, without a version, such as {@code llvm-bolt}
 * @param path where it is, links followed as far as the tool keeps its name (a link {@code perf2bolt} to
 *     {@code llvm-bolt} is not followed: the program looks at the name that it was called by)
 * @param version what it said of itself, such as {@code 22.1.2}
 * @param llvmMajor the LLVM major that it belongs to; 0 when it is not one of LLVM's
 * @param sha256 of the file, in lower-case hexadecimal digits; empty for a candidate that nothing was done with yet
 */
public record Tool(String name, Path path, String version, int llvmMajor, String sha256) {

    /** This tool with its SHA-256, where it was only a candidate until now. */
    Tool hashed() {
        return sha256.isEmpty() ? withSha256(ToolProbe.hash(path)) : this;
    }

    Tool withSha256(String known) {
        return new Tool(name, path, version, llvmMajor, known);
    }

    /** Version and SHA-256: what a step depends on, since two builds of a tool may give themselves one version. */
    public String identity() {
        return version + " " + sha256;
    }
}
