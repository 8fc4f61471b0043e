package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.benchmark.Verdict;

/**
 * A variant's result on one benchmark of another tool.
 *
 * @param benchmark its name there
 * @param variant the name of the variant
 * @param reference the name of the variant that it is compared with
 * @param referenceSeconds the tool's estimate for the reference
 * @param variantSeconds the tool's estimate for the variant
 * @param ratio time(variant) / time(reference), below 1 is faster
 * @param low the lower end of its interval; NaN if there is none
 * @param high the upper end of its interval; NaN if there is none
 * @param passes the number of passes
 * @param verdict of interleaved passes; null if the runs were not interleaved, because then no verdict would be valid
 */
public record AdapterRow(
        String benchmark,
        String variant,
        String reference,
        double referenceSeconds,
        double variantSeconds,
        double ratio,
        double low,
        double high,
        int passes,
        Verdict verdict) {}
