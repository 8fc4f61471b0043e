package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files from rustc and BOLT, intact ones and ones with a planted fault; each fault is found by the check meant for
 * it.
 */
class FileAndLoadIT {

    private static CheckedCrate crate;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        crate = CheckedCrate.built();
    }

    @Test
    void aSoundBoltedProgramPassesEveryCheck() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        List<CheckResult> file = crate.fileCheck().check(crate.program(), List.of(bolted), Strip.Mode.none);
        assertThat(file).hasSize(6).allMatch(CheckResult::passed);
        assertThat(CheckedCrate.named(file, "hardening").detail())
                .contains("full RELRO")
                .contains("PIE")
                .contains("no executable stack");
        assertThat(CheckedCrate.named(file, "dependencies").detail())
                .contains("libc.so.6")
                .contains("GLIBC 2.");
        assertThat(CheckedCrate.named(file, "contents").detail())
                .containsPattern("symbols \\d{3,}")
                .contains("build-id");
        assertThat(CheckedCrate.named(file, "contents").evidence())
                .content()
                .contains(".eh_frame\t")
                .contains("gained\t");
        assertThat(CheckedCrate.named(file, "debug information").detail()).startsWith("verified");
        assertThat(crate.loadCheck().executables(crate.program(), List.of(bolted)))
                .hasSize(2)
                .allMatch(CheckResult::passed);
        assertThat(crate.outputCheck().check(crate.program(), List.of(bolted), List.of(CheckedCrate.workload("words"))))
                .hasSize(2)
                .allMatch(CheckResult::passed);
    }

    @Test
    void aSoundBoltedLibraryPassesEveryCheck() throws IOException {
        Variant bolted = crate.bolted(crate.library().file(), "bolt-library");
        List<CheckResult> file = crate.fileCheck().check(crate.library(), List.of(bolted), Strip.Mode.none);
        assertThat(file).hasSize(6).allMatch(CheckResult::passed);
        assertThat(crate.reader().read(bolted.file()).exports()).contains("checked_digits", "checked_caught");
        assertThat(crate.loadCheck().libraries(crate.library(), List.of(bolted)))
                .hasSize(2)
                .allMatch(CheckResult::passed);
    }

    @Test
    void lostStackHeaderIsCaughtInTheFileAndByTheJvm() throws IOException {
        Variant bolted = crate.bolted(crate.library().file(), "bolt-gnu-stack", "-use-gnu-stack");
        CheckResult hardening = CheckedCrate.named(
                crate.fileCheck().check(crate.library(), List.of(bolted), Strip.Mode.none), "hardening");
        assertThat(hardening.passed()).isFalse();
        assertThat(hardening.detail()).contains("PT_GNU_STACK is gone");
        CheckResult load =
                crate.loadCheck().libraries(crate.library(), List.of(bolted)).get(1);
        assertThat(load.passed()).isFalse();
        assertThat(load.detail()).contains("stack guard");
    }

    @Test
    void lostExportIsCaught() throws IOException {
        Path without = crate.build("lost-export", List.of(), "--features", "lost-export")
                .resolve("libchecked.so");
        List<CheckResult> results =
                crate.fileCheck().check(crate.library(), List.of(new Variant("pgo", without)), Strip.Mode.none);
        assertThat(CheckedCrate.named(results, "exports").passed()).isFalse();
        assertThat(CheckedCrate.named(results, "exports").detail()).contains("lost checked_digits;");
        assertThat(CheckedCrate.named(results, "hardening").passed()).isTrue();
    }

    @Test
    void lostHardeningOfTheLinkIsCaught() throws IOException {
        Path soft = crate.build(
                        "soft",
                        List.of(
                                "-Crelro-level=off",
                                "-Clink-arg=-Wl,-z,lazy",
                                "-Clink-arg=-Wl,-z,execstack",
                                "-Clink-arg=-Wl,-rpath,/tmp/anybodys"))
                .resolve("checked");
        CheckResult hardening = CheckedCrate.named(
                crate.fileCheck().check(crate.program(), List.of(new Variant("pgo", soft)), Strip.Mode.none),
                "hardening");
        assertThat(hardening.passed()).isFalse();
        assertThat(hardening.detail())
                .contains("RELRO is gone")
                .contains("BIND_NOW is gone")
                .contains("the stack became executable")
                .contains("libraries are searched in /tmp/anybodys");
    }

    @Test
    void anotherNameMoreLibrariesAndANewerGlibcAreCaught() throws IOException {
        Path source = Files.writeString(folder.resolve("one.c"), """
                extern int getpid(void);
                extern unsigned arc4random(void);
                int one(void) { return CALL(); }
                """);
        Path old = folder.resolve("libone.so");
        Path newer = folder.resolve("libnewer.so");
        for (List<Object> argv : List.<List<Object>>of(
                List.of("cc", "-shared", "-fPIC", "-DCALL=getpid", "-Wl,-soname,libone.so.1", "-o", old, source),
                // arc4random came with glibc 2.36.
                List.of(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-DCALL=arc4random",
                        "-Wl,-soname,libone.so.2",
                        "-Wl,--no-as-needed",
                        "-o",
                        newer,
                        source,
                        "-lm"))) {
            Outcome outcome = crate.processes.run(Command.of(argv.toArray()));
            assertThat(outcome.ok()).as(outcome.stderr()).isTrue();
        }
        CheckResult dependencies = CheckedCrate.named(
                crate.fileCheck()
                        .check(new Variant("baseline", old), List.of(new Variant("pgo", newer)), Strip.Mode.none),
                "dependencies");
        assertThat(dependencies.passed()).isFalse();
        assertThat(dependencies.detail())
                .contains(
                        "SONAME is libone.so.2 instead of libone.so.1",
                        "needs libraries that the baseline does not: libm.so.6",
                        "needs GLIBC 2.36, the baseline 2.2.5");
    }

    @Test
    void lostBranchProtectionIsCaught() throws IOException {
        assumeTrue(crate.host().startsWith("x86_64"), "IBT and SHSTK are of x86");
        Path source = Files.writeString(folder.resolve("one.c"), "int one(void) { return 1; }\n");
        Path guarded = folder.resolve("libguarded.so");
        Path plain = folder.resolve("libplain.so");
        for (List<Object> argv : List.<List<Object>>of(
                List.of("cc", "-shared", "-fcf-protection=full", "-Wl,-z,ibt,-z,shstk", "-o", guarded, source),
                List.of("cc", "-shared", "-fcf-protection=none", "-o", plain, source))) {
            Outcome outcome = crate.processes.run(Command.of(argv.toArray()));
            assertThat(outcome.ok()).as(outcome.stderr()).isTrue();
        }
        CheckResult hardening = CheckedCrate.named(
                crate.fileCheck()
                        .check(new Variant("baseline", guarded), List.of(new Variant("pgo", plain)), Strip.Mode.none),
                "hardening");
        assertThat(hardening.passed()).isFalse();
        assertThat(hardening.detail()).contains("branch protection IBT is gone", "branch protection SHSTK is gone");
    }

    @Test
    void aCopyWithoutSymbolsLoadsAndOneThatStripBreaksIsCaught() throws IOException {
        Variant bolted = crate.bolted(crate.library().file(), "bolt-library");
        Path strip = CheckedCrate.LLVM.resolve("llvm-strip");
        StripCheck sound = new StripCheck(crate.processes, strip, crate.loadCheck(), folder.resolve("a"));
        assertThat(sound.check(crate.library(), List.of(bolted), true))
                .singleElement()
                .matches(r -> r.passed() && r.name().equals("load after llvm-strip"));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strip")), "GNU strip is not here");
        StripCheck breaking =
                new StripCheck(crate.processes, Path.of("/usr/bin/strip"), crate.loadCheck(), folder.resolve("b"));
        assertThat(breaking.check(crate.library(), List.of(bolted), true))
                .singleElement()
                .matches(r -> !r.passed());
        Variant foreign = new Variant("pgo", Files.writeString(folder.resolve("text"), "no ELF"));
        assertThat(sound.check(crate.library(), List.of(foreign), true))
                .singleElement()
                .matches(r -> !r.passed() && r.detail().contains("llvm-strip cannot read it"));
    }

    @Test
    void gnuStripOnBoltsOutputIsCaughtByLoading() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strip")), "GNU strip is not here");
        Variant bolted = crate.bolted(crate.library().file(), "bolt-library");
        Path stripped = folder.resolve("libstripped.so");
        assertThat(crate.processes
                        .run(Command.of("/usr/bin/strip", "-o", stripped, bolted.file()))
                        .ok())
                .as("GNU strip says that all is well")
                .isTrue();
        CheckResult load = crate.loadCheck()
                .libraries(crate.library(), List.of(new Variant("bolt", stripped)))
                .get(1);
        assertThat(load.passed()).as(load.detail()).isFalse();
        // The JVM's report is evidence, and not left in the folder in which the build was started.
        assertThat(load.evidence()).isNotNull().content().contains("SIGSEGV");
    }

    @Test
    void gnuStripOnABoltedProgramIsCaughtWithoutRunningIt() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strip")), "GNU strip is not here");
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        Path stripped = folder.resolve("stripped");
        assertThat(crate.processes
                        .run(Command.of("/usr/bin/strip", "-o", stripped, bolted.file()))
                        .ok())
                .isTrue();
        assertThat(crate.processes.run(Command.of(stripped)).ok()).as("it runs").isFalse();
        CheckResult load = crate.loadCheck()
                .executables(crate.program(), List.of(new Variant("bolt", stripped)))
                .get(1);
        assertThat(load.passed()).as(load.detail()).isFalse();
    }

    @Test
    void oneChangedInstructionIsCaughtByTheOutputs() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        byte[] bytes = Files.readAllBytes(bolted.file());
        int changed = 0;
        for (int i = 3; i + 3 < bytes.length; i++) {
            // imul r64, r/m64, 1000003: REX.W 69 /r 43 42 0f 00
            if (bytes[i] == 0x43
                    && bytes[i + 1] == 0x42
                    && bytes[i + 2] == 0x0f
                    && bytes[i + 3] == 0
                    && bytes[i - 2] == 0x69) {
                bytes[i] ^= 1;
                changed++;
            }
        }
        assertThat(changed).as("the multiplication is in the file").isPositive();
        Path faulty = folder.resolve("checked");
        Files.write(faulty, bytes);
        Files.setPosixFilePermissions(faulty, Files.getPosixFilePermissions(bolted.file()));
        CheckResult outputs = crate.outputCheck()
                .check(crate.program(), List.of(new Variant("bolt", faulty)), List.of(CheckedCrate.workload("words")))
                .get(1);
        assertThat(outputs.passed()).isFalse();
        assertThat(outputs.detail())
                .contains("stdout differs from line 1")
                .contains("-total")
                .contains("+total");
    }

    @Test
    void aFileThatIsNoProgramIsNamed() throws IOException {
        Path foreign = Files.writeString(folder.resolve("text"), "no ELF");
        List<CheckResult> results =
                crate.fileCheck().check(crate.program(), List.of(new Variant("bolt", foreign)), Strip.Mode.none);
        assertThat(results).singleElement().matches(r -> !r.passed());
        assertThat(results.get(0).detail()).contains("text");
    }

    @Test
    void withoutReadobjTheCheckSaysThatItWasNotDone() throws IOException {
        List<CheckResult> results = new FileCheck(crate.processes, null, null, folder)
                .check(
                        crate.program(),
                        List.of(new Variant("bolt", crate.program().file())),
                        Strip.Mode.none);
        assertThat(results).singleElement();
        assertThat(results.get(0).detail()).startsWith("not done: llvm-readobj is missing");
    }
}
