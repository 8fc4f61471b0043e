package io.github.pgobolt.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Maven's resolver says, put into words. The exceptions are built as Maven 3.6.3, 3.9.16 and 4.0.0-rc-4 threw them before
 * a server that answered so; src/it/profile-repository has the real ones of the Maven that runs the tests.
 */
class UnresolvedTest {

    private static final Artifact ARTIFACT =
            new DefaultArtifact("com.example", "server", "linux-profile", "zip", "1.4");

    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://central.example/maven2").build();

    private static final RemoteRepository PROFILES =
            new RemoteRepository.Builder("profiles", "default", "http://127.0.0.1:8081/releases").build();

    private static final RemoteRepository WITH_PASSWORD = new RemoteRepository.Builder(PROFILES)
            .setAuthentication(new AuthenticationBuilder()
                    .addUsername("release")
                    .addPassword("hidden")
                    .build())
            .build();

    private static String words(Exception... reasons) {
        ArtifactResult result = new ArtifactResult(new ArtifactRequest(ARTIFACT, List.of(CENTRAL, PROFILES), null));
        for (Exception reason : reasons) {
            result.addException(reason);
        }
        return Unresolved.inWords(ARTIFACT, new ArtifactResolutionException(List.of(result)));
    }

    private static ArtifactTransferException from(RemoteRepository repository, Throwable cause) {
        return new ArtifactTransferException(ARTIFACT, repository, cause);
    }

    private static ArtifactNotFoundException notIn(RemoteRepository repository) {
        return new ArtifactNotFoundException(ARTIFACT, repository);
    }

