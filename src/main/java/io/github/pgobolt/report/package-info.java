/**
 * The report: one model, and all outputs for people and machines that are made from it.
 *
 * <p>In: the results of the steps, put into a {@link io.github.pgobolt.report.Report} by the caller. Out: JSON,
 * Markdown, HTML, a console summary, JUnit XML, files for CI systems, and a comparison of two reports. Touches: only
 * the files that it is told to write; it starts no process, measures nothing and decides nothing about what ships. No
 * renderer makes up what a report lacks: it says what is missing and which goal to run.
 */
package io.github.pgobolt.report;
