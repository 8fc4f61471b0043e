package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output of cargo 1.95 for a package with a build script, a library, two bins and a path dependency. */
class CargoMessagesTest {

    private static final String ID = "path+file:///w/many#0.1.0";

    private static Subject subject(Subject.Kind kind, String name) {
        return new Subject(
                "many", ID, kind, name, "x86_64-unknown-linux-gnu", Path.of("/w/many/Cargo.toml"), Path.of("/w/many"));
    }

    private static String captured() {
        try (InputStream in = CargoMessagesTest.class.getResourceAsStream("build.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyKindOfTargetIsFoundByItsName() {
        CargoMessages messages = CargoMessages.parse(captured());
        assertThat(messages.fileOf(subject(Subject.Kind.bin, "many")))
                .contains(Path.of("/w/t/x86_64-unknown-linux-gnu/release/many"));
        assertThat(messages.fileOf(subject(Subject.Kind.bin, "second")))
                .contains(Path.of("/w/t/x86_64-unknown-linux-gnu/release/second"));
        assertThat(messages.fileOf(subject(Subject.Kind.lib, "many_lib")))
                .contains(Path.of("/w/t/x86_64-unknown-linux-gnu/release/libmany_lib.so"));
        assertThat(messages.fileOf(subject(Subject.Kind.lib, "many"))).isEmpty();
        assertThat(messages.fileOf(subject(Subject.Kind.bin, "build-script-build")))
                .isEmpty();
        assertThat(messages.fileOf(subject(Subject.Kind.bin, "third"))).isEmpty();
    }

    @Test
    void whatIsFreshWasNotCompiled() {
        CargoMessages messages = CargoMessages.parse(captured());
        assertThat(messages.artifacts()).hasSize(5);
        assertThat(messages.artifacts().stream().filter(CargoMessages.Artifact::fresh))
                .hasSize(1)
                .allMatch(a -> a.target().name().equals("near"));
    }

    @Test
    void whatBuildScriptsLeftIsListed() {
        CargoMessages messages =
                CargoMessages.parse(captured().replace("\"env\":[]", "\"env\":[[\"BUILT_AT\",\"7\"],[\"half\"],null]"));
        assertThat(messages.scripts())
                .containsExactly(new CargoMessages.ScriptOutput(
                        ID,
                        Path.of("/w/t/x86_64-unknown-linux-gnu/release/build/many-aac3a14e086d2492/out"),
                        Map.of("BUILT_AT", "7")));
        assertThat(CargoMessages.parse(captured().replace("\"out_dir\"", "\"folder\""))
                        .scripts())
                .isEmpty();
    }

    @Test
    void aMessageOfAnotherFormCostsItselfAlone() {
        assertThat(CargoMessages.parse(captured()).notUnderstood()).isEmpty();
        CargoMessages messages = CargoMessages.parse(captured().replace("\"fresh\":false", "\"state\":\"dirty\""));
        assertThat(messages.notUnderstood()).containsExactly("whether a unit was compiled");
        assertThat(messages.fileOf(subject(Subject.Kind.bin, "many"))).isPresent();
        CargoMessages other =
                CargoMessages.parse("{\"reason\":\"compiler-artifact\",\"target\":\"many\"}\n" + captured());
        assertThat(other.artifacts()).hasSize(5);
        assertThat(other.notUnderstood()).containsExactly("a message of a built file");
    }

    @Test
    void anotherPackagesTargetOfTheSameNameIsNotTaken() {
        assertThat(CargoMessages.parse(captured().replace(ID, "path+file:///w/other#0.1.0"))
                        .fileOf(subject(Subject.Kind.bin, "many")))
                .isEmpty();
    }

    @Test
    void otherLinesArePassedOver() {
        CargoMessages messages =
                CargoMessages.parse("some text\n{\n{}\n{\"reason\":5}\n{\"reason\":\"compiler-artifact\"}\n"
                        + "{\"reason\":\"compiler-artifact\",\"target\":{},\"filenames\":[]}\n"
                        + "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"x\"},\"filenames\":[\"/x\"]}\n{\"reason\":\"build-finished\",\"success\":true}\n"
                        + captured());
        assertThat(messages.artifacts()).hasSize(5);
        assertThat(messages.notUnderstood()).containsExactly("a message of a built file");
        assertThat(CargoMessages.parse("").fileOf(subject(Subject.Kind.bin, "many")))
                .isEmpty();
    }

    @Test
    void librariesThatCargoRunWouldFindAreKnown(@TempDir Path target) throws IOException {
        Path out = Crates.write(target.resolve("release/build/x/out/libgrain.so.1"), "")
                .getParent();
        Crates.write(out.resolve("libgrain.a"), "");
        Path dylib = Crates.write(target.resolve("release/libdep.so"), "");
        String unit =
                "{\"reason\":\"compiler-artifact\",\"package_id\":\"p\",\"target\":{\"kind\":[\"KIND\"],\"crate_types\":[\"KIND\"],"
                        + "\"name\":\"n\"},\"filenames\":[\"FILE\"],\"fresh\":true}\n";
        CargoMessages messages = CargoMessages.parse(
                "{\"reason\":\"build-script-executed\",\"package_id\":\"p\",\"linked_paths\":[\"native=" + out
                        + "\",\"/usr/lib\"]}\n"
                        + unit.replace("KIND", "dylib").replace("FILE", dylib.toString())
                        + unit.replace("KIND", "proc-macro")
                                .replace(
                                        "FILE",
                                        target.resolve("release/libmacro.so").toString())
                        + unit.replace("KIND", "dylib")
                                .replace(
                                        "FILE",
                                        target.resolve("release/libsubject.so").toString()));
        assertThat(messages.librariesFor(target.resolve("release/libsubject.so"), target))
                .containsExactlyInAnyOrder(dylib, out.resolve("libgrain.so.1"));
    }
}
