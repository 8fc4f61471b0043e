package io.github.pgobolt.pipeline;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;

/**
 * The record that a step leaves when it succeeded.
 *
 * @param schemaVersion the version of this format
 * @param step the goal's name
 * @param inputs the inputs of the step, each a name and a value or hash; with equal inputs it need not run again
 * @param commands the exact commands, redacted, in order
 * @param tools the tools that were used: name, version and SHA-256
 * @param outputs the files it wrote
 * @param result the step's own numbers
 * @param compiles how many full compiles it took
 * @param startedAtMillis when it started, in milliseconds since 1970
 * @param seconds how long it took
 * @param ownSeconds how much of that was this program's own, while none of the step's processes ran; null in an older record
 */
public record StepRecord(
        int schemaVersion,
        String step,
        Map<String, String> inputs,
        List<String> commands,
        List<String> tools,
        List<OutputFile> outputs,
        JsonElement result,
        int compiles,
        long startedAtMillis,
        double seconds,
        Double ownSeconds) {

    public static final int SCHEMA_VERSION = 1;

    /**
     * A file that a step wrote.
     *
     * @param file relative to the work folder
     */
    public record OutputFile(String file, String sha256, long sizeBytes) {}
}
