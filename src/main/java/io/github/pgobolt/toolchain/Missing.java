package io.github.pgobolt.toolchain;

/**
 * Something that the route needs and the machine has not.
 *
 * @param what its name, such as {@code llvm-profdata}
 * @param why what was looked for, what was found instead (with version and path), and why that does not do
 * @param mend how to get it
 */
public record Missing(String what, String why, InstallHint mend) {}
