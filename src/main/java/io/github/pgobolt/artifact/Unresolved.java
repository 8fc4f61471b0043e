package io.github.pgobolt.artifact;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/**
 * Says of an artifact that Maven's resolver did not get what happened, why, and what to do. What a server answers is told apart
 * by the resolver's own exceptions and by numbers in their messages, since the classes of the transports differ from one Maven
 * to the next, and a plugin does not see them.
 */
final class Unresolved {

    /** "http://host/file 401 Unauthorized", "status: 401 Unauthorized", "status code: 401", as one Maven or the other has it. */
    private static final Pattern STATUS = Pattern.compile("(?i)(?:\\bstatus(?: code)?:? |https?://\\S+ )(\\d{3})\\b");

    /** The client of the JDK, which Maven 4 has, does not tell the status of a server that goes on asking. */
    private static final String REFUSED_AGAIN = "too many authentication attempts";

    /** One setting by three names: none of these Mavens minds the names of the others. */
    private static final String WAITS = "-Dmaven.wagon.rto (before 3.9), -Daether.connector.requestTimeout (3.9) or"
            + " -Daether.transport.http.requestTimeout (4)";

    /** A name and a password in a URL, which no message may show. */
    private static final Pattern IN_URL = Pattern.compile("//[^/@\\s]+@");

    private final Artifact artifact;
    private final List<Exception> reasons;

    private Unresolved(Artifact artifact, List<Exception> reasons) {
        this.artifact = artifact;
        this.reasons = reasons;
    }

    /**
     * Returns it in words, the last of which is no full stop.
     *
     * @param artifact that was asked for
     */
    static String inWords(Artifact artifact, ArtifactResolutionException failure) {
        List<Exception> reasons = failure.getResults() == null
                ? List.of()
                : failure.getResults().stream()
                        .flatMap(result -> result.getExceptions().stream())
                        .toList();
        return new Unresolved(artifact, reasons)
                .words()
                .orElseGet(() -> "Maven says: " + shown(failure.getMessage()) + ". mvn -e says more");
    }

    /** A repository that did not answer tells more than one that has nothing. */
    private Optional<String> words() {
        Optional<ArtifactTransferException> failed = transfers()
                .filter(reason -> !(reason instanceof ArtifactNotFoundException))
                .findFirst();
        if (failed.isPresent()) {
            return Optional.of(ofTransfer(failed.get()));
        }
        if (transfers().anyMatch(reason -> caused(reason, RepositoryOfflineException.class))) {
            return Optional.of(
                    "Maven works offline (-o), and it is not in the local repository. Build once without -o");
        }
        return transfers().findAny().isPresent() ? Optional.of(nowhere()) : Optional.empty();
    }

    private Stream<ArtifactTransferException> transfers() {
        return reasons.stream()
                .filter(ArtifactTransferException.class::isInstance)
                .map(ArtifactTransferException.class::cast);
    }

    private String nowhere() {
        List<String> places = transfers()
                .map(ArtifactTransferException::getRepository)
                .filter(repository -> repository != null)
                .map(Unresolved::named)
                .distinct()
                .toList();
        boolean remembered = transfers().anyMatch(Unresolved::isRemembered);
        return (places.isEmpty()
                        ? "it is not in the local repository, and no other one is named"
                        : "it is not in " + String.join(", nor in ", places))
                + (remembered
                        ? ", as an earlier build found, which is kept for a while. Ask again: -U. Else look"
                        : ". Look")
                + " whether " + artifact
                + " is what was deployed (group:artifact:extension:classifier:version), and name its"
                + " repository under <repositories> in the POM or in settings.xml";
    }

    private String ofTransfer(ArtifactTransferException failure) {
        RemoteRepository repository = failure.getRepository();
        String at = repository == null ? "a repository" : named(repository);
        if (caused(failure, ChecksumFailureException.class)) {
            return "what " + at + " sent is not what its checksum says (" + last(failure)
                    + "): it was damaged, on its way or there. Build again; if it stays so, deploy it anew";
        }
        int status = status(all(failure));
        return status > 0 ? ofStatus(status, at, repository) : ofConnection(failure, at);
    }

    /** Returns what the server answered; 0 if nothing. */
    private static int status(String messages) {
        Matcher status = STATUS.matcher(messages);
        if (status.find()) {
            return Integer.parseInt(status.group(1));
        }
        return messages.contains(REFUSED_AGAIN) ? 401 : 0;
    }

    private String ofStatus(int status, String at, RemoteRepository repository) {
        String id = repository == null ? "of the repository" : repository.getId();
        boolean known = repository != null && repository.getAuthentication() != null;
        return switch (status) {
            case 401 ->
                known
                        ? at
                                + " refuses the name or the password that settings.xml has for it (status 401). Correct <server> with"
                                + " the id " + id + " there"
                        : at
                                + " wants a name and a password (status 401), and settings.xml has none for it. Add them there under"
                                + " <servers>: <server><id>" + id
                                + "</id><username>…</username><password>…</password></server>";
            case 403 ->
                at + " does not permit " + (known ? "this user" : "a user without a name") + " to read " + artifact
                        + " (status 403). Ask whoever keeps it, or give another <server> with the id " + id
                        + " in settings.xml";
            case 407 ->
                "the proxy before " + at
                        + " wants a name and a password (status 407). Add them under <proxies> in settings.xml";
            default ->
                at + " answered with status " + status
                        + (status >= 500
                                ? ", which is a fault of the server. Try later, or ask whoever keeps it"
                                : ". Look at its URL: a server that is no Maven repository may say so");
        };
    }

    private static String ofConnection(ArtifactTransferException failure, String at) {
        String message = all(failure);
        if (caused(failure, HttpTimeoutException.class)
                || caused(failure, InterruptedIOException.class)
                || message.contains("timed out")) {
            return at + " did not answer in time (" + last(failure)
                    + "). Try again, or ask whoever keeps it. How many milliseconds Maven waits is " + WAITS;
        }
        if (caused(failure, UnknownHostException.class)) {
            return "there is no host of the name that " + at + " has (" + last(failure)
                    + "). Correct its URL, or look at network and proxy";
        }
        if (caused(failure, ConnectException.class) || message.contains("Connection refused")) {
            return "nothing answers at " + at + " (" + last(failure) + "). Start the server, or correct its URL";
        }
        if (caused(failure, SSLException.class)) {
            return at + " could not be spoken to by TLS (" + last(failure)
                    + "). Look at its certificate, and whether its URL is https";
        }
        if (message.contains("Blocked mirror")) {
            return "Maven refuses repositories that are named by http:// (" + last(failure)
                    + "). Name it by https://, or permit it by a <mirror> of your own in settings.xml";
        }
        return at + " did not give it (" + last(failure) + "). mvn -e says more";
    }

    private static boolean isRemembered(ArtifactTransferException reason) {
        return reason.isFromCache() || all(reason).contains("cached in the local repository");
    }

    private static String named(RemoteRepository repository) {
        return repository.getId() + " (" + shown(repository.getUrl()) + ")";
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
        return chain(failure).stream().anyMatch(kind::isInstance);
    }

    /** Returns the messages of all causes. */
    private static String all(Throwable failure) {
        return chain(failure).stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null)
                .collect(Collectors.joining("\n"));
    }

    /** Returns the innermost message, on one line. */
    private static String last(Throwable failure) {
        String[] messages = all(failure).split("\n");
        return shown(messages[messages.length - 1].strip());
    }

    private static String shown(String text) {
        return text == null ? "" : IN_URL.matcher(text).replaceAll("//");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
