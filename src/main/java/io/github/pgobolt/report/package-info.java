/**
 * The report: one model, and everything that people and machines read from it.
 *
 * <p>In: the facts that the steps left, put into a {@link io.github.pgobolt.report.Report} by the caller. Out: JSON,
 * Markdown, HTML, a console summary, JUnit XML, what CI systems want, and a comparison of two reports. Touches: the files
 * that it is told to write, and nothing else; it starts no process, measures nothing and decides nothing about what ships.
 * What a report does not hold, no renderer makes up: it says what is missing and which goal to run.
 */
package io.github.pgobolt.report;
