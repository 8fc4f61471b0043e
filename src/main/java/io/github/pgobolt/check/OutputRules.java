package io.github.pgobolt.check;

import io.github.pgobolt.workload.Workload;
import java.util.List;

/**
 * What counts as the same output.
 *
 * @param ignore regular expressions; what they match in a line is not compared, and a line that they empty is dropped
 * @param relativeTolerance how far two numbers may lie apart, as a share of the larger; 0 compares text
 * @param unordered whether the order of lines is free, as it is for output of several threads
 */
public record OutputRules(List<String> ignore, double relativeTolerance, boolean unordered) {

    public OutputRules {
        ignore = List.copyOf(ignore);
        if (unordered && relativeTolerance > 0) {
            // Which line belongs to which cannot be told when neither the order nor the text holds.
            throw new IllegalArgumentException("unordered lines and a tolerance for numbers do not go together");
        }
        if (!(relativeTolerance >= 0 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("the tolerance is a share from 0 to below 1, not " + relativeTolerance);
        }
    }

    /** The rules that a workload states by itself: its regular expressions. */
    public static OutputRules of(Workload workload) {
        return new OutputRules(workload.ignore(), 0, false);
    }
}
