/**
 * The XML beans of a POM, mutable because Maven fills their fields, and what makes records of them.
 *
 * <p>In: XML. Out: immutable records of the engine. Touches: nothing but files that a command line names with
 * {@code @file}.
 */
package io.github.pgobolt.mojo.config;
