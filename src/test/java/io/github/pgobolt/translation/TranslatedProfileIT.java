package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BranchYaml;
import io.github.pgobolt.pgo.ArrivedCounts;
import io.github.pgobolt.pgo.CountedFunctions;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.translation.TranslatedProfile.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with two versions of one crate, as cargo builds it: a version is what enters {@code -Cmetadata}. */
class TranslatedProfileIT {

    private static final String DEPENDENCY = """
            #[inline(never)]
            pub fn shared(n: u64) -> u64 {
                let mut sum = 0;
                for i in 0..n { if i % 3 == 0 { sum ^= std::hint::black_box(i); } }
                sum
            }
            #[inline(never)]
            pub fn only_in_VERSION(n: u64) -> u64 { (0..n + VERSION).map(|i| i * i).sum() }
            """;

    private static final String PROGRAM = """
            #[inline(never)]
            fn mine(n: u64) -> u64 { (0..n).filter(|i| i % 7 == 3).map(std::hint::black_box).sum() }
            fn main() {
                println!("{} {} {} {} {}", one::shared(1000), two::shared(10), one::only_in_1(5), two::only_in_2(5), mine(99));
            }
            """;

    private static final String RELOCATIONS = "-Clink-arg=-Wl,--emit-relocs";

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    @TempDir
    static Path folder;

    private static TranslatedProfile.Tools tools;

    @BeforeAll
    static void tools() throws IOException {
        LlvmToolchain llvm = new Toolchains(PROCESSES)
                .detect(ToolRequest.inDirectory(folder))
                .llvm();
        tools = new TranslatedProfile.Tools(PROCESSES, llvm.profdata(), llvm.objcopy(), llvm.nm());
    }

    /** A program that was built. */
    private record Built(Path place, String said) {

        Set<String> found() {
            return ArrivedCounts.functions(said);
        }

        double share(Path profile) throws IOException {
            return ArrivedCounts.share(said, PROCESSES, tools.profdata(), profile, place.resolve("counts.txt"));
        }

        Path program() {
            return place.resolve("program");
        }

        /** Returns the symbol of a function, which one version of the dependency has. */
        String symbol(int dependency, String function) throws IOException {
            return RustProgram.ok(Command.of(
                            tools.nm().path(), "--format=just-symbols", place.resolve("libdep" + dependency + ".rlib")))
                    .stdout()
                    .lines()
                    .filter(line -> line.contains(function.length() + function))
                    .findFirst()
                    .orElseThrow();
        }

        /** Returns its counts. */
        double counts(Path profile, int dependency, String function) throws IOException {
            String symbol = symbol(dependency, function);
            Map<String, CountedFunctions.Counts> counts =
                    CountedFunctions.read(PROCESSES, tools.profdata(), profile, place.resolve("counts.txt"));
            return counts.containsKey(symbol) ? counts.get(symbol).sum() : 0;
        }
    }

    private static Built build(String release, String mangling, String... flags) throws IOException {
        Path place = Files.createDirectories(folder.resolve(release + "-" + mangling));
        List<String> all = new ArrayList<>(List.of(
                "rustc",
                "--edition=2021",
                "-O",
                "-Ccodegen-units=1",
                "-Csymbol-mangling-version=" + mangling,
                "-Zunstable-options"));
        all.addAll(Arrays.asList(flags));
        StringBuilder said = new StringBuilder();
        for (int version : List.of(1, 2)) {
            Path source = Files.writeString(
                    place.resolve("dep" + version + ".rs"), DEPENDENCY.replace("VERSION", Integer.toString(version)));
            said.append(rustc(
                    all,
                    List.of(
                            "--crate-name=dep",
                            "--crate-type=rlib",
                            "-Cmetadata=" + release + version,
                            "-o" + place.resolve("libdep" + version + ".rlib"),
                            source.toString())));
        }
        Path source = Files.writeString(place.resolve("program.rs"), PROGRAM);
        said.append(rustc(
                all,
                List.of(
                        "--crate-name=program",
                        "-Cmetadata=" + release,
                        "--extern=one=" + place.resolve("libdep1.rlib"),
                        "--extern=two=" + place.resolve("libdep2.rlib"),
                        "-o" + place.resolve("program"),
                        source.toString())));
        return new Built(place, said.toString());
    }

