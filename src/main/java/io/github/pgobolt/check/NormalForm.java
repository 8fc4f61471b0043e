package io.github.pgobolt.check;

import io.github.pgobolt.workload.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of an output is compared: without what the rules ignore, and without what every run must write differently. */
final class NormalForm {

    /** The number of the thread that rustc's standard library prints with a panic since 1.91. */
    private static final Pattern PANIC_THREAD = Pattern.compile("^(thread '[^']*' )\\(\\d+\\)(?= panicked at )");

    /** The variable by which {@code process/} knows its own processes again, in a program that prints its environment. */
    private static final Pattern PROCESS_MARK = Pattern.compile("PGOBOLT_PROCESS=[0-9a-f-]{36}");

    private final List<Pattern> ignore;

    NormalForm(OutputRules rules) {
        ignore = rules.ignore().stream().map(Pattern::compile).toList();
    }

    /** Writes the normal form of what the subject printed. */
    void write(Path from, Path subject, Path to) throws IOException {
        // Variants lie in folders of their own; a usage line that holds the program's own path is no difference.
        List<String> places = Stream.of(subject, subject.toRealPath()).map(Path::toString).distinct().toList();
        List<String> folders = Stream.of(subject, subject.toRealPath()).map(p -> p.getParent().toString()).distinct().toList();
        try (Lines lines = new Lines(from); BufferedWriter out = Files.newBufferedWriter(to)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String normal = line;
                for (String place : places) {
                    normal = normal.replace(place, Workload.SUBJECT);
                }
                for (String folder : folders) {
                    normal = normal.replace(folder, Workload.SUBJECT_DIRECTORY);
                }
                normal = PANIC_THREAD.matcher(normal).replaceFirst("$1");
                normal = PROCESS_MARK.matcher(normal).replaceAll("");
                out.write(withoutIgnored(normal));
            }
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
