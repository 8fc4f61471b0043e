package io.github.pgobolt.toolchain;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * BOLT's tools of one LLVM: a candidate until a trial shows that it reads what this rustc and linker write.
 *
 * @param llvmBolt llvm-bolt itself
 * @param mergeFdata from the same LLVM
 * @param perf2bolt from the same LLVM; null where it is not there
 */
public record BoltTools(Tool llvmBolt, Tool mergeFdata, Tool perf2bolt) {

    /** These tools with their SHA-256, which candidates do without until they are tried. */
    public BoltTools hashed() {
        Tool bolt = llvmBolt.hashed();
        // perf2bolt is mostly a link to llvm-bolt, which has 60 MB: a tenth to a whole second, in every build.
        Tool reads = perf2bolt == null ? null : sameFile(perf2bolt, bolt) ? perf2bolt.withSha256(bolt.sha256()) : perf2bolt.hashed();
        return new BoltTools(bolt, mergeFdata == null ? null : mergeFdata.hashed(), reads);
    }

    private static boolean sameFile(Tool one, Tool other) {
        try {
            return Files.isSameFile(one.path(), other.path());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Those that are there. */
    public List<Tool> present() {
        return Stream.of(llvmBolt, mergeFdata, perf2bolt).filter(Objects::nonNull).toList();
    }
}
