package io.github.pgobolt.check;

import io.github.pgobolt.elf.ElfFacts;
import java.util.ArrayList;
import java.util.List;

/** The baseline's protections against attacks, which every variant must have as well. */
final class HardeningRules {

    private HardeningRules() {}

    static CheckResult hardening(String variant, ElfFacts expected, ElfFacts seen) {
        List<String> lost = new ArrayList<>();
        if (expected.stackHeader() && !seen.stackHeader()) {
            lost.add("PT_GNU_STACK is gone: the stack becomes executable, HotSpot warns of a disabled stack guard and"
                    + " glibc 2.41 refuses the library (BOLT's -use-gnu-stack does this)");
        } else if (!expected.executableStack() && seen.executableStack()) {
            lost.add("the stack became executable");
        }
        if (expected.relro() && !seen.relro()) {
            lost.add("RELRO is gone");
        }
        if (expected.bindNow() && !seen.bindNow()) {
            lost.add("BIND_NOW is gone");
        }
        if (expected.pie() && !seen.pie()) {
            lost.add("it is no position-independent executable (PIE) any more");
        }
        if (!expected.writableCode() && seen.writableCode()) {
            lost.add("a segment is writable and executable");
        }
        if (!expected.textRelocations() && seen.textRelocations()) {
            lost.add("the loader must write into its code (TEXTREL)");
        }
        for (String feature : ElfFacts.without(expected.branchProtection(), seen.branchProtection())) {
            lost.add("branch protection " + feature + " is gone");
        }
        for (String path : ElfFacts.without(seen.searchPaths(), expected.searchPaths())) {
            lost.add("libraries are searched in " + path + ", too (DT_RUNPATH)");
        }
        return lost.isEmpty()
                ? CheckResult.passed("hardening", variant, "all that the baseline has: " + summary(seen))
                : CheckResult.failed("hardening", variant, String.join("; ", lost), null);
    }

    private static String summary(ElfFacts facts) {
        List<String> words = new ArrayList<>();
        words.add(facts.executableStack() ? "executable stack" : "no executable stack");
        words.add(facts.relro() ? facts.bindNow() ? "full RELRO" : "partial RELRO" : "no RELRO");
        if (facts.pie()) {
            words.add("PIE");
        }
        words.addAll(facts.branchProtection());
        return String.join(", ", words);
    }
}
