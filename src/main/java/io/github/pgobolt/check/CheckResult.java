package io.github.pgobolt.check;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of one check of one variant.
 *
 * @param name the check, such as "outputs of small-input" or "hardening"
 * @param variant the variant that was checked; the baseline if the check is about the baseline itself
 * @param shown correct if the check was done and found nothing against the variant
 * @param detail what was found, or why nothing could be, for people; a short diff if something differs, secrets
 *     redacted
 * @param evidence a file with all of it, or null if the detail is complete
 * @param notUnderstood the parts of the tools' output that could not be read; the caller adds the tools' versions
 */
public record CheckResult(
        String name, String variant, Shown shown, String detail, Path evidence, List<NotUnderstood> notUnderstood) {

    private static final String OUTPUTS = "outputs of ";

    public CheckResult {
        notUnderstood = Nulls.list(notUnderstood);
    }

    public CheckResult(String name, String variant, Shown shown, String detail, Path evidence) {
        this(name, variant, shown, detail, evidence, List.of());
    }

    /** Returns the same with parts of a tool's output that could not be read. */
    CheckResult notUnderstanding(String tool, List<String> whats) {
        return new CheckResult(name, variant, shown, detail, evidence, NotUnderstood.of(tool, null, whats));
    }

    static CheckResult passed(String name, String variant, String detail) {
        return new CheckResult(name, variant, Shown.CORRECT, detail, null);
    }

    static CheckResult failed(String name, String variant, String detail, Path evidence) {
        return new CheckResult(name, variant, Shown.WRONG, detail, evidence);
    }

    /** Returns a check that could not be done, for each variant; it fails nothing, shows nothing, and says why. */
    public static List<CheckResult> notDone(List<Variant> variants, String name, String why) {
        return variants.stream()
                .map(v -> new CheckResult(name, v.name(), Shown.NOT, "not done: " + why, null))
                .toList();
    }

    /** Returns the name of the comparison of a workload's outputs. */
    static String ofOutputs(String workload) {
        return OUTPUTS + workload;
    }

    /** Whether it compares a workload's outputs: nothing else shows that a variant does its work. */
    public boolean isOfOutputs() {
        return name.startsWith(OUTPUTS);
    }

    /** Whether it was done and found nothing. */
    public boolean passed() {
        return shown == Shown.CORRECT;
    }

    /** Whether something was found against the variant. */
    public boolean failed() {
        return shown == Shown.WRONG;
    }

    /**
     * Returns the combined verdict of all checks of a variant: wrong after one fault, correct after one compared
     * output.
     */
    public static Shown together(String variant, List<CheckResult> results) {
        List<CheckResult> own =
                results.stream().filter(r -> r.variant().equals(variant)).toList();
        if (own.stream().anyMatch(CheckResult::failed)) {
            return Shown.WRONG;
        }
        return own.stream().anyMatch(r -> r.isOfOutputs() && r.passed()) ? Shown.CORRECT : Shown.NOT;
    }
}
