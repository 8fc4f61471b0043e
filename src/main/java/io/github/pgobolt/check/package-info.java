/**
 * Whether a variant does what the baseline does: outputs, the file's facts, the crate's own tests, unwinding, loading.
 *
 * <p>In: the baseline and the variants as built files ({@link io.github.pgobolt.check.Variant}), workloads, and the
 * paths of the LLVM tools. Out: {@link io.github.pgobolt.check.CheckResult}s, which say what was seen and judge nothing
 * but their own question; what ships is decided elsewhere. A check that could not be done says so, it never passes in
 * silence. Touches: the folder it is given, where outputs and diffs are kept, and the output files that a workload
 * names, which are put back as they were.
 */
package io.github.pgobolt.check;
