package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets passed to a command are recognised in its output, with or without a name beside them. */
class KnownSecretsTest {

    private static String clean(Command command, String printed) {
        return Redaction.text(printed, command);
    }

    @Test
    void valuesOfOptionsAndVariablesAreTakenOutWhereverTheyStand() {
        Command command = Command.of(
                        "tool",
                        "--token=abcdefgh1",
                        "--password",
                        "abcdefgh2",
                        "--name",
                        "harmless1",
                        "https://someone:abcdefgh3@host/x?token=abcdefgh4&y=1")
                .with("SERVICE_API_KEY", "abcdefgh5")
                .with("COLOUR", "greenish9");
        assertThat(clean(
                        command,
                        "1 abcdefgh1 2 abcdefgh2 3 abcdefgh3 4 abcdefgh4 5 abcdefgh5 harmless1 greenish9 &y=1"))
                .isEqualTo("1 <redacted> 2 <redacted> 3 <redacted> 4 <redacted> 5 <redacted> harmless1 greenish9 &y=1");
    }

    @Test
    void theLongerOfTwoIsTakenOutWhole() {
        Command command = Command.of("tool", "--token=abcdefgh", "--secret=abcdefghijkl");
        assertThat(clean(command, "abcdefghijkl")).isEqualTo("<redacted>");
    }

    @Test
    void shortValuesAndPathsStayForTheyStandInHarmlessText() {
        Command command = Command.of("tool", "--token=1").with("SSH_AUTH_SOCK", "/tmp/agent.123");
        assertThat(clean(command, "1 of 1 in /tmp/agent.123")).isEqualTo("1 of 1 in /tmp/agent.123");
    }

    @Test
    void anOptionInALineForAShellIsRedacted() {
        assertThat(Redaction.text("curl --api-key abcdefgh9 -o x; tool --password 'abc def' --verbose"))
                .isEqualTo("curl --api-key <redacted> -o x; tool --password '<redacted> def' --verbose");
    }

    @Test
    void aMapKeepsItsHarmlessValuesAndNulls() {
        assertThat(Redaction.values(Map.of("DEPLOY_TOKEN", "x1234567", "LANG", "C")))
                .isEqualTo(Map.of("DEPLOY_TOKEN", "<redacted>", "LANG", "C"));
    }
}
