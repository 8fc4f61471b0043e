package io.github.pgobolt.benchmark;

/** The metric that is compared, declared before the first pair, and why. */
record Declaration(Metric metric, String why) {}