    private static String rustc(List<String> flags, List<String> more) throws IOException {
        // Legacy mangling is an unstable option, which this variable allows on stable.
        return RustProgram.ok(Command.of(flags).and(more).with("RUSTC_BOOTSTRAP", "1"))
                .stderr();
    }

    private static Built use(String release, String mangling, Path profile) throws IOException {
        return build(release, mangling, "-Cprofile-use=" + profile, ArrivedCounts.LIST, MissingFunction.LIST);
    }

    private static Path train(Built built) throws IOException {
        Path raw = built.place().resolve("raw.profraw");
        RustProgram.ok(Command.of(built.program()).with("LLVM_PROFILE_FILE", raw.toString()));
        Path merged = built.place().resolve("merged.profdata");
        RustProgram.ok(Command.of(tools.profdata().path(), "merge", "--sparse", raw, "-o", merged));
        return merged;
    }

    private static TranslatedProfile translate(Path profile, Built built, Path output) throws IOException {
        Path between = Files.createTempDirectory(folder, "between");
        return TranslatedProfile.write(
                tools,
                profile,
                new Heard(MissingFunction.listed(built.said()), built.found()),
                between,
                output,
                symbols(output));
    }

    private static Path symbols(Path translated) {
        return translated.resolveSibling(translated.getFileName() + ".symbols");
    }

    @Test
    void anotherReleaseGetsAllCountsAndEachVersionOfACrateItsOwn() throws IOException {
        Built trained = build("1.0", "v0", "-Cprofile-generate");
        Path profile = train(trained);
        Built before = use("1.1", "v0", profile);
        assertThat(before.share(profile)).as("by the names of the training").isLessThan(0.01);

        Path translated = folder.resolve("translated.profdata");
        TranslatedProfile result = translate(profile, before, translated);
        assertThat(result.functions()).isGreaterThan(5);
        assertThat(result.ambiguous()).isZero();
        assertThat(result.unread()).isZero();
        assertThat(before.share(profile) + result.translatedShare()).isGreaterThan(0.99);
        for (String function : List.of("shared", "only_in_1", "only_in_2")) {
            for (int dependency : List.of(1, 2)) {
                if (function.endsWith("d") || function.endsWith(Integer.toString(dependency))) {
                    assertThat(before.counts(translated, dependency, function))
                            .as(function + " of version " + dependency)
                            .isPositive()
                            .isEqualTo(trained.counts(profile, dependency, function));
                }
            }
        }
        assertThat(before.counts(translated, 1, "shared")).isGreaterThan(50 * before.counts(translated, 2, "shared"));

        Built after = use("1.1", "v0", translated);
        assertThat(after.share(translated)).isGreaterThan(0.99);
        assertThat(after.said()).doesNotContain("hash mismatch");

        Path again = folder.resolve("again.profdata");
        translate(profile, before, again);
        assertThat(again).hasSameBinaryContentAs(translated);
    }

