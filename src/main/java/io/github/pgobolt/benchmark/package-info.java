/**
 * Measures variants against a reference and says which is faster, on noisy machines.
 *
 * <p>In: a {@link io.github.pgobolt.benchmark.BenchmarkPlan}: built files, workloads, a time budget. Out: a
 * {@link io.github.pgobolt.benchmark.BenchmarkResult} of comparisons with intervals and verdicts, and the raw samples
 * from which any verdict can be computed again. {@link io.github.pgobolt.benchmark.Gates} and
 * {@link io.github.pgobolt.benchmark.Selector} judge a result and measure nothing. Touches: the folder it is given
 * ({@code benchmark.jsonl}, {@code benchmark.json}, outputs of runs), the folder of the runner, the page
 * cache, in which the measured files are renewed, and read-only {@code /proc} and {@code /sys}.
 */
package io.github.pgobolt.benchmark;
