package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StrandTest {

    private static final Command HALF_A_SECOND = Command.of("sleep", "0.5");

    private final ProcessRunner all = new ProcessRunner();
    private final ProcessRunner one = all.apart();
    private final ProcessRunner other = all.apart();

    @Test
    void timeIsWhileAnyOfItsProcessesRan() throws Exception {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> {
            try {
                one.run(Command.of("sleep", "0.2"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        one.run(HALF_A_SECOND);
        beside.join();
        assertThat(one.strand().seconds()).as("several at once count once").isBetween(0.5, 2.0);
        double ran = one.strand().seconds();
        Thread.sleep(100);
        assertThat(one.strand().seconds()).as("nothing runs").isEqualTo(ran);
        assertThat(other.strand().seconds()).isZero();
        assertThat(all.strand().seconds())
                .as("what runs apart is still among all")
                .isGreaterThanOrEqualTo(ran);
    }

    @Test
    void aConversationCountsUntilItIsClosed() throws Exception {
        try (Conversation cat = Conversation.start(one, Command.of("cat"))) {
            cat.writeLine("line");
            assertThat(cat.readLine(Duration.ofSeconds(5))).contains("line");
            Thread.sleep(100);
            cat.close();
        }
        double ran = one.strand().seconds();
        assertThat(ran).isGreaterThan(0.09);
        assertThat(one.strand().seconds()).isEqualTo(ran);
    }

    @Test
    void whoEndsAllEndsWhatRunsApart() throws Exception {
        all.strand().cancel("all end");
        assertThatThrownBy(() -> one.run(HALF_A_SECOND)).isInstanceOf(Cancelled.class);
        assertThat(one.strand().seconds()).isLessThan(0.5);
        all.strand().clear();
        one.strand().cancel("this one ends");
        assertThatThrownBy(() -> one.run(HALF_A_SECOND)).isInstanceOf(Cancelled.class);
        assertThat(other.run(HALF_A_SECOND).ok()).isTrue();
    }
}
