package io.github.pgobolt.benchmark.adapter;

/**
 * What another tool says of one benchmark in one pass.
 *
 * @param seconds its estimate of the time of one call or iteration
 * @param low the lower end of its interval; NaN where it gives none
 * @param high the upper end
 */
record Reading(double seconds, double low, double high) {}
