package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Maven repository as many have it: a real nginx that takes files by PUT and gives them back, both to whoever knows a name
 * and a password. It is a child of this JVM, listens on the loopback address alone, and ends with the test whatever happens.
 */
public final class Nginx implements AutoCloseable {

    public static final String USER = "release";

    /** With letters that a URL or a shell would make something else of. */
    public static final String PASSWORD = "p%40ss &word";

    private static final int ATTEMPTS = 5;

    private final Path program;
    private final Path folder;
    private int port;
    private Process process;

    private Nginx(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Returns the program: the system's own, or the one that .ci/run unpacked. */
    public static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")).filter(entry -> !entry.isEmpty()),
                        Stream.of("/usr/sbin", "/opt/nginx/usr/sbin"))
                .map(entry -> Path.of(entry, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether a test has it; prints it if not, as a selector.groovy should. */
    public static boolean has(String test) {
        if (program().isEmpty()) {
            System.out.println(test + " is skipped: it needs nginx");
        }
        return program().isPresent();
    }

    /** Starts one with an empty repository below a folder. */
    public static Nginx start(Path folder) throws IOException, InterruptedException {
        Path own = folder.resolve("nginx");
        Files.createDirectories(own.resolve("repository"));
        Files.createDirectories(own.resolve("logs"));
        Files.writeString(own.resolve("passwords"), USER + ":{SHA}" + sha1(PASSWORD) + "\n");
        Nginx server = new Nginx(program().orElseThrow(), own);
        server.start();
        return server;
    }

    private void start() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Files.writeString(folder.resolve("nginx.conf"), configuration());
            // The kernel ends it with the thread that started it, even where this JVM is killed.
            process = new ProcessBuilder(
                            "setpriv",
                            "--pdeathsig",
                            "KILL",
                            program.toString(),
                            "-p",
                            folder.toString(),
                            "-e",
                            "logs/error.log",
                            "-c",
                            "nginx.conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("logs/console.log").toFile())
                    .start();
            if (listens()) {
                return;
            }
            // Another process took the port meanwhile, or nginx does not start at all: the last attempt tells.
            close();
        }
        throw new AssertionError(
                "nginx does not start: " + Files.readString(folder.resolve("logs/console.log")) + log());
    }

    /** Waits until it answers; false if it ended. */
    private boolean listens() throws InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return process.isAlive();
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return false;
    }

    /** One process, which is nobody else than who started it; all paths are below the folder. */
    private String configuration() {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                  access_log logs/access.log;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  client_max_body_size 100m;
                  server {
                    listen 127.0.0.1:%d;
                    root repository;
                    dav_methods PUT DELETE MKCOL;
                    create_full_put_path on;
                    dav_access user:rw;
                    auth_basic "profiles";
                    auth_basic_user_file passwords;
                    location /closed/ { deny all; }
                    location /broken/ { return 500; }
                  }
                }
                """.formatted(port);
    }

    /** Returns its URL, with a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Returns the folder that holds what was deployed. */
    public Path repository() {
        return folder.resolve("repository");
    }

    /** Returns what it was asked for, and what it answered, line by line. */
    public String requests() throws IOException {
        return Files.readString(folder.resolve("logs/access.log"));
    }

    private String log() throws IOException {
        Path log = folder.resolve("logs/error.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Stops it; nothing listens at its URL any more. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("nginx ends").isTrue();
    }

    private static String sha1(String password) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(password.getBytes()));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
