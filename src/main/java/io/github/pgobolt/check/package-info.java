/**
 * Whether a variant does what the baseline does: outputs, the file's properties, the crate's own tests, unwinding,
 * loading.
 *
 * <p>In: the baseline and the variants as built files ({@link io.github.pgobolt.base.Variant}), workloads, and the
 * paths of the LLVM tools. Out: {@link io.github.pgobolt.check.CheckResult}s, which report what was found and judge
 * only their own question; what ships is decided elsewhere. A check that could not be done says so; it never passes
 * silently. Touches: the folder it is given, where outputs and diffs are kept, and the output files that a workload
 * names, which are restored.
 */
package io.github.pgobolt.check;
