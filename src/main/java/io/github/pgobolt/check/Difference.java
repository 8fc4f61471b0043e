package io.github.pgobolt.check;

import java.nio.file.Path;

/**
 * A difference between two runs.
 *
 * @param output the output: "ending", "stdout", "stderr" or a file
 * @param text short, for people, secrets redacted
 * @param evidence the file with the whole difference, or null
 */
record Difference(String output, String text, Path evidence) {}
