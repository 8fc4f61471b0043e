package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Symbols are as rustc makes them; real files are in {@link TranslatedProfileIT}. */
class BranchNamesTest {

    private final Map<String, String> readable = new TreeMap<>();

    /** A v0 symbol of a function; its crate is named by one word and an id. */
    private String function(String crate, String id, String name) {
        String symbol = "_RNvCs" + id + "_" + crate.length() + crate + name.length() + name;
        readable.put(symbol, crate + "::" + name);
        return symbol;
    }

    private String legacy(String name, String hash) {
        String symbol = "_ZN3dep" + name.length() + name + "17h" + hash.repeat(16) + "E";
        readable.put(symbol, "dep::" + name);
        return symbol;
    }

    private static FileSymbols file(String... nm) {
        return FileSymbols.of(String.join("\n", nm));
    }

    private static String global(String symbol) {
        return symbol + " T 1040 20";
    }

    private static String local(String symbol) {
        return symbol + " t 1040 20";
    }

    private BranchNames names(FileSymbols built, Map<String, String> known, String... profiled) {
        return BranchNames.of(built, List.of(profiled), known, readable);
    }

    @Test
    void aLocalFunctionEndsAsLlvmBoltNamesItInTheNewFile() {
        String hot = function("a", "one", "hot");
        String now = function("a", "two", "hot");
        assertThat(names(file(local(now)), Map.of(hot, now), hot).of(hot)).isEqualTo(now + "/1");
        assertThat(names(file(global(now)), Map.of(hot, now), hot).of(hot)).isEqualTo(now);
        assertThat(names(file(local(now), local(now)), Map.of(hot, now), hot).of(hot))
                .as("which of the two is not known")
                .isNull();
        assertThat(names(file(global("main")), Map.of(hot, now), hot).of(hot))
                .as("inlined everywhere")
                .isNull();
    }

    @Test
    void aFunctionThatKeepsItsSymbolKeepsItsName() {
        assertThat(names(file(global("main"), local("helper")), Map.of(), "main", "helper"))
                .satisfies(names -> assertThat(names.of("main")).isEqualTo("main"))
                .satisfies(names -> assertThat(names.of("helper")).isEqualTo("helper/1"));
    }

    @Test
    void whatTheProfileOfPgoDoesNotKnowIsFoundByItsReadableName() {
        String write = function("core", "gnu", "write");
        String now = function("core", "musl", "write");
        assertThat(names(file(global(now)), Map.of(), write).of(write)).isEqualTo(now);
        String text = function("core", "gnu", "text");
        assertThat(names(file(now + " r 10 8"), Map.of(), text).of(text))
                .as("data is no function")
                .isNull();
    }

    @Test
    void versionsOfACrateAreToldApartByWhatIsKnownElseLeftOut() {
        String one = function("dep", "old1", "shared");
        String two = function("dep", "old2", "shared");
        String newOne = function("dep", "new1", "shared");
        String newTwo = function("dep", "new2", "shared");
        FileSymbols built = file(global(newOne), global(newTwo));
        assertThat(names(built, Map.of(), one, two))
                .satisfies(names -> assertThat(names.of(one)).isNull())
                .satisfies(names -> assertThat(names.of(two)).isNull());
        Map<String, String> known = Map.of(
                function("dep", "old1", "only_in_1"), function("dep", "new1", "only_in_1"),
                function("dep", "old2", "only_in_2"), function("dep", "new2", "only_in_2"));
        assertThat(names(built, known, one, two))
                .satisfies(names -> assertThat(names.of(one)).isEqualTo(newOne))
                .satisfies(names -> assertThat(names.of(two)).isEqualTo(newTwo));
        assertThat(names(file(global(newTwo)), known, one).of(one))
                .as("the other version's function is not its")
                .isNull();
    }

    @Test
    void aLegacyNameThatNamesNoCrateIsNotGuessed() {
        String before = legacy("shared", "1");
        String now = legacy("shared", "2");
        assertThat(names(file(global(now)), Map.of(), before).of(before)).isNull();
        assertThat(names(file(global(now)), Map.of(before, now), before).of(before))
                .isEqualTo(now);
    }

    @Test
    void noFunctionGetsTheNameOfTwo() {
        String one = function("a", "one", "f");
        String two = function("a", "two", "f");
        String now = function("a", "three", "f");
        assertThat(names(file(global(now)), Map.of(one, now, two, now), one, two))
                .satisfies(names -> assertThat(names.of(one)).isNull())
                .satisfies(names -> assertThat(names.of(two)).isNull());
    }
}
