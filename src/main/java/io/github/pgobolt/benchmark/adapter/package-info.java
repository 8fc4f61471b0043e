/**
 * Benchmarks that a team has already, brought into the same report.
 *
 * <p>In: a {@code cargo bench} of Criterion.rs per variant, or files and a command of JMH or a workload for hyperfine. Out: an
 * {@link io.github.pgobolt.benchmark.adapter.AdapterReport}, with a row per benchmark and a plain word on how far it is
 * to be believed. Touches: starts the command given, and reads and writes the folder it is given.
 */
package io.github.pgobolt.benchmark.adapter;
