package io.github.pgobolt.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * BOLT's tools from one LLVM: a candidate until a trial shows that it reads what this rustc and linker write.
 *
 * @param llvmBolt llvm-bolt itself
 * @param mergeFdata from the same LLVM
 * @param perf2bolt from the same LLVM; null if it is not there
 */
public record BoltTools(Tool llvmBolt, Tool mergeFdata, Tool perf2bolt) {

    /** Returns these tools with their SHA-256; candidates are not hashed until they are tried. */
    public BoltTools hashed() {
        Tool bolt = llvmBolt.hashed();
        // perf2bolt is usually a link to the 60 MB llvm-bolt: hashing it would cost a tenth to a whole second in every
        // build.
        Tool reads = perf2bolt == null
                ? null
                : sameFile(perf2bolt, bolt) ? perf2bolt.withSha256(bolt.sha256()) : perf2bolt.hashed();
        return new BoltTools(bolt, mergeFdata == null ? null : mergeFdata.hashed(), reads);
    }

    private static boolean sameFile(Tool one, Tool other) {
        try {
            return Files.isSameFile(one.path(), other.path());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Returns those that are there. */
    public List<Tool> present() {
        return Stream.of(llvmBolt, mergeFdata, perf2bolt)
                .filter(Objects::nonNull)
                .toList();
    }
}
