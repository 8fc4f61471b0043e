package io.github.pgobolt.provenance;

import java.util.List;

/**
 * in-toto's Test Result v0.1.
 *
 * @param result all of them together
 * @param configuration what decided how it was tested
 * @param passedTests the names of what was tested and found right
 * @param warnedTests the names of what could not be tested: it is not shown right
 * @param failedTests the names of what was found wrong
 */
public record TestResult(
        Result result,
        List<Resource> configuration,
        List<String> passedTests,
        List<String> warnedTests,
        List<String> failedTests) {

    /** All tests together. */
    public enum Result {
        PASSED,
        WARNED,
        FAILED
    }

    public static TestResult of(
            List<Resource> configuration, List<String> passed, List<String> notDone, List<String> failed) {
        Result result = !failed.isEmpty()
                ? Result.FAILED
                : passed.isEmpty() || !notDone.isEmpty() ? Result.WARNED : Result.PASSED;
        return new TestResult(result, configuration, passed, notDone, failed);
    }
}
