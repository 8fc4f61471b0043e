/**
 * Benchmarks that a team already has, included in the same report.
 *
 * <p>In: a {@code cargo bench} of Criterion.rs per variant, or files and a command of JMH or a workload for hyperfine.
 * Out: an {@link io.github.pgobolt.benchmark.adapter.AdapterReport}, with a row per benchmark and a plain statement of
 * how reliable it is. Touches: starts the given command, and reads and writes the given folder.
 */
package io.github.pgobolt.benchmark.adapter;
