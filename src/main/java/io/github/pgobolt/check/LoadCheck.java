package io.github.pgobolt.check;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.elf.ElfFacts;
import io.github.pgobolt.elf.ElfReader;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.SubjectLibraries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads each file in a fresh process: a shared library into a JVM ({@code -Xcheck:jni}), an executable into the dynamic
 * loader, which resolves every symbol without running it. The loader does not check that the segments hold all
 * sections, so that is read from the headers. A failure that the baseline shares is not a fault of a variant.
 */
public final class LoadCheck {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "load";

    private final ProcessRunner processes;
    private final Path java;
    private final ElfReader reader;
    private final Path folder;

    /**
     * @param java the java launcher, which may be that of the running JVM
     * @param reader tells dynamically linked executables from others, or null if there is no llvm-readobj
     * @param folder for the reports of JVMs crashed by a library, which would otherwise be in the user's project; used
     *     by this check only
     */
    public LoadCheck(ProcessRunner processes, Path java, ElfReader reader, Path folder) {
        this.processes = processes;
        this.java = java;
        this.reader = reader;
        this.folder = folder.toAbsolutePath();
    }

    /** Returns the launcher of the running JVM. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Loads shared libraries. */
    public List<CheckResult> libraries(Variant baseline, List<Variant> variants) throws IOException {
        String expected = problemOfLibrary(baseline);
        List<CheckResult> results = new ArrayList<>();
        results.add(result(baseline, expected, null));
        for (Variant variant : variants) {
            results.add(result(variant, problemOfLibrary(variant), expected));
        }
        return results;
    }

    /** Makes the dynamic loader load executables. Whether they run is checked by comparing their outputs. */
    public List<CheckResult> executables(Variant baseline, List<Variant> variants) throws IOException {
        if (reader == null) {
            return CheckResult.notDone(
                    variants, NAME, "llvm-readobj is missing, which tells whether there is a loader to ask");
        }
        ElfFacts facts;
        try {
            facts = reader.read(baseline.file());
        } catch (ElfReader.UnknownForm form) {
            return CheckResult.notDone(variants, NAME, form.getMessage());
        }
        if (!facts.interpreter()) {
            return CheckResult.notDone(variants, NAME, "the executable is static; that it runs is seen by its outputs");
        }
        String expected = problemOfExecutable(baseline.file(), facts);
        List<CheckResult> results = new ArrayList<>();
        results.add(result(baseline, expected, null));
        for (Variant variant : variants) {
            try {
                String problem = problemOfExecutable(variant.file(), reader.read(variant.file()));
                results.add(result(variant, problem, expected));
            } catch (IOException unreadable) {
                results.add(CheckResult.failed(NAME, variant.name(), unreadable.getMessage(), null));
            }
        }
        return results;
    }

    /**
     * Returns results for files that a runner starts: this machine's dynamic loader and JVM are for another processor,
     * or not the ones that run them.
     */
    public static List<CheckResult> underRunner(List<Variant> variants, List<String> runner) {
        return CheckResult.notDone(
                variants,
                NAME,
                "the files run under " + String.join(" ", runner) + "; that they load is seen by their outputs");
    }

    private CheckResult result(Variant variant, String problem, String expected) {
        if (problem == null) {
            return CheckResult.passed(NAME, variant.name(), "loads in a fresh process");
        }
        Path report = crashReport(variant);
        return problem.equals(expected)
                ? CheckResult.passed(NAME, variant.name(), "as the baseline: " + problem)
                : CheckResult.failed(NAME, variant.name(), problem, Files.exists(report) ? report : null);
    }

    private Path crashReport(Variant variant) {
        return folder.resolve("hs_err_" + variant.name() + ".log");
    }

    private String problemOfLibrary(Variant variant) throws IOException {
        Path library = variant.file();
        Files.createDirectories(folder);
        // HotSpot does not overwrite a report: it would choose another name, in the working directory.
        Files.deleteIfExists(crashReport(variant));
        Outcome outcome = processes.run(Command.of(
                        java,
                        "-Xcheck:jni",
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-XX:ErrorFile=" + crashReport(variant),
                        "-cp",
                        ownClasses(),
                        LoadProbe.class.getName(),
                        library)
                .with(SubjectLibraries.variable(library, Map.of()))
                .within(LIMIT));
        String said = (outcome.stdout() + outcome.stderr()).replace(library.toString(), "<file>");
        if (said.contains("stack guard")) {
            return "HotSpot warns that the library disables the stack guard: its PT_GNU_STACK is missing or executable";
        }
        if (outcome.ok() && outcome.stdout().contains(LoadProbe.LOADED)) {
            return null;
        }
        String reason = said.lines()
                .filter(line ->
                        line.contains("UnsatisfiedLinkError") || line.contains("SIG") && !line.contains("hs_err"))
                .map(line -> line.replaceAll("\\b(pc|pid|tid)=\\w+,?", "").strip())
                .findFirst()
                .orElse(outcome.tail());
        return "does not load into a JVM (" + outcome.ending() + "): " + reason;
    }

    private String problemOfExecutable(Path executable, ElfFacts facts) throws IOException {
        if (!facts.interpreter()) {
            return "it names no dynamic loader any more";
        }
        if (!facts.unloaded().isEmpty()) {
            return "no segment holds " + String.join(", ", facts.unloaded())
                    + ": the process would find other bytes at "
                    + (facts.unloaded().size() == 1 ? "its address" : "their addresses")
                    + " (GNU strip does this to what BOLT wrote; llvm-strip does not)";
        }
        // The variables that `ldd -r` sets: the loader resolves everything, prints what is missing, and does not start
        // the program.
        Outcome outcome = processes.run(Command.of(executable)
                .with(Map.of("LD_TRACE_LOADED_OBJECTS", "1", "LD_WARN", "yes", "LD_BIND_NOW", "yes"))
                .with(SubjectLibraries.variable(executable, Map.of()))
                .within(LIMIT));
        String said = (outcome.stdout() + "\n" + outcome.stderr()).replace(executable.toString(), "<file>");
        List<String> missing = said.lines()
                .filter(line -> line.contains("not found") || line.contains("undefined symbol"))
                .map(String::strip)
                .sorted()
                .toList();
        if (outcome.ok() && missing.isEmpty()) {
            return null;
        }
        return outcome.ok()
                ? "the dynamic loader misses " + String.join("; ", missing)
                : "the dynamic loader fails on it (" + outcome.ending() + ") " + outcome.tail();
    }

    /** Returns the place of {@link LoadProbe}: the plugin's jar, or its folder of classes. */
    public static Path ownClasses() throws IOException {
        try {
            return Path.of(LoadProbe.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the plugin's own classes are nowhere: " + e.getMessage(), e);
        }
    }
}
