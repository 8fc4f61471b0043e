package io.github.pgobolt.process;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The result of a process.
 *
 * @param command what was started
 * @param exit the exit code; 128 + N if signal N ended the process, as the JVM and shells report it
 * @param timedOut whether the time limit ended it; the exit code is then meaningless
 * @param stdout its standard output, if captured
 * @param stderr its standard error, if captured
 * @param elapsed wall time from start to end
 */
public record Outcome(Command command, int exit, boolean timedOut, String stdout, String stderr, Duration elapsed) {

    /** How many lines of output a message about a failure shows. */
    private static final int TAIL_LINES = 40;

    public boolean ok() {
        return !timedOut && exit == 0;
    }

    /** Returns the signal that ended the process, by the convention of 128 + N. */
    public OptionalInt signal() {
        return exit > 128 && exit < 128 + 65 ? OptionalInt.of(exit - 128) : OptionalInt.empty();
    }

    /** Returns how it ended, in words: "exit 3", "killed by SIGSEGV (signal 11)", "ended after its limit of 60 s". */
    public String ending() {
        if (timedOut) {
            return "ended after its limit of " + command.timeout().toSeconds() + " s";
        }
        if (signal().isPresent()) {
            String name = signalName(signal().getAsInt());
            return "killed by " + name + (name.startsWith("SIG") ? " (signal " + signal().getAsInt() + ")" : "");
        }
        return "exit " + exit;
    }

    /** Returns the last lines of standard error, or of standard output if that is empty. Redacted. */
    public String tail() {
        List<String> lines =
                (stderr.isBlank() ? stdout : stderr).stripTrailing().lines().toList();
        return Redaction.text(
                String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())), command);
    }

    /** Returns the name of a signal of Linux and macOS, such as SIGKILL; its number if the two differ. */
    public static String signalName(int signal) {
        return switch (signal) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 5 -> "SIGTRAP";
            case 6 -> "SIGABRT";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            case 24 -> "SIGXCPU";
            case 25 -> "SIGXFSZ";
            default -> "signal " + signal;
        };
    }
}
