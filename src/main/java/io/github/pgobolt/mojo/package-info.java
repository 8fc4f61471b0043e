/**
 * The goals, kept thin: skip, read the parameters, call the engine, turn a failure into Maven's exceptions.
 *
 * <p>In: the POM and the command line. Out: a call of the {@link io.github.pgobolt.pipeline.Pipeline}. Touches: Maven's
 * session and project, which nothing below this package knows.
 */
package io.github.pgobolt.mojo;
