package io.github.pgobolt.mojo.config;

import java.io.File;
import java.util.List;
import java.util.Map;

/** A {@code <workload>} of the POM. Maven sets the fields; null means that the POM sets nothing. */
public class WorkloadConfig {

    /** Unique name; used for logs and rows of the report. */
    String name;

    /** {@code train}, {@code evaluate} or {@code both} (default). */
    String use;

    /**
     * {@code command} (default): a program. {@code java}: a main class or jar that loads the library. {@code maven}:
     * goals of this or another project. {@code cargo}: a test, bench or example of the crate, for training; a test that
     * starts the crate's program evaluates, too.
     */
    String kind;

    /** Kind java: the class with {@code main}; or {@code jar}. */
    String mainClass;

    /** Kind java: the jar that {@code java -jar} starts; or {@code mainClass}. */
    File jar;

    /**
     * Kind java: the class path, in order: {@code runtime} (default), {@code compile} or {@code test} for the project's
     * own, {@code group:artifact:version} with its dependencies, or a path.
     */
    List<String> classpath;

    /** Kind java: options of the JVM. */
    List<String> jvmArgs;

    /**
     * Kind java: the JDK, as its folder or as a version or range, such as {@code 22} or {@code [22,)}; else the
     * toolchain's.
     */
    String jdk;

    /**
     * Kinds java and maven: the system property for the library's path. A Java workload that names none finds the
     * library by {@code java.library.path}.
     */
    String libraryProperty;

    /**
     * Kind java: whether the library is found on the class path, in the folder where {@code copyTo} puts it in the jar.
     */
    boolean libraryOnClassPath;

    /** Kind maven: the goals and options, such as {@code test} and {@code -Dtest=ParserIT}. */
    List<String> goals;

    /** Kind maven: the folder of the project; this one by default. */
    File project;

    /** Kind cargo: the integration test, as in {@code cargo test --test}. */
    String test;

    /** Kind cargo: the bench, as in {@code cargo bench --bench}. */
    String bench;

    /** Kind cargo: the example, as in {@code cargo run --example}. */
    String example;

    /** The arguments of one run of the built file; or {@code command}. */
    List<String> args;

    /** A whole argument list, in which <code>${subject}</code> is the built file; or {@code args}. */
    List<String> command;

    /** Whether {@code command} is passed to {@code sh -c}, joined by spaces. */
    boolean shell;

    /** The file that standard input reads. */
    File stdin;

    /** Additions to the environment. */
    Map<String, String> env;

    /** The working directory; the project's folder by default. */
    File workingDirectory;

    /** Its share in a mean over workloads and in the merged profile. */
    double weight = 1;

    /** The limit of one run in seconds; {@code workloadTimeoutSeconds} by default. */
    Integer timeoutSeconds;

    /** How many times training runs it. */
    int repeat = 1;

    /** The exit code of a successful run. */
    int expectExit;

    /** Files that it writes and that are compared, in addition to stdout. */
    List<String> outputs;

    /** Files and folders that it reads, in addition to those that its arguments name. */
    List<File> inputs;

    /** Regular expressions for output that differs from run to run, such as a time stamp. */
    List<String> ignore;

    /** How far numbers in its output may differ, as a share of the larger: 1e-9 for floating point. */
    double tolerance;

    /** Whether the lines of its output come in any order, such as those of several threads. */
    boolean unordered;

    /** A number that it prints and that is compared instead of its time. */
    MetricConfig metric;

    /** The server for which it is the load; {@code command} is then the load's. */
    ServerConfig server;

    /** Whether it trains, as far as the POM says. */
    public boolean trains() {
        return !"evaluate".equals(use);
    }
}
