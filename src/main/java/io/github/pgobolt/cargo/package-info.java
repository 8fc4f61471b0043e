/**
 * Cargo: the contents of a manifest, the flags in force, and builds of one subject.
 *
 * <p>In: a manifest's path and the user's request. Out: the {@link io.github.pgobolt.cargo.Subject}, and the file that
 * cargo says it built, never one that was guessed. Touches: target folders below the work folder.
 */
package io.github.pgobolt.cargo;
