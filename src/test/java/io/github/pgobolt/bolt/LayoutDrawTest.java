package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutDrawTest {

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void everyMajorDrawsAndKnowsWhatItIsGiven(int major) {
        BoltOptions known = Captured.options(major);
        List<LayoutDraw> draws = LayoutDraw.random(known, known.defaults(), 4);
        assertThat(draws).extracting(LayoutDraw::name).containsExactly("draw-1", "draw-2", "draw-3", "draw-4");
        assertThat(draws).extracting(LayoutDraw::options).doesNotHaveDuplicates();
        assertThat(draws)
                .allSatisfy(draw -> assertThat(draw.options())
                        .contains("-reorder-functions=random")
                        .allMatch(known::has));

        List<LayoutDraw> candidates = LayoutDraw.candidates(known, known.defaults(), 48);
        assertThat(candidates).hasSize(48);
        assertThat(candidates).extracting(LayoutDraw::name).doesNotHaveDuplicates();
        assertThat(candidates).extracting(LayoutDraw::options).doesNotHaveDuplicates();
        assertThat(candidates)
                .allSatisfy(one -> assertThat(one.options()).allMatch(known::has))
                .noneSatisfy(one -> assertThat(one.options()).isEqualTo(known.defaults()));
        assertThat(LayoutDraw.candidates(known, known.defaults(), 6))
                .extracting(LayoutDraw::name)
                .containsExactly("layout-1", "draw-1", "layout-2", "draw-2", "layout-3", "draw-3");
    }

    @Test
    void aLayoutIsDrawnOfTheOptionsInEffectWhateverTheyAre() {
        BoltOptions known = Captured.options(22);
        assertThat(LayoutDraw.random(known, List.of("--reorder-blocks=cache", "-lite=0"), 2))
                .extracting(LayoutDraw::options)
                .containsExactly(
                        List.of("--reorder-blocks=cache", "-lite=0", "-reorder-functions=random", "-bolt-seed=1"),
                        List.of(
                                "-lite=0",
                                "-reorder-blocks=cluster-shuffle",
                                "-reorder-functions=random",
                                "-bolt-seed=2"));
        assertThat(LayoutDraw.random(known, known.defaults(), 0)).isEmpty();
    }

    @Test
    void aBoltThatKnowsNoneOfThemDrawsNothing() {
        BoltOptions bare = BoltOptions.parse(Captured.bolt(22), "  --split-functions   - split functions\n");
        assertThat(LayoutDraw.random(bare, List.of("-split-functions"), 4)).isEmpty();
        assertThat(LayoutDraw.candidates(bare, List.of("-split-functions"), 4)).isEmpty();
    }
}
