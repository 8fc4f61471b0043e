/**
 * Reads ELF files. No other package knows their format.
 *
 * <p>In: a built file; for {@link io.github.pgobolt.elf.ElfReader} the paths of llvm-readobj and llvm-nm. Out: its
 * header ({@link io.github.pgobolt.elf.ElfHeader}) and section table ({@link io.github.pgobolt.elf.ElfSections}), read
 * from its bytes without any tool, where two files differ ({@link io.github.pgobolt.elf.FileDifference}), and the tools' report on it ({@link io.github.pgobolt.elf.ElfFacts}). Touches: the
 * folder that the reader is given for the tools' output.
 *
 * <p>The bytes are read here and not by a library: net.fornwall:jelf 0.9.0 (MIT, 38 KB, the last release) maps or holds
 * the whole file and throws ArrayIndexOutOfBounds-, NegativeArraySize-, Arithmetic- and ClassCastExceptions for damaged
 * ones, so that wrapping it would take as many lines as these two classes have.
 */
package io.github.pgobolt.elf;
