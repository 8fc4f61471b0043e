package io.github.pgobolt.process;

import java.util.regex.Pattern;

/** Takes out of what people will read whatever looks like a secret: by the name it stands under, or by its form. */
public final class Redaction {

    /** What stands where a secret stood. */
    public static final String REDACTED = "<redacted>";

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(^|.*[_\\-.])(token|secret|password|passwd|passphrase|credentials?|auth|api[_-]?key|private[_-]?key)([_\\-.].*|$)");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s:]+:[^/@\\s]+(?=@)");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)((?:token|secret|password|passwd|passphrase|api[_-]?key)[=:]\\s*)[^\\s&\"']+");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern KNOWN_FORM = Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{20,}|glpat-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{16})\\b");

    private Redaction() {}

    /** The value of an environment variable or setting, redacted when the name or the value looks like a secret. */
    public static String value(String name, String value) {
        return isSecret(name) ? REDACTED : text(value);
    }

    /** An argument, redacted where it holds {@code --token=…}, a URL with a password, or a token of a known form. */
    public static String argument(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && argument.startsWith("-") && isSecret(argument.substring(0, equals).replaceFirst("^-+D?", ""))) {
            return argument.substring(0, equals + 1) + REDACTED;
        }
        return text(argument);
    }

    /** Free text, such as a log. */
    public static String text(String text) {
        String clean = USER_INFO.matcher(text).replaceAll(REDACTED);
        clean = ASSIGNED.matcher(clean).replaceAll("$1" + REDACTED);
        clean = BEARER.matcher(clean).replaceAll("$1" + REDACTED);
        return KNOWN_FORM.matcher(clean).replaceAll(REDACTED);
    }

    /** Whether a name promises a secret, as {@code CARGO_REGISTRY_TOKEN} does. */
    public static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).matches();
    }
}
