/**
 * The placement of code: how densely the code that runs is packed, before BOLT and after.
 *
 * <p>In: the file that BOLT read and the one that it wrote, both with symbols, the branch profile (fdata), and the
 * files of the variants. Out: a {@link io.github.pgobolt.report.Layout} for the report. Touches: nothing; it starts
 * llvm-nm, which reads those files. Its results are exact to the function, not to the block: see
 * {@link io.github.pgobolt.layout.HotCode}.
 */
package io.github.pgobolt.layout;
