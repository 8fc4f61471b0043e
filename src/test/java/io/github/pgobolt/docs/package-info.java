/**
 * Checks the documentation against the plugin: parameters, commands, links, names of tests.
 *
 * <p>In: the Markdown files of the sources and the plugin's descriptor. Out: failures. Touches: nothing.
 */
package io.github.pgobolt.docs;
