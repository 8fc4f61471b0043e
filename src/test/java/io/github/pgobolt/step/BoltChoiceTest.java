package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.trial.TrialResult;
import io.github.pgobolt.trial.Trials;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoltChoiceTest {

    private static final BoltTools OLD = new BoltTools(null, null, null);
    private static final BoltTools NEW = new BoltTools(null, null, null);

    private static Trials.Tried tried(BoltTools tools, TrialResult.Verdict verdict) {
        return new Trials.Tried(tools, new TrialResult(verdict, "for a reason"), false);
    }

    @Test
    void itIsLookedForOnceHoweverOftenItIsAsked() {
        AtomicInteger searches = new AtomicInteger();
        BoltChoice choice = new BoltChoice(() -> {
            searches.incrementAndGet();
            return List.of(tried(NEW, TrialResult.Verdict.failed), tried(OLD, TrialResult.Verdict.passed));
        });

        assertThat(searches).as("not before it is needed").hasValue(0);
        choice.begin();
        choice.begin();

        assertThat(choice.tools()).isSameAs(OLD);
        assertThat(choice.tried()).hasSize(2);
        assertThat(searches).hasValue(1);
    }

    @Test
    void whereEachFailedThereIsNone() {
        assertThat(new BoltChoice(() -> List.of(tried(NEW, TrialResult.Verdict.failed))).tools())
                .isNull();
        assertThat(new BoltChoice(List::of).tools()).isNull();
    }

    @Test
    void whatCouldNotBeTriedIsUsedSinceTheCheckDecidesInTheEnd() {
        assertThat(new BoltChoice(() -> List.of(tried(NEW, TrialResult.Verdict.untried))).tools())
                .isSameAs(NEW);
    }

    @Test
    void aFailureOfTheSearchReachesWhoeverAsks() {
        BoltChoice choice = new BoltChoice(() -> {
            throw Failure.user("BOLT is required");
        });

        assertThatThrownBy(choice::tools).isInstanceOf(Failure.class).hasMessage("BOLT is required");
    }
}
