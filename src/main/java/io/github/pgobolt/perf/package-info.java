/**
 * Branch profiles from hardware: which kind of branch sampling this machine has, recording with it, and conversion.
 *
 * <p>In: the machine ({@code /sys}, {@code /proc}), perf, LLVM's tools, a command to record. Out: a
 * {@link io.github.pgobolt.perf.LadderResult} that says for each kind why it was taken or refused, a recording, and
 * BOLT's fdata with the numbers that tell whether it is any good; and the flags by which a rustc takes samples. Touches: the scratch folder and output files that it
 * is given. perf exits 0 when it recorded a clock instead of the CPU, and perf2bolt when it found nothing, so both are
 * judged by what they produced.
 */
package io.github.pgobolt.perf;
