package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private static final int RACES = 1000;
    private static final Halving.Listener NOBODY = (stage, stages, best, ratio, left) -> {};

    /** Files with true times, on a machine whose runs scatter by 2 %. */
    private record Field(Map<String, Double> logTimes, Random random) {

        static Field of(int files, int faster, double gain, Random random) {
            Map<String, Double> times = new TreeMap<>();
            for (int file = 0; file < files; file++) {
                times.put("layout-" + file, file == faster ? Math.log(1 - gain) : 0.0);
            }
            return new Field(times, random);
        }

        private double run(String file) {
            return logTimes.getOrDefault(file, 0.0) + 0.02 * random.nextGaussian();
        }

        List<Double> ratios(List<String> files, int rounds) {
            List<Double> ratios = new ArrayList<>();
            for (String file : files) {
                double[] differences = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    differences[round] = run(file) - run("reference");
                }
                ratios.add(Math.exp(Median.withDefaults().evaluate(differences)));
            }
            return ratios;
        }

        String winner() {
            return Halving.winner(
                    List.copyOf(logTimes.keySet()), (stage, files, rounds) -> ratios(files, rounds), NOBODY);
        }

        /** Confirms the winner against three files that are as fast as the reference, looking after every round. */
        boolean confirms(String winner) {
            List<String> others = List.of("baseline", "pgo", "pgo-bolt");
            double alpha = 0.05 / 6;
            List<List<Double>> differences = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < 40; round++) {
                double own = run(winner);
                boolean all = true;
                for (int other = 0; other < others.size(); other++) {
                    differences.get(other).add(run(others.get(other)) - own);
                    double[] seen =
                            differences.get(other).stream().mapToDouble(d -> d).toArray();
                    all &= Verdict.of(Estimate.of(seen, alpha), 0.01, null) == Verdict.SLOWER;
                }
                if (all) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void ofEqualLayoutsHardlyOneIsShownBetter() {
        Random random = new Random(1);
        int wrong = 0;
        for (int race = 0; race < RACES; race++) {
            Field field = Field.of(16, -1, 0, random);
            wrong += field.confirms(field.winner()) ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(RACES / 20);
    }

    @Test
    void oneThatIsTenPerCentFasterIsFoundAndConfirmed() {
        Random random = new Random(2);
        int found = 0;
        for (int race = 0; race < RACES; race++) {
            Field field = Field.of(16, race % 16, 0.1, random);
            String winner = field.winner();
            found += winner.equals("layout-" + race % 16) && field.confirms(winner) ? 1 : 0;
        }
        assertThat(found).isGreaterThan((int) (0.95 * RACES));
    }

    @Test
    void theSlowerHalfLeavesInEachStageAndTheOthersRunLonger() {
        List<String> stages = new ArrayList<>();
        String winner = Halving.winner(
                List.of("a", "b", "c", "d", "e"),
                (stage, files, rounds) -> {
                    stages.add(stage + " " + files + " " + rounds);
                    return files.stream()
                            .map(file -> 2.0 - file.charAt(0) / 100.0)
                            .toList();
                },
                NOBODY);
        assertThat(winner).isEqualTo("e");
        assertThat(stages).containsExactly("1 [a, b, c, d, e] 3", "2 [e, d, c] 6", "3 [e, d] 12");
        assertThat(Halving.winner(List.of("a"), (stage, files, rounds) -> List.of(), NOBODY))
                .isEqualTo("a");
    }

    @Test
    void moreFilesTakeMoreRuns() {
        assertThat(Halving.runs(1)).isZero();
        assertThat(Halving.runs(2)).isEqualTo(4 * 3 + 3);
        assertThat(Halving.runs(20)).isGreaterThan(Halving.runs(10));
    }

    @Test
    void onlyAWinnerOverEveryOtherFileIsConfirmed() {
        assertThat(Halving.isConfirmed(Results.of(
                        new Control(1, 0.99, 1.01, 30, Verdict.SAME),
                        null,
                        against("baseline", 1.05, 1.1, Verdict.SLOWER),
                        against("pgo", 1.01, 1.1, Verdict.SLOWER))))
                .isTrue();
        assertThat(Halving.isConfirmed(Results.of(
                        new Control(1, 0.99, 1.01, 30, Verdict.SAME),
                        null,
                        against("baseline", 1.05, 1.1, Verdict.SLOWER),
                        against("pgo", 0.99, 1.1, Verdict.NO_DIFFERENCE_SHOWN))))
                .isFalse();
    }

    private static Comparison against(String other, double low, double high, Verdict verdict) {
        return new Comparison(other, "tuned", null, "cpu", (low + high) / 2, low, high, 30, 0.01, verdict);
    }
}
