package io.github.pgobolt.toolchain;

import java.util.List;
import java.util.Map;

/** STUB, replaced at the merge of h-needs. */
public record TargetRunner(List<String> words, boolean emulates, Map<String, String> environment) {
    public String name() {
        String program = words.get(0);
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
