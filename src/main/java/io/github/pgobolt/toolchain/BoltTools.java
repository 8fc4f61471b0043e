package io.github.pgobolt.toolchain;

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
        return new BoltTools(
                llvmBolt.hashed(), mergeFdata == null ? null : mergeFdata.hashed(), perf2bolt == null ? null : perf2bolt.hashed());
    }

    /** Those that are there. */
    public List<Tool> present() {
        return Stream.of(llvmBolt, mergeFdata, perf2bolt).filter(Objects::nonNull).toList();
    }
}
