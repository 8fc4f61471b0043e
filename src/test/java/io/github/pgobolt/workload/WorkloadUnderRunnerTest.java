package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The position of a runner's words; {@code env} stands in for an emulator, since it runs what follows and takes
 * options.
 */
class WorkloadUnderRunnerTest {

    private static final Path SUBJECT = Path.of("/bin/echo");
    private static final List<String> RUNNER = List.of("env", "A=two words");

    private static Workload workload(boolean shell, String... command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
                shell,
                null,
                Map.of("FILE", "${subject}"),
                Path.of("/"),
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void itsWordsComeBeforeTheSubjectWhereThatIsAWord() {
        Workload direct = workload(false, "${subject}", "--name=${subject}").under(RUNNER);
        assertThat(direct.on(SUBJECT).argv()).containsExactly("env", "A=two words", "/bin/echo", "--name=/bin/echo");
        assertThat(direct.on(SUBJECT).environment()).containsEntry("FILE", "/bin/echo");
        Workload driven = workload(false, "driver", "${subject}", "x").under(RUNNER);
        assertThat(driven.on(SUBJECT).argv()).containsExactly("driver", "env", "A=two words", "/bin/echo", "x");
        Workload test = workload(false, "${cargo:test/parser}").under(RUNNER);
        assertThat(test.on(SUBJECT).argv()).containsExactly("env", "A=two words", "/bin/cargo/test/parser");
        assertThat(direct.startsSubject() && test.startsSubject()).isTrue();
        assertThat(driven.startsSubject()).isFalse();
    }

    @Test
    void inAShellLineItIsQuotedAndTheSubjectsOwnQuotesStay() throws IOException {
        Workload line =
                workload(true, "\"${subject}\" one;", "${subject}", "two | cat").under(RUNNER);
        Command command = line.on(SUBJECT);
        assertThat(command.argv())
                .containsExactly(
                        "sh", "-c", "env 'A=two words' \"/bin/echo\" one; env 'A=two words' /bin/echo two | cat");
        assertThat(new ProcessRunner().run(command).stdout()).isEqualTo("one\ntwo\n");
    }

    @Test
    void withoutARunnerNothingChangesAndItIsPartOfWhatAStepDependsOn() {
        Workload plain = workload(false, "${subject}", "x");
        assertThat(plain.on(SUBJECT).argv()).containsExactly("/bin/echo", "x");
        assertThat(plain.under(List.of())).isEqualTo(plain);
        assertThat(plain.under(RUNNER).toString()).isNotEqualTo(plain.toString());
    }
}
