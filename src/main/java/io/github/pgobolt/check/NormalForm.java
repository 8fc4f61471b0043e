package io.github.pgobolt.check;

import io.github.pgobolt.base.Lines;
import io.github.pgobolt.workload.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an output that is compared: without what the rules ignore, and without what necessarily differs in every
 * run.
 */
final class NormalForm {

    /** The thread number that Rust's standard library prints with a panic since 1.91. */
    private static final Pattern PANIC_THREAD = Pattern.compile("^(thread '[^']*' )\\(\\d+\\)(?= panicked at )");

    /**
     * The variable by which {@code process/} recognises its own processes, in the output of a program that prints its
     * environment.
     */
    private static final Pattern PROCESS_MARK = Pattern.compile("PGOBOLT_PROCESS=[0-9a-f-]{36}");

    private static final String BUILD_FOLDER = Matcher.quoteReplacement("${buildFolder}");

    /** Cargo's suffix for the output folder of a build script; it differs between builds with different flags. */
    private static final Pattern OUT_DIR = Pattern.compile("(/build/[A-Za-z0-9_.-]+)[-/][0-9a-f]{16}(?=/out(?:\\W|$))");

    /** A JVM's own messages, which say nothing about the library in it. */
    private static final Pattern OF_JVM = Pattern.compile(
            "^(?:(?:NOTE: )?Picked up \\w+: .*"
                    + "|(?:OpenJDK|Java HotSpot).{0,40} VM warning: .*|WARNING: .*(?:java\\.lang\\.|--enable-native-access|[Rr]estricted method).*)$");

    private final List<Pattern> ignore;
    private final Pattern buildFolder;

    /**
     * @param workFolder the plugin's: variants are built in separate folders below it, whose names get into a program's
     *     output by {@code env!("OUT_DIR")}, by {@code file!()} in generated code, and by the place of a panic there
     */
    NormalForm(OutputRules rules, Path workFolder) throws IOException {
        ignore = rules.ignore().stream().map(Pattern::compile).toList();
        Path real = Files.exists(workFolder) ? workFolder.toRealPath() : workFolder;
        buildFolder = Pattern.compile("(?:" + Pattern.quote(workFolder.toString()) + "|"
                + Pattern.quote(real.toString()) + ")/build/[A-Za-z0-9_.-]+");
    }

    /** Whether nothing of an output is compared: it is empty, or all of it is ignored. */
    boolean isBlank(Path output, Path subject) throws IOException {
        Places places = new Places(subject);
        try (Lines lines = new Lines(output)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String normal = normal(line, places);
                if (!normal.isBlank() && !OF_JVM.matcher(normal.strip()).matches()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes the normal form of the subject's output. */
    void write(Path from, Path subject, Path to) throws IOException {
        Places places = new Places(subject);
        try (Lines lines = new Lines(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                out.write(normal(line, places));
            }
        }
    }

    private String normal(String line, Places places) {
        String normal = line;
        for (String file : places.files) {
            normal = normal.replace(file, Workload.SUBJECT);
        }
        for (String folder : places.folders) {
            normal = normal.replace(folder, Workload.SUBJECT_DIRECTORY);
        }
        normal = buildFolder.matcher(normal).replaceAll(BUILD_FOLDER);
        normal = OUT_DIR.matcher(normal).replaceAll("$1");
        normal = PANIC_THREAD.matcher(normal).replaceFirst("$1");
        normal = PROCESS_MARK.matcher(normal).replaceAll("");
        return withoutIgnored(normal);
    }

    /**
     * The places of a variant, which is in a folder of its own: a usage line with the program's path must not count as
     * a difference.
     */
    private static final class Places {
        private final List<String> files;
        private final List<String> folders;

        Places(Path subject) throws IOException {
            List<Path> all = List.of(subject, subject.toRealPath());
            files = all.stream().map(Path::toString).distinct().toList();
            folders = all.stream().map(p -> p.getParent().toString()).distinct().toList();
        }
    }

    private String withoutIgnored(String line) {
        String rest = line;
        for (Pattern pattern : ignore) {
            rest = pattern.matcher(rest).replaceAll("");
        }
        return !rest.equals(line) && rest.isBlank() ? "" : rest;
    }
}
