/**
 * Shared by the scripts of {@code src/it}: calls of a real Maven, and assertions on a work folder.
 *
 * <p>In: the folder of an integration test. Out: assertion errors. Touches: that folder, and processes of Maven and of
 * shells, since a test of the plugin must run outside it.
 */
package io.github.pgobolt.it;
