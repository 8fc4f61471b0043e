package io.github.pgobolt.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.translation.TextProfile.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Symbols are as rustc makes them; what they read is said here, and by llvm-nm in {@link TranslatedProfileIT}. */
class NameTranslationTest {

    private final Symbols symbols = new Symbols();

    private static Counted counted(String key, long hash, double counts) {
        return new Counted(key, Long.toString(hash), counts);
    }

    private static MissingFunction missing(String symbol, long hash) {
        return new MissingFunction("m.2-cgu.0", symbol, Long.toString(hash));
    }

    private NameTranslation of(List<Counted> profile, MissingFunction... missing) {
        return NameTranslation.of(profile, Arrays.asList(missing), Set.of(), symbols.readable);
    }

    @Test
    void aFunctionIsFoundByItsReadableNameAndItsControlFlow() {
        Counted hot = counted("m.1-cgu.0;" + symbols.function("a", "one", "hot"), 7, 900);
        Counted other = counted(symbols.function("a", "one", "other"), 8, 50);
        NameTranslation names = of(
                List.of(hot, other),
                missing(symbols.function("a", "two", "hot"), 7),
                missing(symbols.function("a", "two", "other"), 9));
        assertThat(names.keys(hot)).containsExactly("m.2-cgu.0;" + symbols.function("a", "two", "hot"));
        assertThat(names.key(hot.key())).isEqualTo("m.2-cgu.0;" + symbols.function("a", "two", "hot"));
        assertThat(names.keys(other)).as("another control flow").isEmpty();
        assertThat(names.translated()).containsExactly(hot);
        assertThat(names.ambiguous()).isEmpty();
    }

    @Test
    void twoVersionsOfACrateAreToldApartByAFunctionThatOnlyOneHas() {
        Counted shared1 = counted(symbols.function("dep", "old1", "shared"), 7, 1000);
        Counted shared2 = counted(symbols.function("dep", "old2", "shared"), 7, 10);
        Counted own1 = counted(symbols.function("dep", "old1", "own1"), 8, 1);
        Counted own2 = counted(symbols.function("dep", "old2", "own2"), 9, 1);
        NameTranslation names = of(
                List.of(shared1, shared2, own1, own2),
                missing(symbols.function("dep", "new2", "shared"), 7),
                missing(symbols.function("dep", "new1", "shared"), 7),
                missing(symbols.function("dep", "new1", "own1"), 8),
                missing(symbols.function("dep", "new2", "own2"), 9));
        assertThat(names.keys(shared1)).containsExactly(symbols.function("dep", "new1", "shared"));
        assertThat(names.keys(shared2)).containsExactly(symbols.function("dep", "new2", "shared"));
    }

    @Test
    void twoVersionsThatNothingTellsApartKeepTheirNames() {
        Counted shared1 = counted(symbols.function("dep", "old1", "shared"), 7, 1000);
        Counted shared2 = counted(symbols.function("dep", "old2", "shared"), 7, 10);
        NameTranslation names = of(
                List.of(shared1, shared2),
                missing(symbols.function("dep", "new2", "shared"), 7),
                missing(symbols.function("dep", "new1", "shared"), 7));
        assertThat(names.translated()).isEmpty();
        assertThat(names.ambiguous()).containsExactly(shared1, shared2);
        assertThat(names.key(shared1.key())).isEqualTo(shared1.key());
    }

    /** Only one version's function ran in training, so that the profile holds no other of that name. */
    @Test
    void aFunctionThatRanInOneVersionDoesNotGiveItsCountsToTheOther() {
        Counted shared1 = counted(symbols.function("dep", "old1", "shared"), 7, 1000);
        Counted own1 = counted(symbols.function("dep", "old1", "own1"), 8, 1);
        NameTranslation names = of(
                List.of(shared1, own1),
                missing(symbols.function("dep", "new1", "shared"), 7),
                missing(symbols.function("dep", "new2", "shared"), 7),
                missing(symbols.function("dep", "new1", "own1"), 8));
        assertThat(names.keys(shared1)).containsExactly(symbols.function("dep", "new1", "shared"));
        assertThat(of(
                                List.of(shared1),
                                missing(symbols.function("dep", "new1", "shared"), 7),
                                missing(symbols.function("dep", "new2", "shared"), 7))
                        .ambiguous())
                .containsExactly(shared1);
    }

    @Test
    void functionsThatContradictEachOtherDecideNothing() {
        Counted one = counted(symbols.function("dep", "old1", "one"), 7, 1000);
        Counted two = counted(symbols.function("dep", "old1", "two"), 8, 10);
        NameTranslation names = of(
                List.of(one, two),
                missing(symbols.function("dep", "new1", "one"), 7),
                missing(symbols.function("dep", "new2", "two"), 8));
        assertThat(names.translated()).isEmpty();
        assertThat(names.ambiguous()).containsExactly(one, two);
    }

    @Test
    void aCrateWhoseIdStaysIsItselfAndLeavesTheOtherOne() {
        Counted same = counted(symbols.function("dep", "same", "gone"), 7, 5);
        Counted moved = counted(symbols.function("dep", "old", "shared"), 7, 1000);
        NameTranslation names = of(
                List.of(same, moved),
                missing(symbols.function("dep", "same", "shared"), 7),
                missing(symbols.function("dep", "new", "shared"), 7));
        assertThat(names.keys(moved)).containsExactly(symbols.function("dep", "new", "shared"));
    }

    @Test
    void aSymbolThatIsTheSameGetsTheModuleThatItHasNow() {
        String symbol = symbols.legacy("f", "a");
        Counted local = counted("m.1-cgu.0;" + symbol, 7, 1000);
        Counted other = counted("m.1-cgu.0;" + symbols.legacy("f", "b"), 7, 10);
        NameTranslation names = of(List.of(local, other), missing(symbol, 7), missing(symbols.legacy("f", "c"), 7));
        assertThat(names.keys(local)).containsExactly("m.2-cgu.0;" + symbol);
        assertThat(names.keys(other)).containsExactly("m.2-cgu.0;" + symbols.legacy("f", "c"));
    }

    /** Codegen units by a flag of rustc rename nothing, and decide what is local. */
    @Test
    void aFunctionThatIsLocalByNowIsSoughtInItsModule() {
        Counted global = counted(symbols.function("a", "one", "f"), 7, 1000);
        NameTranslation names = of(List.of(global), missing(symbols.function("a", "one", "f"), 7));
        assertThat(names.keys(global)).containsExactly("m.2-cgu.0;" + symbols.function("a", "one", "f"));
    }

    @Test
    void legacyNamesThatSeveralShareKeepTheirs() {
        Counted one = counted(symbols.legacy("f", "a"), 7, 1000);
        Counted two = counted(symbols.legacy("g", "a"), 8, 10);
        NameTranslation names = of(
                List.of(one, two),
                missing(symbols.legacy("f", "b"), 7),
                missing(symbols.legacy("f", "c"), 7),
                missing(symbols.legacy("g", "b"), 8));
        assertThat(names.keys(one)).isEmpty();
        assertThat(names.keys(two)).containsExactly(symbols.legacy("g", "b"));
        assertThat(names.ambiguous()).containsExactly(one);
    }

    @Test
    void whatFoundItsCountsIsLeftAsItIs() {
        Counted found = counted(symbols.function("a", "one", "f"), 7, 1000);
        NameTranslation names = NameTranslation.of(
                List.of(found),
                List.of(missing(symbols.function("a", "two", "f"), 7)),
                Set.of(found.symbol()),
                symbols.readable);
        assertThat(names.translated()).isEmpty();
    }
}
