package io.github.pgobolt.it;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the {@code checks.groovy} of every project of src/it that maven-invoker-plugin has built, several at a time. The plugin
 * itself runs a script while no other runs, so that those which call Maven again would wait for each other.
 */
class ProjectChecks {

    private static final Path PROJECTS = Path.of("target/it").toAbsolutePath();
    private static final Path REPORTS = Path.of("target/invoker-reports");

    private static final ExecutorService POOL = Executors.newFixedThreadPool(Integer.getInteger("it.parallel", 1));

    /** Read by checks that go beside each other, written by one that is alone, since it looks at the clock. */
    private static final ReadWriteLock MACHINE = new ReentrantReadWriteLock(true);

    @TestFactory
    Stream<DynamicTest> eachProject() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : built()) {
            Future<Void> running = POOL.submit(new Checks(folder));
            tests.add(dynamicTest(folder.getFileName().toString(), running::get));
        }
        return tests.stream();
    }

    @AfterAll
    static void end() {
        POOL.shutdownNow();
    }

    /** The folders with checks that this call of Maven has built, the longest first. */
    private static List<Path> built() throws Exception {
        Instant since = Instant.parse(System.getProperty("it.since"));
        List<Path> first = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        if (Files.isDirectory(REPORTS)) {
            try (Stream<Path> reports = Files.list(REPORTS)) {
                for (Path report : reports.filter(
                                file -> file.getFileName().toString().endsWith(".xml"))
                        .sorted()
                        .toList()) {
                    if (Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                        continue;
                    }
                    var root = DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(report.toFile())
                            .getDocumentElement();
                    Path folder = PROJECTS.resolve(root.getAttribute("project").replace("/pom.xml", ""));
                    if (root.getAttribute("result").equals("success")
                            && Files.exists(folder.resolve("checks.groovy"))) {
                        (property(folder, "invoker.ordinal").isEmpty() ? others : first).add(folder);
                    }
                }
            }
        }
        first.addAll(others);
        return first;
    }

    private static String property(Path folder, String name) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(folder.resolve("invoker.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(name, "").strip();
    }

    /** One script, with what maven-invoker-plugin would give it. */
    private record Checks(Path folder) implements Callable<Void> {

        @Override
        public Void call() throws Exception {
            Lock lock = property(folder, "checks.alone").equals("true") ? MACHINE.writeLock() : MACHINE.readLock();
            lock.lock();
            long start = System.nanoTime();
            // Cases prints it before each line.
            Thread.currentThread().setName(folder.getFileName().toString());
            try {
                Binding binding = new Binding();
                binding.setVariable("basedir", folder.toFile());
                binding.setVariable(
                        "localRepositoryPath",
                        PROJECTS.resolveSibling("it-repo").toFile());
                new GroovyShell(ProjectChecks.class.getClassLoader(), binding)
                        .evaluate(folder.resolve("checks.groovy").toFile());
            } finally {
                lock.unlock();
                System.out.printf("checks of %s: %.1f s%n", folder.getFileName(), (System.nanoTime() - start) / 1e9);
            }
            return null;
        }
    }
}