    @Test
    void theBranchProfileOfTheReleaseBeforeFindsItsFunctionsToo() throws IOException {
        Path profile = train(build("1.0", "v0", "-Cprofile-generate"));
        Built listed = use("1.1", "v0", profile);
        Path translated = folder.resolve("translated-branches.profdata");
        translate(profile, listed, translated);
        Built trained = build("1.0", "v0", "-Cprofile-use=" + profile, RELOCATIONS);
        Built now = build("1.1", "v0", "-Cprofile-use=" + translated, RELOCATIONS);

        Bolt bolt = new Bolt(PROCESSES, RustProgram.llvm("llvm-bolt", 22), Duration.ofMinutes(2));
        Path log = folder.resolve("bolt.log");
        Path instrumented = folder.resolve("instrumented");
        Path fdata = folder.resolve("run.fdata");
        bolt.instrument(trained.program(), instrumented, fdata, Bolt.Writing.EACH_SECOND, log);
        RustProgram.ok(Command.of(instrumented));
        Path yaml = folder.resolve("trained.yaml");
        bolt.read(trained.program(), fdata, false, yaml, log);
        Set<String> profiled = BranchYaml.read(yaml).byFunction().keySet();

        BranchNames names = BranchNames.of(
                tools,
                now.program(),
                profiled,
                symbols(translated),
                UnaryOperator.identity(),
                Files.createTempDirectory(folder, "between"));
        Path renamed = folder.resolve("renamed.yaml");
        assertThat(BranchYaml.rename(yaml, renamed, names::of)).isGreaterThan(5);
        Path taken = folder.resolve("taken.yaml");
        bolt.read(now.program(), renamed, true, taken, log);
        double arrived = BranchYaml.read(renamed).share(BranchYaml.read(taken));
        bolt.read(now.program(), yaml, true, taken, log);
        double before = BranchYaml.read(yaml).share(BranchYaml.read(taken));
        assertThat(arrived).as("by the names of the file").isGreaterThan(0.99);
        assertThat(before).as("by those of the training").isLessThan(0.5);
        for (int dependency : List.of(1, 2)) {
            assertThat(names.of(trained.symbol(dependency, "shared")))
                    .as("of version " + dependency)
                    .isEqualTo(now.symbol(dependency, "shared"));
        }
    }

    @Test
    void legacyNamesThatBothVersionsHaveAreLeftOut() throws IOException {
        Built trained = build("1.0", "legacy", "-Cprofile-generate");
        Path profile = train(trained);
        Built before = use("1.1", "legacy", profile);
        Path translated = folder.resolve("translated-legacy.profdata");
        TranslatedProfile result = translate(profile, before, translated);
        assertThat(result.ambiguous()).isGreaterThanOrEqualTo(2);
        assertThat(result.ambiguousShare()).isGreaterThan(0.1);
        assertThat(before.counts(translated, 1, "shared")).as("never mixed").isZero();
        assertThat(before.counts(translated, 2, "shared")).as("never mixed").isZero();
        assertThat(before.counts(translated, 1, "only_in_1"))
                .isPositive()
                .isEqualTo(trained.counts(profile, 1, "only_in_1"));
    }

    @Test
    void manyNamesAreDemangledAtOnceWhateverTheirCharacters() throws IOException {
        Map<String, String> expected = new HashMap<>(Map.of(
                "_RNvCs10LviWvaP0h_5tally4main", "tally::main",
                "_RNvXCsi6HMmh6StXZ_3depyNtB2_4Work4work", "<u64 as dep::Work>::work",
                "_ZN4core3fmt9Formatter9write_str17h0123456789abcdefE", "core::fmt::Formatter::write_str",
                "_ZN42_$LT$u64$u20$as$u20$dep..Work$GT$4work17hfedcba9876543210E",
                        "_ZN42_$LT$u64$u20$as$u20$dep..Work$GT$4workE",
                "main", "main",
                "odd=name,global@\"x\" y", "odd=name,global@\"x\" y",
                "_RNotMangled", "_RNotMangled"));
        IntStream.range(0, 20_000)
                .mapToObj(i -> "function_" + i)
                .forEach(name -> expected.put("_RNvCs10LviWvaP0h_5tally" + name.length() + name, "tally::" + name));
        Map<String, String> readable = new Demangler(PROCESSES, tools.objcopy(), tools.nm())
                .demangled(expected.keySet(), Files.createTempDirectory(folder, "names"));
        assertThat(readable).containsExactlyInAnyOrderEntriesOf(expected);
    }
}
