/**
 * The XML beans of a POM, mutable because Maven fills their fields, and the classes that make records from them.
 *
 * <p>In: XML. Out: immutable records of the engine. Touches: only files that a command line names with {@code @file}.
 */
package io.github.pgobolt.mojo.config;
