/**
 * The tools of the machine: Rust, LLVM's tools, the route that follows from them, and how to close a gap.
 *
 * <p>In: a {@link io.github.pgobolt.toolchain.ToolRequest}. Out: a {@link io.github.pgobolt.toolchain.Detection}, which
 * names every tool with path, version and SHA-256, what is missing, and the command that installs it. Touches: nothing
 * while it detects; {@link io.github.pgobolt.toolchain.Installer} alone installs, and only when it is called.
 */
package io.github.pgobolt.toolchain;
