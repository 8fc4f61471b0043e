/**
 * Files from Maven repositories.
 *
 * <p>In: a path or coordinates, with or without a SHA-256. Out: the file. Touches: Maven's resolver, and through it the
 * local repository.
 */
package io.github.pgobolt.artifact;
