/**
 * Branch profiles from hardware: which kind of branch sampling this machine has, recording with it, and conversion.
 *
 * <p>In: the machine ({@code /sys}, {@code /proc}), perf, LLVM's tools, a command to record. Out: a
 * {@link io.github.pgobolt.perf.LadderResult} that says for each kind why it was taken or refused, a recording, BOLT's
 * fdata with the numbers that tell whether it is any good, and the flags with which a rustc uses samples. Touches: the
 * scratch folder and output files that it is given. perf exits with 0 even if it recorded a clock instead of the CPU,
 * and perf2bolt even if it found nothing, so both are judged by their output.
 */
package io.github.pgobolt.perf;
