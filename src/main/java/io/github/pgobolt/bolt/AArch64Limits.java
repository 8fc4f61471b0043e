package io.github.pgobolt.bolt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options that llvm-bolt does not support for AArch64 files. Its help lists every option whatever the file, so this
 * needs a table. Each row except that of llvm-project 99848 was seen with llvm-bolt 22.1.8 on a program built by rustc
 * 1.95 and is exercised by {@code BoltAArch64IT}.
 */
final class AArch64Limits {

    private static final Pattern SPLITS = Pattern.compile("--?split-functions(=[123]|=true)?");
    private static final Pattern COMPACT = Pattern.compile("--?compact-code-model(=1|=true)?");

    /**
     * @param option the whole flag
     * @param why the end of a sentence that begins with the flag
     */
    record Limit(Pattern option, String why) {

        static Limit of(String option, String why) {
            return new Limit(Pattern.compile("--?" + option), why);
        }
    }

    static final String CRASHES = "llvm-bolt crashes with it on AArch64";
    static final String NO_EFFECT = "it changes nothing on AArch64";
    static final String TOO_FAR = "on AArch64 it puts parts of a function further apart than its short branches reach";

    static final List<Limit> LIMITS = List.of(
            Limit.of("frame-opt=(?!none).*", "llvm-bolt has it for x86-64 alone"),
            Limit.of("(indirect-call-promotion|icp)=(?!none).*", CRASHES),
            Limit.of("reg-reassign(=1|=true)?", CRASHES),
            Limit.of("cmov-conversion(=1|=true)?", CRASHES),
            Limit.of("insert-retpolines(=1|=true)?", CRASHES),
            Limit.of("hugify(=1|=true)?", TOO_FAR),
            Limit.of("split-strategy=(all|randomN)", TOO_FAR),
            Limit.of("simplify-rodata-loads(=1|=true)?", NO_EFFECT),
            Limit.of("use-aggr-reg-reassign(=1|=true)?", NO_EFFECT));

    private AArch64Limits() {}

    /** Returns the flags without those that AArch64 does not support, and a note for each one left out. */
    static BoltOptions.Chosen apply(List<String> flags) {
        boolean splits = flags.stream().anyMatch(flag -> SPLITS.matcher(flag).matches());
        boolean compact = flags.stream().anyMatch(flag -> COMPACT.matcher(flag).matches());
        List<String> kept = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String flag : flags) {
            String why = LIMITS.stream()
                    .filter(limit -> limit.option().matcher(flag).matches())
                    .map(Limit::why)
                    .findFirst()
                    .orElse(null);
            if (flag.matches("--?split-strategy=cdsplit") && !compact) {
                why = "on AArch64 llvm-bolt takes it only with -compact-code-model";
            } else if (flag.matches("--?lite(=1|=true)?") && splits) {
                why = "with -split-functions the program can crash on AArch64 (llvm-project 99848)";
            }
            if (why == null) {
                kept.add(flag);
            } else {
                notes.add(flag + " is left out: " + why + ".");
            }
        }
        return new BoltOptions.Chosen(kept, notes);
    }
}
