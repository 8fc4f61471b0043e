/**
 * What the scripts of {@code src/it} share: calls of a real Maven, and what a work folder must hold.
 *
 * <p>In: the folder of an integration test. Out: assertion errors. Touches: that folder, and processes of Maven and of
 * shells, since a test of the plugin must stand outside of it.
 */
package io.github.pgobolt.it;
