package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.bolt.BoltLog;
import java.util.List;

/**
 * What llvm-bolt made.
 *
 * @param variant {@code pgo-bolt}, or {@code bolt} where there was no PGO
 * @param shipped relative to the work folder
 * @param flags the options in force
 * @param log what BOLT said
 * @param notes what had to be left out
 */
public record BoltResult(String variant, String shipped, List<String> flags, BoltLog log, List<String> notes) {}
