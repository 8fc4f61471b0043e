package io.github.pgobolt.benchmark;

import java.util.List;

/** Results of a benchmark as a test needs them: what is not said is of a measurement without trouble. */
public final class Results {

    private Results() {}

    /** Returns a comparison over all workloads, with an interval of one per cent to each side. */
    public static Comparison comparison(String variant, String reference, double ratio, Verdict verdict) {
        return new Comparison(variant, reference, null, "cpu", ratio, ratio - 0.01, ratio + 0.01, 30, 0.02, verdict);
    }

    /** @param before the machine before it was measured; null if that is not known */
    public static BenchmarkResult of(Control control, MachineState before, Comparison... comparisons) {
        return new BenchmarkResult(
                1,
                List.of(comparisons),
                control,
                "cpu",
                "one thread is busy",
                null,
                List.of(),
                false,
                List.of(),
                30,
                "every comparison was decided",
                60,
                31.5,
                0,
                8,
                1,
                0.05,
                0.01,
                "runner",
                false,
                List.of(),
                List.of(),
                before,
                null,
                List.of());
    }
}