    /** As the transports of Maven 3.6, 3.8, 3.9 and 4 write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication failed for http://127.0.0.1:8081/releases/com/example/server-1.4.zip 401 Unauthorized",
                "authentication failed for http://127.0.0.1:8081/releases/com/example/server-1.4.zip, status: 401 Unauthorized",
                "status code: 401, reason phrase: Unauthorized (401)",
                "HTTP Status: 401"
            })
    void whoGivesNoNameIsToldWhereToPutIt(String message) {
        assertThat(words(notIn(CENTRAL), from(PROFILES, new IOException(message))))
                .startsWith("profiles (http://127.0.0.1:8081/releases) wants a name and a password (status 401)")
                .contains("settings.xml has none for it", "<server><id>profiles</id>")
                .doesNotEndWith(".");
    }

    @Test
    void aWrongPasswordIsToldApart() {
        assertThat(words(from(WITH_PASSWORD, new IOException("HTTP Status: 401"))))
                .contains("refuses the name or the password", "<server> with the id profiles")
                .doesNotContain("release,", "hidden");
        assertThat(words(from(WITH_PASSWORD, new IOException("too many authentication attempts. Limit: 3"))))
                .contains("refuses the name or the password");
    }

    @Test
    void whatIsNotPermittedNamesWhoAsked() {
        assertThat(words(from(WITH_PASSWORD, new IOException("HTTP Status: 403"))))
                .contains("does not permit this user to read", "(status 403)");
        assertThat(words(from(PROFILES, new IOException("HTTP Status: 403"))))
                .contains("does not permit a user without a name to read");
        assertThat(words(from(PROFILES, new IOException("HTTP Status: 407")))).contains("the proxy", "<proxies>");
    }

    @Test
    void aFaultOfTheServerIsNoneOfTheUser() {
        assertThat(words(from(PROFILES, new IOException("status code: 503, reason phrase: Busy (503)"))))
                .contains("answered with status 503, which is a fault of the server");
        assertThat(words(from(PROFILES, new IOException("status code: 410, reason phrase: Gone (410)"))))
                .contains("answered with status 410", "Look at its URL");
    }

    @Test
    void aNumberInAUrlIsNoStatus() {
        assertThat(words(from(
                        PROFILES,
                        new IOException(
                                "Transfer failed for http://127.0.0.1:8081/401/a-404.zip",
                                new ConnectException("Connection refused")))))
                .contains("nothing answers at profiles");
    }

    @Test
    void whoDoesNotAnswerIsNamedWithWhatToLookAt() {
        assertThat(words(from(PROFILES, new IOException("Connect failed", new ConnectException("Connection refused")))))
                .contains("nothing answers at profiles", "(Connection refused)", "Start the server");
        assertThat(words(from(PROFILES, new UnknownHostException("no-such-host.invalid"))))
                .contains("there is no host of the name", "no-such-host.invalid");
        assertThat(words(from(PROFILES, new SSLException("Unsupported or unrecognized SSL message"))))
                .contains("TLS (Unsupported or unrecognized SSL message)");
    }

    @Test
    void aSlowServerCanBeGivenMoreTime() {
        for (IOException slow : List.of(
                new SocketTimeoutException("Read timed out"),
                new HttpConnectTimeoutException("HTTP connect timed out"),
                new IOException("a transport's own: request timed out"))) {
            assertThat(words(from(PROFILES, new IOException("Transfer failed", slow))))
                    .contains("did not answer in time", slow.getMessage(), "-Daether.connector.requestTimeout (3.9)");
        }
    }

    @Test
    void whatWasDamagedSaysWhichChecksumDiffers() {
        assertThat(words(notIn(CENTRAL), from(PROFILES, new ChecksumFailureException("0123", "SHA-1", "4567"))))
                .contains("what profiles (http://127.0.0.1:8081/releases) sent", "0123", "4567", "it was damaged");
    }

    @Test
    void whatIsNowhereNamesAllThatWereAsked() {
        assertThat(words(notIn(CENTRAL), notIn(PROFILES)))
                .startsWith(
                        "it is not in central (https://central.example/maven2), nor in profiles (http://127.0.0.1:8081/releases). ")
                .contains("com.example:server:zip:linux-profile:1.4", "<repositories>")
                .doesNotContain("-U");
        assertThat(words(new ArtifactNotFoundException(ARTIFACT, null)))
                .startsWith("it is not in the local repository, and no other one is named. ");
    }

    @Test
    void whatWasNowhereAWhileAgoIsAskedForAgainByU() {
        assertThat(words(new ArtifactNotFoundException(ARTIFACT, PROFILES, "not found", true)))
                .contains("Ask again: -U");
        assertThat(words(new ArtifactNotFoundException(
                        ARTIFACT,
                        PROFILES,
                        "was not found during a previous attempt. This failure was cached in the local"
                                + " repository and resolution is not reattempted",
                        (Throwable) null)))
                .contains("Ask again: -U");
    }

    @Test
    void offlineSaysSo() {
        assertThat(words(
                        new ArtifactNotFoundException(
                                ARTIFACT, CENTRAL, "Cannot access central", new RepositoryOfflineException(CENTRAL)),
                        new ArtifactNotFoundException(
                                ARTIFACT,
                                PROFILES,
                                "Cannot access profiles",
                                new RepositoryOfflineException(PROFILES))))
                .isEqualTo("Maven works offline (-o), and it is not in the local repository. Build once without -o");
    }

    @Test
    void aRepositoryThatMavenBlocksSaysHowItIsPermitted() {
        assertThat(words(from(PROFILES, new IOException("Blocked mirror for repositories: [profiles (http://host)]"))))
                .contains("Maven refuses", "Blocked mirror", "https://");
    }

    @Test
    void whatNobodyKnowsIsMavensOwnMessage() {
        assertThat(words(from(PROFILES, new IOException("the disk is full"))))
                .isEqualTo(
                        "profiles (http://127.0.0.1:8081/releases) did not give it (the disk is full). mvn -e says more");
        assertThat(words(new IllegalStateException("odd")))
                .startsWith("Maven says: ")
                .endsWith(". mvn -e says more");
        assertThat(words()).startsWith("Maven says: ");
    }

    @Test
    void aPasswordInAUrlIsNotShown() {
        RemoteRepository open =
                new RemoteRepository.Builder("open", "default", "https://release:hidden@host.example/maven").build();
        assertThat(words(notIn(open)))
                .contains("open (https://host.example/maven)")
                .doesNotContain("hidden");
        assertThat(words(from(open, new IOException("no route to https://release:hidden@host.example/maven"))))
                .doesNotContain("hidden");
    }
}
