package io.github.pgobolt.check;

import java.nio.file.Path;

/**
 * How two runs differ.
 *
 * @param output which output: "ending", "stdout", "stderr" or a file
 * @param text short, for people, secrets redacted
 * @param evidence the file with the whole difference, or null
 */
record Difference(String output, String text, Path evidence) {}
