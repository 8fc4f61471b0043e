package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.pgo.CountedFunctions.Counts;
import io.github.pgobolt.pgo.ProfileChange.Moved;
import io.github.pgobolt.pgo.ProfileChange.Pair;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileChangeTest {

    private static Counts counts(double sum) {
        return new Counts(sum, sum);
    }

    @Test
    void theSameProfileHasAllInCommonAndNothingMoved() {
        Map<String, Counts> profile = Map.of("a", counts(75), "b", counts(25));
        ProfileChange change = ProfileChange.of(profile, profile);
        assertThat(change.commonPercent()).isEqualTo(100);
        assertThat(change.moved()).isEmpty();
    }

    @Test
    void alongerTrainingOfTheSameWorkMovesNothing() {
        ProfileChange change = ProfileChange.of(
                Map.of("a", counts(75), "b", counts(25)), Map.of("a", counts(7500), "b", counts(2500)));
        assertThat(change.commonPercent()).isEqualTo(100);
        assertThat(change.total()).isEqualTo(new Pair(100, 10_000));
    }

    @Test
    void whatMovedIsNamedTheGreatestFirst() {
        ProfileChange change = ProfileChange.of(
                Map.of("a", counts(60), "b", counts(30), "gone", counts(10)),
                Map.of("a", counts(20), "b", counts(35), "new", counts(45)));
        assertThat(change.commonPercent()).isEqualTo(50);
        assertThat(change.counted()).isEqualTo(new Pair(3, 3));
        assertThat(change.moved())
                .containsExactly(
                        new Moved("new", new Pair(0, 45)),
                        new Moved("a", new Pair(60, 20)),
                        new Moved("gone", new Pair(10, 0)),
                        new Moved("b", new Pair(30, 35)));
    }

    @Test
    void onlyTenAreNamed() {
        Map<String, Counts> before = new HashMap<>();
        Map<String, Counts> now = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            before.put("f" + i, counts(1));
            now.put("g" + i, counts(1));
        }
        assertThat(ProfileChange.of(before, now).moved()).hasSize(10);
        assertThat(ProfileChange.of(before, now).commonPercent()).isZero();
    }

    @Test
    void anEmptyProfileHasNothingInCommon() {
        assertThat(ProfileChange.of(Map.of(), Map.of("a", counts(1))).commonPercent())
                .isZero();
    }
}
