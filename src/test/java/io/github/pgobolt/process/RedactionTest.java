package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets planted wherever they may occur: environment, arguments, URLs, settings, output of programs. */
class RedactionTest {

    private static final String SECRET = "s3cr3tV4lue9XyZ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CARGO_REGISTRY_TOKEN",
                "CARGO_REGISTRIES_MY_CORP_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "GITHUB_TOKEN",
                "PGPASSWORD",
                "MYSQL_PWD",
                "npm_config__authToken",
                "MAVEN_GPG_PASSPHRASE",
                "SSH_PRIVATE_KEY",
                "SIGNING_KEY",
                "AZURE_CLIENT_SECRET",
                "api_key",
                "apiKey",
                "HTTP_AUTHORIZATION",
                "DOCKER_AUTH_CONFIG",
                "SESSION_COOKIE",
                "dbPassword"
            })
    void anEnvironmentVariableOfASecretNameIsRedacted(String name) {
        assertThat(Redaction.value(name, SECRET)).isEqualTo(Redaction.REDACTED);
        assertThat(Command.of("cargo", "build").with(name, SECRET).line())
                .doesNotContain(SECRET)
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTHOR",
                "CARGO_TARGET_DIR",
                "RUSTFLAGS",
                "TOKENIZER",
                "KEYBOARD",
                "PATH",
                "MONKEY",
                "GIT_AUTHOR_NAME",
                "CARGO_PROFILE_RELEASE_LTO",
                "PASSAGES",
                "LLVM_PROFILE_FILE",
                "BYPASS"
            })
    void aPlainNameStays(String name) {
        assertThat(Redaction.value(name, "plain")).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--token=s3cr3tV4lue9XyZ",
                "-Dpassword=s3cr3tV4lue9XyZ",
                "-Dserver.authToken=s3cr3tV4lue9XyZ",
                "https://user:s3cr3tV4lue9XyZ@repo.example/x",
                "https://s3cr3tV4lue9XyZ@github.example/x.git",
                "https://example.org/a?access_token=s3cr3tV4lue9XyZ&b=1",
                "https://example.org/a?b=1&sig=s3cr3tV4lue9XyZ",
                "Authorization: Bearer s3cr3tV4lue9XyZ",
                "Authorization: Basic s3cr3tV4lue9XyZ",
                "--header=X-Api-Key: s3cr3tV4lue9XyZ",
                "postgresql://me:s3cr3tV4lue9XyZ@db:5432/x",
                "{\"password\": \"s3cr3tV4lue9XyZ\"}",
                "<server><id>x</id><password>s3cr3tV4lue9XyZ</password></server>",
                "<passphrase>s3cr3tV4lue9XyZ</passphrase>",
                "password = s3cr3tV4lue9XyZ",
                "token = \"s3cr3tV4lue9XyZ\"",
                "export GITHUB_TOKEN='s3cr3tV4lue9XyZ'"
            })
    void anArgumentOrTextThatHoldsASecretIsRedacted(String text) {
        assertThat(Redaction.argument(text)).doesNotContain(SECRET).contains(Redaction.REDACTED);
        assertThat(Redaction.text("before " + text + " after"))
                .doesNotContain(SECRET)
                .contains("before ")
                .contains(" after");
        assertThat(Command.of("tool", text).line()).doesNotContain(SECRET);
    }

    @Test
    void tokensOfAKnownFormAreRedactedWhereverTheyStand() {
        for (String token : List.of(
                "ghp_" + "a1B2".repeat(9),
                "github_pat_" + "11ABCDEFG0" + "x".repeat(40),
                "glpat-" + "abcdefghij1234567890",
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "xoxb-" + "123456789012-abcdefghijkl",
                "npm_" + "a1B2".repeat(9),
                "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "dBjftJeZ4CVPmB92K27uhb",
                "cio" + "A1b2C3d4".repeat(4))) {
            assertThat(Redaction.text("x " + token + " y")).as(token).isEqualTo("x <redacted> y");
        }
        String pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\nBBBB\n-----END OPENSSH PRIVATE KEY-----";
        assertThat(Redaction.text("a\n" + pem + "\nb")).isEqualTo("a\n<redacted>\nb");
    }

    @Test
    void theValueAfterASecretOptionIsRedactedAndNoOther() {
        Command command =
                Command.of("cargo", "publish", "--token", SECRET, "--registry", "corp", "--password", SECRET, "file");
        assertThat(command.line())
                .isEqualTo("cargo publish --token '<redacted>' --registry corp --password '<redacted>' file");
        assertThat(Command.of("curl", "-u", "me:" + SECRET, "x").line()).isEqualTo("curl -u '<redacted>' x");
        assertThat(Command.of("tool", "-u", "--verbose", "x").line()).isEqualTo("tool -u --verbose x");
    }

    @Test
    void ordinaryTextStays() {
        for (String text : List.of(
                "BOLT-INFO: 54 out of 433 functions (12.5%)",
                "thread 'main' panicked at src/lib.rs:21:9:",
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cprofile-use=/work/target/pgo-bolt/merged.profdata",
                "https://example.org/a/b?c=d",
                "git@github.example:a/b.git",
                "tokens: 12",
                "unexpected token `}`",
                "the password is asked for",
                "c37c338eb185245e12bd4a5f71fc1193f9569366",
                "author = Somebody")) {
            assertThat(Redaction.text(text)).isEqualTo(text);
            assertThat(Redaction.argument(text)).isEqualTo(text);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nothingThatAProgramPrintsReachesTheLogWhole() throws Exception {
        Path log = folder.resolve("log");
        Outcome outcome = new ProcessRunner(Map.of("PATH", "/usr/bin:/bin", "DEPLOY_TOKEN", SECRET))
                .run(Command.of("sh", "-c", "env; echo https://me:" + SECRET + "@x.example >&2; exit 1")
                        .with("MY_PASSWORD", SECRET)
                        .logTo(log));
        assertThat(outcome.stdout()).as("what the program gets is whole").contains(SECRET);
        assertThat(Files.readString(log)).doesNotContain(SECRET).contains("MY_PASSWORD=");
        assertThat(outcome.tail()).doesNotContain(SECRET);
    }

    @Test
    void aLongLineTakesNoLongTime() {
        String text = "a".repeat(200_000) + "://" + "b".repeat(200_000) + "_token" + "-eyJ".repeat(20_000);
        // Processor time: on a busy machine wall time would be long.
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        Redaction.text(text);
        assertThat(thread.getCurrentThreadCpuTime() - before).isBetween(1L, 5_000_000_000L);
    }
}
