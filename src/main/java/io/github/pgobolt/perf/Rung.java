package io.github.pgobolt.perf;

import java.util.List;

/**
 * One kind of branch sampling: how it is recorded and converted.
 *
 * @param name short and stable, for reports: {@code intel-lbr}
 * @param hardware in words
 * @param event perf's event
 * @param recordArguments arguments of {@code perf record} beside the event
 * @param converter how the recording is read
 * @param minimumKernel such as {@code 6.1}; empty if every kernel in use suffices
 * @param minimumPerf such as {@code 6.14}; empty if every perf in use suffices
 * @param minimumLlvm the first LLVM major whose perf2bolt reads it
 * @param processors the processors that the recorded command is pinned to, as {@code taskset -c} takes them; empty for
 *     all
 */
public record Rung(
        String name,
        String hardware,
        String event,
        List<String> recordArguments,
        Converter converter,
        String minimumKernel,
        String minimumPerf,
        int minimumLlvm,
        String processors) {

    /** How perf2bolt, and perf script for it, read a recording. */
    public enum Converter {
        /** Stacks of last branches, in the samples. */
        BRANCH_STACKS,
        /** Arm's SPE: one branch per sample, which perf turns into stacks of one. */
        SPE,
        /** A trace of control flow, which perf turns into stacks. */
        TRACE,
        /** Addresses without branches: a weak profile. */
        BASIC_EVENTS
    }

    public Rung {
        recordArguments = List.copyOf(recordArguments);
    }

    /** Returns the arguments with which {@code perf script} shows branches: the same that perf2bolt passes on. */
    List<String> scriptArguments() {
        return switch (converter) {
            case SPE -> List.of("--itrace=bl");
            case TRACE -> List.of("--itrace=" + Ladder.TRACE_SAMPLING);
            default -> List.of();
        };
    }

    /** Whether the profile holds branches, and not only addresses. */
    public boolean branches() {
        return converter != Converter.BASIC_EVENTS;
    }

    Rung onProcessors(String newProcessors) {
        return new Rung(
                name,
                hardware,
                event,
                recordArguments,
                converter,
                minimumKernel,
                minimumPerf,
                minimumLlvm,
                newProcessors);
    }

    Rung withArguments(List<String> newArguments) {
        return new Rung(
                name, hardware, event, newArguments, converter, minimumKernel, minimumPerf, minimumLlvm, processors);
    }

    Rung withEvent(String newEvent) {
        return new Rung(
                name,
                hardware,
                newEvent,
                recordArguments,
                converter,
                minimumKernel,
                minimumPerf,
                minimumLlvm,
                processors);
    }
}
