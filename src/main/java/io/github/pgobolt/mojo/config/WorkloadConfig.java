package io.github.pgobolt.mojo.config;

import java.io.File;
import java.util.List;
import java.util.Map;

/** A {@code <workload>} of the POM. Maven sets the fields; null means that the POM does not say. */
public class WorkloadConfig {

    /** Unique name; names logs and rows of the report. */
    String name;

    /** {@code train}, {@code evaluate} or {@code both} (default). */
    String use;

    /** The arguments of one run of the built file; instead of {@code command}. */
    List<String> args;

    /** A whole argument list, in which <code>${subject}</code> is the built file; instead of {@code args}. */
    List<String> command;

    /** Whether {@code command} is given to {@code sh -c}, joined by spaces. */
    boolean shell;

    /** The file that standard input reads. */
    File stdin;

    /** Added to the environment. */
    Map<String, String> env;

    /** Where it runs; the project's folder by default. */
    File workingDirectory;

    /** Its share in a mean over workloads and in the merged profile. */
    double weight = 1;

    /** The limit of one run in seconds; {@code workloadTimeoutSeconds} by default. */
    Integer timeoutSeconds;

    /** How many times training runs it. */
    int repeat = 1;

    /** The exit code of a run that went well. */
    int expectExit;

    /** Files that it writes and that are compared, beside stdout. */
    List<String> outputs;

    /** Files and folders that it reads, beside those that its arguments name. */
    List<File> inputs;

    /** Regular expressions of output that differs by nature, such as a time stamp. */
    List<String> ignore;
}
