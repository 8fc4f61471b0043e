package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A call of a real Maven, in a separate process, with the plugin under test: as maven-invoker-plugin does once before
 * a script looks at it, for scripts that must call it again or kill it.
 *
 * @param directory where Maven is started
 * @param arguments its arguments
 * @param environment additions to its environment; a null value removes the variable
 * @param before the words of a command that starts it, such as unshare; empty for none
 * @param settings the settings of a call that may use the network; null for one that is offline and has those of all tests
 */
public record MavenCall(
        Path directory, List<String> arguments, Map<String, String> environment, List<String> before, Path settings) {

    private static final String GROUP = "io/github/pgobolt/pgo-bolt-maven-plugin";
    private static final long LIMIT_MINUTES = 15;

    /**
     * The result of a call.
     *
     * @param exit Maven's exit code; 137 if it was killed
     */
    public record Result(int exit, BuildLog log) {

        public Result assertSuccess() {
            assertThat(exit).as("exit code; the log is\n%s", log.text()).isZero();
            return this;
        }

        public Result assertFailure() {
            assertThat(exit).as("exit code; the log is\n%s", log.text()).isEqualTo(1);
            return this;
        }
    }

    public static MavenCall in(Path directory, String... arguments) {
        return new MavenCall(directory, List.of(arguments), Map.of(), List.of(), null);
    }

    public MavenCall and(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new MavenCall(directory, all, environment, before, settings);
    }

    /** Returns the same call, started by another command. */
    public MavenCall behind(String... words) {
        return new MavenCall(directory, arguments, environment, List.of(words), settings);
    }

    /** Returns the same call, which may use the network. */
    public MavenCall online(Path itsSettings) {
        return new MavenCall(directory, arguments, environment, before, itsSettings);
    }

    /** Returns the settings that all builds of src/it have. */
    public static Path settings(Path directory) {
        return home(directory).resolve("interpolated-settings.xml");
    }

    /** Returns the local repository that all builds of src/it share. */
    public static Path repository(Path directory) {
        return home(directory).resolveSibling("it-repo");
    }

    public MavenCall with(String name, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return new MavenCall(directory, arguments, all, before, settings);
    }

    /**
     * Returns the plugin's coordinates and a goal: {@code io.github.pgobolt:pgo-bolt-maven-plugin:0.1.0-SNAPSHOT:run}.
     */
    public static String goal(Path directory, String goal) throws IOException {
        try (Stream<Path> versions = Files.list(repository(directory).resolve(GROUP))) {
            Path version = versions.filter(Files::isDirectory).findFirst().orElseThrow();
            return "io.github.pgobolt:pgo-bolt-maven-plugin:" + version.getFileName() + ":" + goal;
        }
    }

    public Result run() throws IOException, InterruptedException {
        return runAnd(log -> false, maven -> {});
    }

    /** An action on a running Maven, once its log is as wanted. */
    public interface Disturbance {
        void strike(Process maven) throws IOException, InterruptedException;
    }

    /** Calls Maven, and kills it like {@code kill -9} as soon as its log is as wanted. */
    public Result runAndKill(Predicate<String> killWhen) throws IOException, InterruptedException {
        return runAnd(killWhen, maven -> {
            maven.destroyForcibly();
            maven.waitFor();
        });
    }

    /**
     * Calls Maven, and sends a signal to it: {@code TERM}, or, also to everything it started, as a terminal does,
     * {@code INT}.
     */
    public Result runAndSignal(String signal, boolean toGroup, Predicate<String> when)
            throws IOException, InterruptedException {
        return runAnd(when, maven -> signal(maven, signal, toGroup));
    }

    public static void signal(Process maven, String signal, boolean toGroup) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " -- " + (toGroup ? "-" : "") + maven.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Calls Maven, in its own process group, and acts on it once, as soon as its log is as wanted. */
    public Result runAnd(Predicate<String> when, Disturbance disturbance) throws IOException, InterruptedException {
        Path log = Files.createTempFile(home(directory), "maven-", ".log");
        List<String> argv = new ArrayList<>(before);
        // A background process of a shell ignores SIGINT, and so would this Maven.
        argv.addAll(List.of(
                "setsid",
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-s",
                (settings == null ? settings(directory) : settings).toString(),
                "-Dmaven.repo.local=" + repository(directory)));
        if (settings == null) {
            argv.add("-o");
        }
        argv.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        // A JVM that runs for some seconds does not benefit from its second compiler.
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        environment.forEach((name, value) -> {
            builder.environment().remove(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        });
        Process maven = builder.start();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        boolean struck = false;
        while (!maven.waitFor(5, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > end) {
                maven.destroyForcibly();
            } else if (!struck && when.test(text(log))) {
                struck = true;
                disturbance.strike(maven);
            }
        }
        Result result = new Result(maven.exitValue(), new BuildLog(text(log)));
        Files.delete(log);
        return result;
    }

    private static String text(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    /** Returns the folder that maven-invoker-plugin clones the projects to. */
    private static Path home(Path directory) {
        Path home = directory.toAbsolutePath();
        while (!Files.exists(home.resolve("interpolated-settings.xml"))) {
            home = home.getParent();
        }
        return home;
    }
}
