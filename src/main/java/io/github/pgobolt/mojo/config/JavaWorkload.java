package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the command of a workload of kind {@code java}. */
final class JavaWorkload {

    private static final List<String> SCOPES = List.of("compile", "runtime", "test");

    private final WorkloadConfig config;
    private final WorkloadKinds build;
    private final Path baseDirectory;
    private final String where;

    /** @param where the workload's name in messages */
    JavaWorkload(WorkloadConfig config, WorkloadKinds build, Path baseDirectory, String where) {
        this.config = config;
        this.build = build;
        this.baseDirectory = baseDirectory;
        this.where = where;
    }

    WorkloadLine line() {
        if ((config.mainClass == null) == (config.jar == null)) {
            throw Failure.user(where + " of kind java needs either <mainClass> or <jar>.");
        }
        List<Path> classPath = config.jar == null ? classPath() : List.of(jar());
        List<String> argv = new ArrayList<>(
                List.of(build.java(config.jdk, "<jdk> of " + where).toString()));
        // A crash is described in a file; with this name it does not get lost in some fork's folder.
        argv.add("-XX:ErrorFile=" + build.logs().resolve("hs_err_" + config.name + "_%p.log"));
        argv.addAll(words(config.jvmArgs));
        String layout = null;
        if (config.libraryOnClassPath) {
            if (config.jar != null) {
                throw Failure.user(
                        where + " has <libraryOnClassPath> and <jar>, but `java -jar` takes no class path beside the"
                                + " jar's own. Use <mainClass> with the jar on the <classpath>, or <libraryProperty>.");
            }
            layout = Workload.subjectIn(build.folderInJar("<libraryOnClassPath> of " + where));
        } else {
            argv.add(libraryOption());
        }
        if (config.jar != null) {
            argv.addAll(List.of("-jar", classPath.get(0).toString()));
        } else {
            String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            argv.addAll(List.of("-cp", layout == null ? path : layout + File.pathSeparator + path, config.mainClass));
        }
        argv.addAll(words(config.args));
        return new WorkloadLine(argv, new ClassPathInputs(build.copiedTo()).of(classPath));
    }

    /** Returns the option that tells the program where the library is. */
    private String libraryOption() {
        String property = config.libraryProperty == null ? build.libraryProperty() : config.libraryProperty;
        return property == null
                ? "-Djava.library.path=" + Workload.SUBJECT_DIRECTORY
                : "-D" + property + "=" + Workload.SUBJECT;
    }

    /**
     * Returns options of JMH with which its forks find the library too. They inherit the options of the first JVM
     * unless a benchmark has {@code @Fork(jvmArgs)}; appended ones reach them in any case. JMH splits the words at
     * spaces, hence the quotes.
     */
    List<String> optionsOfForks() {
        return config.libraryOnClassPath ? List.of() : List.of("-jvmArgsAppend", '"' + libraryOption() + '"');
    }

    private Path jar() {
        Path jar = baseDirectory.resolve(config.jar.toPath());
        if (!Files.isRegularFile(jar)) {
            throw Failure.user("<jar> of " + where + " does not exist: " + jar + ". Is it built in an earlier phase?");
        }
        return jar;
    }

    private List<Path> classPath() {
        List<String> entries = words(config.classpath).isEmpty() ? List.of("runtime") : words(config.classpath);
        Set<Path> all = new LinkedHashSet<>();
        for (String entry : entries) {
            String parameter = "<classpath> of " + where;
            if (SCOPES.contains(entry)) {
                all.addAll(build.projectClassPath(entry, parameter));
            } else if (isCoordinates(entry)) {
                all.addAll(build.artifactClassPath(entry, parameter));
            } else {
                all.add(existing(entry, parameter));
            }
        }
        return List.copyOf(all);
    }

    private Path existing(String entry, String parameter) {
        Path path = baseDirectory.resolve(entry).normalize();
        if (!Files.exists(path)) {
            throw Failure.user("'" + entry + "' in " + parameter + " is neither compile, runtime or test, nor"
                    + " group:artifact:version, nor a file or folder that exists (" + path + ").");
        }
        return path;
    }

    /**
     * Whether an entry is {@code group:artifact:version} or {@code group:artifact:extension:classifier:version}; a path
     * may contain a colon too.
     */
    private boolean isCoordinates(String entry) {
        return entry.matches("[\\w.-]+(:[\\w.-]+){2,4}") && !Files.exists(baseDirectory.resolve(entry));
    }

    private static List<String> words(List<String> list) {
        return list == null
                ? List.of()
                : list.stream().filter(java.util.Objects::nonNull).toList();
    }
}
