package io.github.pgobolt.benchmark.adapter;

/**
 * Another tool's result for one benchmark in one pass.
 *
 * @param seconds its estimate of the time of one call or iteration
 * @param low the lower end of its interval; NaN if it gives none
 * @param high the upper end
 */
record Reading(double seconds, double low, double high) {}
