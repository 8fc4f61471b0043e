package io.github.pgobolt.check;

import io.github.pgobolt.workload.Workload;
import java.util.List;

/**
 * The rules by which two outputs count as the same.
 *
 * @param ignore regular expressions; matching text in a line is not compared, and a line that becomes empty is dropped
 * @param relativeTolerance how far two numbers may differ, as a share of the larger; 0 compares text
 * @param unordered whether the order of lines is free, as it is for output of several threads
 */
public record OutputRules(List<String> ignore, double relativeTolerance, boolean unordered) {

    public OutputRules {
        ignore = List.copyOf(ignore);
        if (unordered && relativeTolerance > 0) {
            // Lines cannot be matched up if neither their order nor their text is fixed.
            throw new IllegalArgumentException("unordered lines and a tolerance for numbers do not go together");
        }
        if (!(relativeTolerance >= 0 && relativeTolerance < 1)) {
            throw new IllegalArgumentException("the tolerance is a share from 0 to below 1, not " + relativeTolerance);
        }
    }

    /** Returns the rules in the workload itself: its regular expressions. */
    public static OutputRules of(Workload workload) {
        return new OutputRules(workload.ignore(), 0, false);
    }
}
