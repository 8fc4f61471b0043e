package io.github.pgobolt.benchmark;

/** The metric that is compared, declared before the first pair, and the reason for it. */
record Declaration(Metric metric, String why) {}
