package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Removes whatever looks like a secret from text that people will read: by the name it has, or by its form. */
public final class Redaction {

    /** The placeholder for a secret. */
    public static final String REDACTED = "<redacted>";

    /** Words that mark a secret when they are part of a name; names are split at {@code _ - .} and at capitals. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(^|.*[_\\-.])(token|secret|password|passwd|pwd|passphrase"
                    + "|credentials?|auth|authorization|cookie|api[_\\-.]?key|(private|signing|encryption|access)[_\\-.]?key)([_\\-.].*|$)");

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern GLUED = Pattern.compile("(?i)^[a-z]{1,20}(password|passwd|secret)$");

    /** Options whose value is the next argument and usually holds a secret: curl's and wget's user and password. */
    private static final Pattern USER_OPTION = Pattern.compile("-u|--user|--proxy-user");

    /** Bounded, as all of these are: a line of a program's output may be of any length. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s\"'<>]{1,400}(?=@)");

    private static final Pattern NAMED = Pattern.compile("(?i)("
            + "(?:token|secret|password|passwd|passphrase|api[_\\-]?key|access[_\\-]?key|private[_\\-]?key)[\"']?"
            + "\\s{0,3}[=:]\\s{0,3}[\"']?)(?![\\s\"'=:&])[^\\s&\"'<>,;}]{1,4000}");
    private static final Pattern SIGNED_URL =
            Pattern.compile("(?i)([?&](?:sig|signature|x-amz-signature|code|auth)=)[^\\s&\"']{1,4000}");
    private static final Pattern ELEMENT =
            Pattern.compile("(?i)(<(?:password|passphrase|token|secret|privateKey|apiKey)>)[^<]{1,4000}(?=</)");
    private static final Pattern HEADER = Pattern.compile("(?i)((?:bearer|basic)\\s{1,3})[A-Za-z0-9._~+/=-]{8,4000}");
    /** The first four are so distinctive that they need no boundary: a program may print them next to other text. */
    private static final Pattern KNOWN_FORM =
            Pattern.compile("gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}"
                    + "|glpat-[A-Za-z0-9_-]{16,255}|xox[abprs]-[A-Za-z0-9-]{10,255}"
                    + "|\\b(?:AKIA[0-9A-Z]{16}|npm_[A-Za-z0-9]{30,200}|cio[A-Za-z0-9]{32}"
                    + "|eyJ[A-Za-z0-9_-]{8,400}+\\.eyJ[A-Za-z0-9_-]{8,4000}+\\.[A-Za-z0-9_-]{8,2000})\\b");

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{1,20000}-----END [A-Z ]{0,40}PRIVATE KEY-----");

    /** {@code --token abc} in a line of text, such as one for a shell. */
    private static final Pattern OPTION = Pattern.compile(
            "(?i)((?:^|\\s)--?[a-z_\\-]{0,40}(?:token|secret|password|passwd|passphrase|api-?key)\\s{1,3}"
                    + "[\"']?)(?![\\s\"'-])[^\\s\"']{1,4000}");

    /** The secrets in this process's own environment; programs that it starts may print them. */
    private static final KnownSecrets INHERITED = KnownSecrets.in(System.getenv());

    private Redaction() {}

    /** Returns the value of an environment variable or setting, redacted if its name or value looks like a secret. */
    public static String value(String name, String value) {
        return isSecret(name) ? REDACTED : text(value);
    }

    /**
     * Returns an argument, redacted where it holds {@code --token=…}, a URL with a password, or a token of a known
     * form.
     */
    public static String argument(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && argument.startsWith("-") && isSecret(optionName(argument.substring(0, equals)))) {
            return argument.substring(0, equals + 1) + REDACTED;
        }
        return text(argument);
    }

    /** Returns an argument list in which the value after an option such as {@code --token} is redacted, too. */
    public static List<String> arguments(List<String> arguments) {
        List<String> clean = new ArrayList<>();
        String before = "";
        for (String argument : arguments) {
            boolean isValue = !argument.startsWith("-");
            boolean secret =
                    isValue && before.startsWith("-") && before.indexOf('=') < 0 && isSecret(optionName(before))
                            || isValue && USER_OPTION.matcher(before).matches() && argument.indexOf(':') > 0;
            clean.add(secret ? REDACTED : argument(argument));
            before = argument;
        }
        return clean;
    }

    /**
     * Returns names and values, such as an environment, sorted by name. A null value, which removes a variable, stays.
     */
    public static SortedMap<String, String> values(Map<String, String> values) {
        SortedMap<String, String> clean = new TreeMap<>();
        values.forEach((name, value) -> clean.put(name, value == null ? null : value(name, value)));
        return clean;
    }

    /** Redacts free text, such as a log. */
    public static String text(String text) {
        String clean = PEM.matcher(text).replaceAll(REDACTED);
        clean = USER_INFO.matcher(clean).replaceAll(REDACTED);
        clean = ELEMENT.matcher(clean).replaceAll("$1" + REDACTED);
        clean = HEADER.matcher(clean).replaceAll("$1" + REDACTED);
        clean = NAMED.matcher(clean).replaceAll("$1" + REDACTED);
        clean = OPTION.matcher(clean).replaceAll("$1" + REDACTED);
        clean = SIGNED_URL.matcher(clean).replaceAll("$1" + REDACTED);
        return INHERITED.takenFrom(KNOWN_FORM.matcher(clean).replaceAll(REDACTED));
    }

    /** Redacts the output of a command, including secrets that were passed to the command. */
    public static String text(String text, Command printedBy) {
        return text(KnownSecrets.of(printedBy).takenFrom(text));
    }

    /** Redacts a file as {@link #text(String, Command)} does a text; every other byte is kept. */
    public static void file(Path file, Command printedBy) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String clean = text(text, printedBy);
        if (!clean.equals(text)) {
            Files.writeString(file, clean, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether a name suggests a secret, as {@code CARGO_REGISTRY_TOKEN} and {@code authToken} do. */
    public static boolean isSecret(String name) {
        String apart = CAPITAL.matcher(name).replaceAll("_");
        return SECRET_NAME.matcher(apart).matches() || GLUED.matcher(name).matches();
    }

    private static String optionName(String option) {
        return option.replaceFirst("^-+D?", "");
    }
}
