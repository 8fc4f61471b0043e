package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Symbols are as rustc makes them; real files are in {@link TranslatedProfileIT}. */
class BranchNamesTest {

    private final Symbols symbols = new Symbols();

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
        return BranchNames.of(built, List.of(profiled), known, symbols.readable);
    }

    @Test
    void aLocalFunctionEndsAsLlvmBoltNamesItInTheNewFile() {
        String hot = symbols.function("a", "one", "hot");
        String now = symbols.function("a", "two", "hot");
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
        String write = symbols.function("core", "gnu", "write");
        String now = symbols.function("core", "musl", "write");
        assertThat(names(file(global(now)), Map.of(), write).of(write)).isEqualTo(now);
        String text = symbols.function("core", "gnu", "text");
        assertThat(names(file(now + " r 10 8"), Map.of(), text).of(text))
                .as("data is no function")
                .isNull();
    }

    @Test
    void versionsOfACrateAreToldApartByWhatIsKnownElseLeftOut() {
        String one = symbols.function("dep", "old1", "shared");
        String two = symbols.function("dep", "old2", "shared");
        String newOne = symbols.function("dep", "new1", "shared");
        String newTwo = symbols.function("dep", "new2", "shared");
        FileSymbols built = file(global(newOne), global(newTwo));
        assertThat(names(built, Map.of(), one, two))
                .satisfies(names -> assertThat(names.of(one)).isNull())
                .satisfies(names -> assertThat(names.of(two)).isNull());
        Map<String, String> known = Map.of(
                symbols.function("dep", "old1", "only_in_1"), symbols.function("dep", "new1", "only_in_1"),
                symbols.function("dep", "old2", "only_in_2"), symbols.function("dep", "new2", "only_in_2"));
        assertThat(names(built, known, one, two))
                .satisfies(names -> assertThat(names.of(one)).isEqualTo(newOne))
                .satisfies(names -> assertThat(names.of(two)).isEqualTo(newTwo));
        assertThat(names(file(global(newTwo)), known, one).of(one))
                .as("the other version's function is not its")
                .isNull();
    }

    @Test
    void aLegacyNameThatNamesNoCrateIsNotGuessed() {
        String before = symbols.legacy("shared", "1");
        String now = symbols.legacy("shared", "2");
        assertThat(names(file(global(now)), Map.of(), before).of(before)).isNull();
        assertThat(names(file(global(now)), Map.of(before, now), before).of(before))
                .isEqualTo(now);
    }

    @Test
    void noFunctionGetsTheNameOfTwo() {
        String one = symbols.function("a", "one", "f");
        String two = symbols.function("a", "two", "f");
        String now = symbols.function("a", "three", "f");
        assertThat(names(file(global(now)), Map.of(one, now, two, now), one, two))
                .satisfies(names -> assertThat(names.of(one)).isNull())
                .satisfies(names -> assertThat(names.of(two)).isNull());
    }
}
