package io.github.pgobolt.toolchain;

import java.nio.file.Path;

/**
 * A tool that was found and asked for its version.
 *
 * @param name the tool's own name, without a version, such as {@code llvm-bolt}
 * @param path where it is, with links followed as long as the tool's name is kept (a link {@code perf2bolt} to
 *     {@code llvm-bolt} is not followed: the program checks the name that it is called by)
 * @param version the version that it reports, such as {@code 22.1.2}
 * @param llvmMajor the LLVM major that it belongs to; 0 if it is not an LLVM tool
 * @param sha256 of the file, in lower-case hexadecimal digits; empty for a candidate that has not been used yet
 */
public record Tool(String name, Path path, String version, int llvmMajor, String sha256) {

    /** Returns this tool with its SHA-256, which a candidate lacks. */
    Tool hashed() {
        return sha256.isEmpty() ? withSha256(ToolProbe.hash(path)) : this;
    }

    Tool withSha256(String known) {
        return new Tool(name, path, version, llvmMajor, known);
    }

    /** Returns version and SHA-256: an input of steps, since two builds of a tool may report the same version. */
    public String identity() {
        return version + " " + sha256;
    }
}
