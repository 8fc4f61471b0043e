package io.github.pgobolt.check;

import io.github.pgobolt.base.NotUnderstood;
import java.nio.file.Path;
import java.util.List;

/**
 * What one check saw of one variant.
 *
 * @param name the check, such as "outputs of small-input" or "hardening"
 * @param variant the variant that was looked at; the baseline where the check is about the baseline itself
 * @param passed whether nothing was found against the variant
 * @param detail what was seen, for people; a short diff where something differs, with secrets redacted
 * @param evidence a file with all of it, or null where the detail is all there is
 * @param notUnderstood what of the tools' words could not be read; their versions are for the caller to add
 */
public record CheckResult(
        String name, String variant, boolean passed, String detail, Path evidence, List<NotUnderstood> notUnderstood) {

    private static final String NOT_DONE = "not done: ";

    public CheckResult {
        notUnderstood = NotUnderstood.none(notUnderstood);
    }

    public CheckResult(String name, String variant, boolean passed, String detail, Path evidence) {
        this(name, variant, passed, detail, evidence, List.of());
    }

    /** The same, with words of a tool that could not be read. */
    CheckResult notUnderstanding(String tool, List<String> whats) {
        return new CheckResult(name, variant, passed, detail, evidence, NotUnderstood.of(tool, null, whats));
    }

    static CheckResult passed(String name, String variant, String detail) {
        return new CheckResult(name, variant, true, detail, null);
    }

    static CheckResult failed(String name, String variant, String detail, Path evidence) {
        return new CheckResult(name, variant, false, detail, evidence);
    }

    /** A check that could not be done, of each variant; it fails nothing, and says why. */
    public static List<CheckResult> notDone(List<Candidate> variants, String name, String why) {
        return variants.stream().map(v -> passed(name, v.name(), NOT_DONE + why)).toList();
    }

    /** Whether a check with this detail was done, and so says something of its variant. */
    public static boolean done(String detail) {
        return !detail.startsWith(NOT_DONE);
    }
}
